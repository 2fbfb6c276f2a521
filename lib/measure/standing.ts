import type { Difference } from './difference';
import type { LaneSummary } from './summary';

/** A lane and the figure it is compared by. */
export interface RankedLane {
  readonly summary: LaneSummary;
  readonly value: number;
}

/** Where lanes stand in one respect: the best of them against all others (SPEC 6.6). */
export interface Standing {
  /** By their figures, the best first; whether one is really ahead is another matter. */
  readonly ranked: readonly RankedLane[];
  /**
   * `clear`: the best is ahead of every other. Else why it cannot be told from some: `not-shown`, `too-noisy`, or `too-few` answers
   * for a test. `alone`: there are not two to compare.
   */
  readonly state: 'clear' | 'alone' | Exclude<Difference['verdict'], 'real'>;
  /** The best, and those it cannot be told from. */
  readonly contenders: readonly RankedLane[];
}

/** The weightier reason counts: who cannot be compared at all says more than who is too noisy. */
const REASONS = ['too-few', 'too-noisy', 'not-shown'] as const;

/**
 * @param ranked the best first
 * @param compare the best with another lane, by the same test as the table of pairs
 */
export function standingOf(
  ranked: readonly RankedLane[],
  compare: (best: RankedLane, other: RankedLane) => Difference['verdict'],
): Standing {
  const [best, ...others] = ranked;
  if (!best || others.length === 0) return { ranked, state: 'alone', contenders: ranked };
  const told = others.map((other) => ({ other, verdict: compare(best, other) }));
  const open = told.filter(({ verdict }) => verdict !== 'real');
  return {
    ranked,
    state: REASONS.find((reason) => open.some(({ verdict }) => verdict === reason)) ?? 'clear',
    contenders: [best, ...open.map(({ other }) => other)],
  };
}
