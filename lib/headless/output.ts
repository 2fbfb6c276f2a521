import type { SimulatedRun } from '../simulate/simulate';
import type { SimulatedLane } from '../simulate/simulated-lane';

/** What `npm run simulate` prints. @param elapsedMs that it took, ms */
export function outputOf({ scenario, lanes, events }: SimulatedRun, elapsedMs: number) {
  return {
    version: 1,
    seed: scenario.seed,
    lanes: Object.fromEntries(lanes.map(({ id, curveMs, waitCurveMs, ...lane }: SimulatedLane) => [id, lane])),
    events,
    elapsedMs: Math.round(elapsedMs * 1000) / 1000,
  };
}
