import { percentilesBy } from './percentiles';
import { offeredUtilisation, type QueueFigures, type QueueLoad, steadyState } from './steady-state';

/** D/D/c (SPEC 1.10): equal gaps, equal service times: nobody ever waits, up to and with a utilisation of 1. */
export function ddc(load: QueueLoad): QueueFigures {
  const utilisation = offeredUtilisation(load);
  if (utilisation > 1) return { state: 'no-steady-state', offeredUtilisation: utilisation };
  return steadyState(load, {
    waitMsMean: 0,
    chanceToWait: 0,
    waitMs: percentilesBy(() => 0),
    latencyMs: percentilesBy(() => load.serviceMs),
  });
}
