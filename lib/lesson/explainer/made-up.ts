import { type Times, type Trace, traceOf } from './trace';

/** Irregular, as arrivals are; ms. All times here are chosen for the eye, none was measured. */
const ARRIVALS_MS = [300, 900, 1200, 1700, 2600, 3300, 3700, 4400, 5000, 5400] as const;
const RUN_EVERY_MS = 3000;
const RUN_MS = 1600;
const ONLINE_MS = 1800;
const EDGE_MS = 600;

/** A short story of ten items that shows how each lane works. */
export function madeUpTrace(): Trace {
  const batch = ARRIVALS_MS.map((arrivedMs): Times => {
    const runMs = Math.ceil(arrivedMs / RUN_EVERY_MS) * RUN_EVERY_MS;
    return [arrivedMs, runMs, runMs + RUN_MS];
  });
  const online = ARRIVALS_MS.map((arrivedMs): Times => [arrivedMs, arrivedMs + 100, arrivedMs + 100 + ONLINE_MS]);
  let freeMs = 0;
  const edge = ARRIVALS_MS.map((arrivedMs): Times => {
    const startedMs = Math.max(arrivedMs + 100, freeMs);
    freeMs = startedMs + EDGE_MS;
    return [arrivedMs, startedMs, freeMs];
  });
  return traceOf({ batch, online, edge });
}
