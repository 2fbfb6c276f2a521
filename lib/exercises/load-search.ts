import { disturbanceOf } from '../measure/lateness';
import { MOST_FAILED_SHARE, MOST_LATE_SHARE } from '../measure/rules';
import type { LaneSummary } from '../measure/summary';
import type { LoadTrial } from './evidence/evidence';
import type { Reading } from './evidence/reading';
import type { LoadSearch } from './leg';

/** Nearer than this there is no need to look; further apart, nearly any guess would be near one end. */
const CLOSE_ENOUGH = 1.5;

/** How far a search for the highest load has come. */
export interface Bracket {
  /** The highest rate that kept to the limit below every one that did not, and the lowest that did not; a second. `null` = none yet. */
  readonly met: number | null;
  readonly missed: number | null;
}

/**
 * Between which rates the limit lies. Of a rate that was tried again the latest try counts. Chance may have it that a rate
 * is met above one that was missed: then the limit is where the fewest tries contradict it, the lower one of several.
 */
export function bracketOf(trials: readonly LoadTrial[]): Bracket {
  const tried = [...new Map(trials.map(({ perSecond, met }) => [perSecond, met]))].sort(([a], [b]) => a - b);
  const against = (place: number) => tried.filter(([, met], index) => (index < place ? !met : met)).length;
  const places = Array.from({ length: tried.length + 1 }, (_, place) => place);
  const limit = places.reduce((best, place) => (against(place) < against(best) ? place : best), 0);
  const met = tried.slice(0, limit).findLast(([, isMet]) => isMet);
  const missed = tried.slice(limit).find(([, isMet]) => !isMet);
  return { met: met?.[0] ?? null, missed: missed?.[0] ?? null };
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

/**
 * Whether a lane kept its p99 within a limit at the rate that was tried; `undefined` = it cannot be told (SPEC 8.7): too few
 * answers, a load that was not sent as planned, or a limit broken only with what late sending added.
 */
export function metLimit({ latency: { p99 }, lateness, counts }: LaneSummary, limitMs: number): boolean | undefined {
  const failed = counts.failed + counts.timedOut;
  const lateShare = lateness ? lateness.lateCount / lateness.of : 0;
  if (failed > MOST_FAILED_SHARE * (counts.completed + failed)) return lateShare > MOST_LATE_SHARE ? undefined : false;
  if (p99.state === 'locked') return undefined;
  const isDisturbed = lateness !== null && disturbanceOf(lateness) !== null;
  if (p99.valueMs <= limitMs) return isDisturbed ? undefined : true;
  const punctualMs = lateness?.shifts.find(({ percentile }) => percentile === 'p99')?.punctualMs ?? p99.valueMs;
  return isDisturbed && punctualMs <= limitMs ? undefined : false;
}
