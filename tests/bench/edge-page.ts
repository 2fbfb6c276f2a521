import type { LaneCommand, LaneEvent } from '@/lib/lab/lane/lane-messages';
import type { ModelTarget } from '@/lib/model/manifest';
import type { SampleSet } from '@/lib/model/samples';

/* These run inside the browser: each is sent there as text, so it may use nothing but its argument. */

interface BareBlocksArguments {
  readonly blocks: number;
  readonly blockItems: number;
  /** The first item's place in the test set. */
  readonly from: number;
}

/** Mean time of one `run()` in each block, ms, in the bare worker that `edge.ts` serves. It is kept over the rounds. */
export function bareBlocks(options: BareBlocksArguments): Promise<number[]> {
  const page = window as unknown as { bare?: Worker };
  page.bare ??= new Worker('/bare.mjs', { type: 'module' });
  const worker = page.bare;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ means?: number[]; error?: string }>) => {
      if (data.means) resolve(data.means);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(options);
  });
}

interface LaneBlocksArguments {
  readonly workerUrl: string;
  readonly target: ModelTarget;
  readonly blocks: number;
  readonly blockItems: number;
  readonly seed: number;
}

/**
 * The same through the lab's own worker and loop: mean of finished - started in each block, ms. Like the bare worker it keeps
 * its runtime over the rounds: a browser compiles WASM anew, and better, while it is in use.
 */
export async function laneBlocks(options: LaneBlocksArguments): Promise<number[]> {
  const { workerUrl, target, blocks, blockItems, seed } = options;
  const page = window as unknown as { lane?: { worker: Worker; samples: SampleSet } };
  const took: number[] = [];
  const answerOf = (worker: Worker, command: LaneCommand) =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data: event }: MessageEvent<LaneEvent>) => {
        const told = event.type === 'progress' ? event.progress[0] : undefined;
        if (typeof told === 'object' && 'block' in told) {
          const { block } = told;
          for (let index = 0; index < block.count; index++) {
            const at = index * (block.numbers.length / block.capacity);
            took.push((block.numbers[at + 2] ?? 0) - (block.numbers[at + 1] ?? 0));
          }
        }
        if (event.type === 'failed') reject(new Error(event.error.detail));
        if (event.type === 'answer') resolve();
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(command);
    });
  if (!page.lane) {
    const bytes = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    // As built: the bundler turns our module worker into a classic one that loads its parts.
    const worker = new Worker(workerUrl);
    const samples: SampleSet = {
      kind: 'images',
      count: 1000,
      pixels: await bytes(`/models/${target.modelId}/samples.u8`),
      labels: await bytes(`/models/${target.modelId}/labels.u8`),
    };
    const ask = { modeId: 'edge', target, origin: location.origin, threads: null, samples } as const;
    await answerOf(worker, { type: 'load', ask });
    page.lane = { worker, samples };
  }
  const { worker, samples } = page.lane;
  const count = (blocks + 1) * blockItems;
  const workload = {
    seed,
    count,
    sampleIndex: Int32Array.from({ length: count }, (_, item) => (item + seed * 131) % samples.count),
    shiftIndex: new Uint8Array(count),
    loop: { kind: 'open' as const },
    untilMs: Number.POSITIVE_INFINITY,
    arrivedAtMs: new Float64Array(count),
  };
  await answerOf(worker, {
    type: 'run',
    ask: {
      workload,
      spec: {
        seed,
        sampleCount: samples.count,
        arrivals: { pattern: 'at-once', perSecond: 1, traceMs: [] },
        loop: { kind: 'open' },
        length: { by: 'count', count },
      },
      intervalMs: 1000,
      conditions: { generator: 'browser', network: 'loopback', slowdown: 1, threads: null, stall: null },
    },
  });
  // The first block warms up, as in the bare worker.
  return Array.from({ length: blocks }, (_, block) => {
    const from = (block + 1) * blockItems;
    return took.slice(from, from + blockItems).reduce((sum, ms) => sum + ms, 0) / blockItems;
  });
}

/** Notes the longest main-thread task from now on in `window.longestTaskMs`. */
export function longTasks(): void {
  const page = window as unknown as { longestTaskMs: number };
  page.longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.longestTaskMs = Math.max(page.longestTaskMs, entry.duration);
  }).observe({ type: 'longtask' });
}
