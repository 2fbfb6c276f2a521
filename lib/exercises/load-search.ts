import type { LoadTrial } from './evidence/evidence';
import type { Reading } from './evidence/reading';
import type { LoadSearch } from './leg';

/** Nearer than this there is no need to look. */
const CLOSE_ENOUGH = 1.25;

/** How far a search for the highest load has come. */
export interface Bracket {
  /** The highest rate that kept to the limit below every one that did not, and the lowest that did not; a second. `null` = none yet. */
  readonly met: number | null;
  readonly missed: number | null;
}

export function bracketOf(trials: readonly LoadTrial[]): Bracket {
  const missed = least(trials.filter(({ met }) => !met).map(({ perSecond }) => perSecond));
  const met = most(
    trials
      .filter((trial) => trial.met && trial.perSecond < (missed ?? Number.POSITIVE_INFINITY))
      .map(({ perSecond }) => perSecond),
  );
  return { met, missed };
}

/**
 * The highest load a search has found: its value is the best rate that was met, and its interval reaches to the lowest
 * that was not. Where even the highest rate of the search was met, the interval ends there.
 * @returns `null` while a side is missing
 */
export function bestLoad(
  trials: readonly LoadTrial[],
  { least: lowest, most: highest }: Pick<LoadSearch, 'least' | 'most'>,
): Reading | null {
  const { met, missed } = bracketOf(trials);
  if (met !== null && missed !== null) return { value: met, low: met, high: missed };
  if (met !== null && met >= highest) return { value: met, low: met, high: met };
  if (missed !== null && missed <= lowest) return { value: missed, low: missed, high: missed };
  return null;
}

/** Whether there is nothing left to look for: the bracket is narrow, or no try is left. */
export function isSearchOver(trials: readonly LoadTrial[], search: LoadSearch): boolean {
  const best = bestLoad(trials, search);
  return (best !== null && best.high <= CLOSE_ENOUGH * best.low) || trials.length >= search.tries;
}

const least = (values: readonly number[]) => (values.length === 0 ? null : Math.min(...values));
const most = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));
