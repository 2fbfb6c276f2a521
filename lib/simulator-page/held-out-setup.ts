import type { RunSetup } from '../experiment/setup';
import { isFeasible, isWithin } from '../experiment/setup-limits';
import type { ModeId } from '../modes';
import type { HeldOut } from '../simulate/calibration/held-out';

/** The set-up of a run that puts a load on one lane as it was calibrated. @returns `null` where the Lab cannot send so much */
export function heldOutSetup(setup: RunSetup, lane: ModeId, { perSecond, requests }: HeldOut): RunSetup | null {
  const changed: RunSetup = {
    ...setup,
    ...{ lanes: [lane], loop: 'open', pattern: 'poisson', perSecond, count: requests, durationMs: null, repeats: 1 },
  };
  return isWithin('perSecond', perSecond) && isWithin('count', requests) && isFeasible(changed) ? changed : null;
}
