import { COMPLETED, type Requests } from './events/requests';
import type { SimLaneId } from './scenario/lanes-schema';
import type { Scenario } from './scenario/scenario';
import type { WarmUp } from './simulated-lane';
import { mser5 } from './statistics/mser5';

/** Arrivals that come evenly enough for a lane to settle. */
const STEADY: readonly string[] = ['constant', 'poisson', 'trace', 'closed'];
/** Lanes that settle. A job goes up and down with each of its runs; a fleet’s downloads are not to be left out. */
const SETTLING: readonly SimLaneId[] = ['online', 'cascade'];

/** What to leave out at the start: until the latencies have settled, by MSER-5 (SPEC 2.1), or as the scenario says. */
export function warmUpOf({ warmUp, arrivals }: Scenario, id: SimLaneId, requests: Requests): WarmUp {
  const until = (count: number) => (count > 0 ? (requests.arrivedAtMs[count] ?? 0) : 0);
  if (warmUp !== 'found') {
    const count = Math.min(warmUp, Math.max(0, requests.arrived - 1));
    return { requests: count, untilMs: until(count), how: 'given' };
  }
  if (!STEADY.includes(arrivals.kind) || !SETTLING.includes(id)) return { requests: 0, untilMs: 0, how: 'not-steady' };
  const cut = mser5(completedLatencies(requests));
  if (cut === null) return { requests: 0, untilMs: 0, how: 'too-short' };
  // So many completed ones: their number among all.
  let request = 0;
  for (let left = cut; request < requests.arrived && left > 0; request++) {
    if (requests.outcome[request] === COMPLETED) left--;
  }
  return { requests: request, untilMs: until(request), how: 'found' };
}

function completedLatencies({ arrived, outcome, latencyMs, ended }: Requests): Float64Array {
  const completed = new Float64Array(ended);
  let count = 0;
  for (let request = 0; request < arrived; request++) {
    if (outcome[request] === COMPLETED) completed[count++] = latencyMs[request] as number;
  }
  return completed.subarray(0, count);
}
