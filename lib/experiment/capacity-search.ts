/** What one trial found; studies add what they saw. */
export interface TrialOutcome {
  readonly met: boolean;
  /** Something other than what is searched failed: such a trial says nothing of it, only that our side could not ask. */
  readonly disturbed?: boolean;
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
  /**
   * The lane may take more: at `disturbedAtPerSecond`, at most 25 % higher, it could not be asked.
   * `failsAtPerSecond` = the lowest rate that it failed by itself; `null` = none.
   */
  | {
      readonly state: 'at-least';
      readonly perSecond: number;
      readonly disturbedAtPerSecond: number;
      readonly failsAtPerSecond: number | null;
    }
  /** Even the highest rate that may be sent was met. */
  | { readonly state: 'beyond'; readonly perSecond: number }
  /** Even the lowest rate was not met. */
  | { readonly state: 'none'; readonly failsAtPerSecond: number }
  /** No rate was met, and the lowest could not be asked. */
  | { readonly state: 'unknown'; readonly disturbedAtPerSecond: number };

/** The search is over when the lowest failed rate is no further above the highest met one. */
export const CAPACITY_PRECISION = 1.05;
/** Where that rate could not be asked, a closer look would only disturb more. */
export const DISTURBED_PRECISION = 1.25;

type Standing = 'met' | 'failed' | 'disturbed';

const PRECISION = { failed: CAPACITY_PRECISION, disturbed: DISTURBED_PRECISION } as const;

interface Missed {
  readonly perSecond: number;
  readonly standing: Exclude<Standing, 'met'>;
}

/**
 * Finds the highest rate that is met: doubles from the start until one is not (or halves until one is), then bisects on a
 * log scale. A rate fails when it failed twice, and cannot be asked when its trials were disturbed twice. Assumes that a
 * rate above one that fails would fail too. Yields every trial as it ends.
 */
export async function* searchCapacity<Outcome extends TrialOutcome>(
  search: CapacitySearch<Outcome>,
): AsyncGenerator<CapacityStep<Outcome>, Capacity> {
  const { trial, leastPerSecond, mostPerSecond } = search;
  async function* standingOf(
    perSecond: number,
    purpose: TrialPurpose,
  ): AsyncGenerator<CapacityStep<Outcome>, Standing> {
    const seen = { failed: 0, disturbed: 0 };
    for (let asked = 0; ; asked++) {
      const outcome = await trial(perSecond);
      yield { perSecond, purpose: asked === 0 ? purpose : 'confirm', outcome };
      if (outcome.met) return 'met';
      const kind = outcome.disturbed ? 'disturbed' : 'failed';
      if (++seen[kind] === 2) return kind;
    }
  }

  let met: number | undefined;
  let missed: Missed | undefined;
  let fails: number | null = null;
  let rate = Math.min(mostPerSecond, Math.max(leastPerSecond, search.startPerSecond));
  while (met === undefined || missed === undefined) {
    const standing: Standing = yield* standingOf(rate, missed === undefined ? 'climb' : 'descend');
    if (standing === 'met') {
      met = rate;
      if (missed !== undefined) break;
      if (rate >= mostPerSecond) return { state: 'beyond', perSecond: rate };
      rate = Math.min(mostPerSecond, rate * 2);
    } else {
      missed = { perSecond: rate, standing };
      if (standing === 'failed') fails = rate;
      if (met !== undefined) break;
      if (rate <= leastPerSecond) return standing === 'failed' ? noneBelow(rate) : unknownAt(rate);
      rate = Math.max(leastPerSecond, rate / 2);
    }
  }
  while (missed.perSecond / met > PRECISION[missed.standing]) {
    const middle: number = Math.sqrt(missed.perSecond * met);
    const standing: Standing = yield* standingOf(middle, 'bisect');
    if (standing === 'met') met = middle;
    else missed = { perSecond: middle, standing };
    if (standing === 'failed') fails = middle;
  }
  return missed.standing === 'failed'
    ? { state: 'found', perSecond: met, failsAtPerSecond: missed.perSecond }
    : { state: 'at-least', perSecond: met, disturbedAtPerSecond: missed.perSecond, failsAtPerSecond: fails };
}

const noneBelow = (failsAtPerSecond: number): Capacity => ({ state: 'none', failsAtPerSecond });
const unknownAt = (disturbedAtPerSecond: number): Capacity => ({ state: 'unknown', disturbedAtPerSecond });
