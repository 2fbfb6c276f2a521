import type { RateTrial } from './capacity-result';

/** A trial as a point of the curve of p99 over rate (SPEC 8.4). */
export interface CapacityPoint {
  readonly perSecond: number;
  /** Or, of a trial that was ended early, what it would at least have been. */
  readonly p99Ms: number;
  /** The same of the trial that speaks for its rate, through which the curve goes; `null` of all others. */
  readonly countsMs: number | null;
  readonly trial: RateTrial;
}

/**
 * The trials whose p99 is known, or what it is at least. Of the trials at a rate the one that met it speaks for it, else the last,
 * which decided that it failed; one that was disturbed or ended early never does, for its p99 is not that of the lane at this rate.
 *
 * @param trials by rate, ascending, and of a rate in the order they ran
 */
export function capacityPoints(trials: readonly RateTrial[]): CapacityPoint[] {
  const whole = trials.filter(({ p99, disturbed }) => p99.state === 'earned' && !disturbed);
  const speaker = (perSecond: number) => {
    const atRate = whole.filter((trial) => trial.perSecond === perSecond);
    return atRate.find(({ met }) => met) ?? atRate.at(-1);
  };
  return trials.flatMap((trial) => {
    const { perSecond, p99AtLeastMs: p99Ms } = trial;
    if (p99Ms === null) return [];
    return [{ perSecond, p99Ms, countsMs: speaker(perSecond) === trial ? p99Ms : null, trial }];
  });
}
