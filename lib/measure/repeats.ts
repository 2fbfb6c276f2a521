import type { ModeId } from '../modes';
import { quantileRanks } from './binomial';
import type { Difference } from './difference';
import type { Interval } from './interval';
import type { LaneId } from './lane-record';
import { middleOf } from './median';
import { rateRatioOf } from './rate-ratio';
import { FEWEST_REPEATS } from './rules';
import type { LaneSummary } from './summary';

/** How much a lane's median moved from repeat to repeat. ms */
export interface RepeatSpread {
  readonly id: LaneId;
  readonly modeId: ModeId;
  /** One a repeat, in the order they ran; `null` = locked. */
  readonly medianMs: readonly (number | null)[];
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Of the median of all medians there could be: 94 % at five repeats, at least 95 % from six; `null` with fewer. */
  readonly interval: Interval | null;
}

/**
 * The medians of the repeats side by side, never averaged (SPEC 2.6): one entry a lane, in the order of the first repeat.
 * The interval is that of ranks (SPEC 2.3), with a median a repeat: from the lowest to the highest until there are nine.
 * The whole range of n misses with a chance of 2 x 0.5^n: 6 % at five, 3 % at six.
 */
export function repeatsOf(perRepeat: readonly (readonly LaneSummary[])[]): readonly RepeatSpread[] {
  const lanes = new Map(perRepeat.flatMap((summaries) => summaries.map(({ id, modeId }) => [id, modeId])));
  return [...lanes].map(([id, modeId]) => {
    const medianMs = perRepeat.map((summaries) => {
      const median = summaries.find((summary) => summary.id === id)?.latency.p50;
      return median?.state === 'earned' ? median.valueMs : null;
    });
    const known = Float64Array.from(medianMs.filter((median) => median !== null)).sort();
    const { lowRank, highRank } = quantileRanks(known.length, 0.5);
    return {
      id,
      modeId,
      medianMs,
      lowest: known[0] ?? null,
      highest: known.at(-1) ?? null,
      interval: known.length < FEWEST_REPEATS ? null : { low: known[lowRank - 1] ?? 0, high: known[highRank - 1] ?? 0 },
    };
  });
}

/**
 * Whether two set-ups differ that were repeated, and not only these runs of them (SPEC 6.9): what lies between repeats is no chance of items, so
 * the medians of the repeats are compared, b against a, and the answers of all of them have to say the same. With fewer than five repeats of
 * either that cannot be told, and what was found of the answers stays.
 */
export function differenceOfRepeats(ofAnswers: Difference, a: RepeatSpread, b: RepeatSpread): Difference {
  if (!a.interval || !b.interval || ofAnswers.verdict === 'too-few') return ofAnswers;
  const middle = ({ medianMs }: RepeatSpread) => middleOf(medianMs.filter((median) => median !== null))[0];
  const ratio = rateRatioOf({ value: middle(b), interval: b.interval }, { value: middle(a), interval: a.interval });
  if (!ratio?.interval) return ofAnswers;
  const medianRatio = { value: ratio.value, ...ratio.interval };
  const agree = ofAnswers.verdict === 'real' && (ofAnswers.superiority ?? 0.5) > 0.5 === medianRatio.low > 1;
  return { ...ofAnswers, medianRatio, verdict: ratio.verdict === 'real' && !agree ? 'not-shown' : ratio.verdict };
}
