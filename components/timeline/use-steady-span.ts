import { useState } from 'react';

/** A run that outlasts the axis gets this much more of it at once. */
const GROWTH = 1.15;

/** The length of the axis: exact at rest, growing in leaps during a run, since each change redraws everything. ms */
export function useSteadySpan(spanMs: number, running: boolean): number {
  const [heldMs, setHeldMs] = useState(spanMs);
  const wantedMs = !running ? spanMs : spanMs > heldMs ? spanMs * GROWTH : heldMs;
  if (wantedMs !== heldMs) setHeldMs(wantedMs);
  return wantedMs;
}
