import { EventHeap } from '@/lib/simulate/events/event-heap';
import { createStreams } from '@/lib/simulate/random/streams';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

// Runs in a worker of the browser: what the page of the simulator does, and a bare loop to compare it with.

export type SimulateOrder =
  | { readonly kind: 'scenario'; readonly scenario: unknown }
  | { readonly kind: 'bare'; readonly requests: number };

function play(order: SimulateOrder): { readonly elapsedMs: number; readonly text: string } {
  const startMs = performance.now();
  if (order.kind === 'bare') {
    const left = bareLoop(order.requests);
    return { elapsedMs: performance.now() - startMs, text: String(left) };
  }
  const read = readScenario(order.scenario);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { lanes } = simulateAtOnce(read.scenario, 0);
  return { elapsedMs: performance.now() - startMs, text: JSON.stringify(lanes) };
}

/** As many events as the scenario needs, through the same heap, with nothing of a simulation: two a request, at random times. */
function bareLoop(requests: number): number {
  const heap = new EventHeap();
  const bits = createStreams(1, 0)('arrivals');
  const unit = 2 ** -32;
  let [arrivalMs, arrived, ended] = [0, 0, 0];
  while (ended < requests) {
    if (arrived < requests && arrivalMs <= heap.nextMs) {
      heap.push(arrivalMs + 40 * bits() * unit, 0, arrived++);
      arrivalMs += bits() * unit;
    } else {
      heap.pop();
      if (heap.code === 0) heap.push(heap.timeMs + 10 * bits() * unit, 1, heap.datum);
      else ended++;
    }
  }
  return heap.size;
}

self.onmessage = ({ data }: MessageEvent<SimulateOrder>) => {
  try {
    self.postMessage(play(data));
  } catch (thrown) {
    self.postMessage({ error: thrown instanceof Error ? thrown.message : 'It failed.' });
  }
};
