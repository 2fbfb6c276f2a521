/** What one trial found; studies add what they saw. */
export interface TrialOutcome {
  readonly met: boolean;
}

export interface CapacitySearch<Outcome extends TrialOutcome> {
  /** Loads the lane at this rate for a while. */
  readonly trial: (perSecond: number) => Promise<Outcome>;
  readonly startPerSecond: number;
  readonly leastPerSecond: number;
  readonly mostPerSecond: number;
}

/** `confirm`: the same rate once more, because a machine that stumbled once may be sound. */
export type TrialPurpose = 'climb' | 'descend' | 'bisect' | 'confirm';

export interface CapacityStep<Outcome extends TrialOutcome> {
  readonly perSecond: number;
  readonly purpose: TrialPurpose;
  readonly outcome: Outcome;
}

export type Capacity =
  /** `failsAtPerSecond` is at most 5 % higher. */
  | { readonly state: 'found'; readonly perSecond: number; readonly failsAtPerSecond: number }
  /** Even the highest rate that may be sent was met. */
  | { readonly state: 'beyond'; readonly perSecond: number }
  /** Even the lowest rate was not met. */
  | { readonly state: 'none'; readonly failsAtPerSecond: number };

/** The search is over when the lowest failed rate is no further above the highest met one. */
export const CAPACITY_PRECISION = 1.05;

/**
 * Finds the highest rate that is met: doubles from the start until one fails (or halves until one is met), then bisects on a
 * log scale. A rate fails when it failed twice in a row. Assumes that a rate above one that fails would fail too.
 * Yields every trial as it ends.
 */
export async function* searchCapacity<Outcome extends TrialOutcome>(
  search: CapacitySearch<Outcome>,
): AsyncGenerator<CapacityStep<Outcome>, Capacity> {
  const { trial, leastPerSecond, mostPerSecond } = search;
  async function* isMet(perSecond: number, purpose: TrialPurpose): AsyncGenerator<CapacityStep<Outcome>, boolean> {
    const first = await trial(perSecond);
    yield { perSecond, purpose, outcome: first };
    if (first.met) return true;
    const second = await trial(perSecond);
    yield { perSecond, purpose: 'confirm', outcome: second };
    return second.met;
  }

  let met: number | undefined;
  let failed: number | undefined;
  let rate = Math.min(mostPerSecond, Math.max(leastPerSecond, search.startPerSecond));
  while (met === undefined || failed === undefined) {
    if (yield* isMet(rate, failed === undefined ? 'climb' : 'descend')) {
      met = rate;
      if (failed !== undefined) break;
      if (rate >= mostPerSecond) return { state: 'beyond', perSecond: rate };
      rate = Math.min(mostPerSecond, rate * 2);
    } else {
      failed = rate;
      if (met !== undefined) break;
      if (rate <= leastPerSecond) return { state: 'none', failsAtPerSecond: rate };
      rate = Math.max(leastPerSecond, rate / 2);
    }
  }
  while (failed / met > CAPACITY_PRECISION) {
    const middle: number = Math.sqrt(failed * met);
    if (yield* isMet(middle, 'bisect')) met = middle;
    else failed = middle;
  }
  return { state: 'found', perSecond: met, failsAtPerSecond: failed };
}
