import { findVersion } from '../model';
import { UNTOLD_CLASS } from '../model/answer';
import type { ModelTarget } from '../model/manifest';
import type { LaneId } from './lane-record';

/** What a lane answered, item by item, in the same order each. */
export interface LaneAnswersOfItems {
  readonly id: LaneId;
  readonly target: ModelTarget;
  /** Position in the workload. */
  readonly items: Float64Array;
  /** -1 where the model answers with a value, which then stands in `probability`; -2 where the answer is not told. */
  readonly classIndex: Float64Array;
  readonly probability: Float64Array;
}

/** Whether lanes that ran the same file gave the same answers to the same items while they were timed (SPEC 5.4). */
export type AnswersAgreement =
  | { readonly state: 'agreed'; readonly compared: number }
  /** `count` of `compared` answers that the two lanes both gave; of all pairs, the one that differs most often. */
  | {
      readonly state: 'disagreed';
      readonly count: number;
      readonly compared: number;
      readonly lanes: readonly [LaneId, LaneId];
    }
  /** No item was answered by two lanes with the same file. */
  | { readonly state: 'not-comparable' };

/**
 * Compares the answers of every pair of lanes that ran the same file, within its tolerance (from the manifest). Linear in the
 * items.
 */
export function answersAgree(lanes: readonly LaneAnswersOfItems[]): AnswersAgreement {
  let compared = 0;
  let worst: Extract<AnswersAgreement, { state: 'disagreed' }> | null = null;
  for (const [index, a] of lanes.entries()) {
    const placeOf = placesOf(a.items);
    for (const b of lanes.slice(index + 1)) {
      if (a.target.modelId !== b.target.modelId || a.target.versionId !== b.target.versionId) continue;
      const pair = comparePair(a, placeOf, b, findVersion(a.target).tolerance.absolute);
      compared += pair.compared;
      if (pair.count > (worst?.count ?? 0)) worst = { state: 'disagreed', lanes: [a.id, b.id], ...pair };
    }
  }
  if (worst) return worst;
  return compared === 0 ? { state: 'not-comparable' } : { state: 'agreed', compared };
}

function placesOf(items: Float64Array): Int32Array {
  const most = items.reduce((top, item) => Math.max(top, item), -1);
  const places = new Int32Array(most + 1).fill(-1);
  for (const [place, item] of items.entries()) places[item] = place;
  return places;
}

function comparePair(a: LaneAnswersOfItems, placeOf: Int32Array, b: LaneAnswersOfItems, tolerance: number) {
  let compared = 0;
  let count = 0;
  for (const [place, item] of b.items.entries()) {
    const at = placeOf[item] ?? -1;
    if (at < 0) continue;
    const [one, other] = [answerAt(a, at), answerAt(b, place)];
    if (one.classIndex === UNTOLD_CLASS || other.classIndex === UNTOLD_CLASS) continue;
    compared++;
    const isSame = isSameAnswer(one, other, tolerance);
    if (!isSame) count++;
  }
  return { compared, count };
}

interface Answer {
  readonly classIndex: number;
  readonly probability: number;
}

const answerAt = ({ classIndex, probability }: LaneAnswersOfItems, place: number): Answer => ({
  classIndex: classIndex[place] ?? -1,
  probability: probability[place] ?? Number.NaN,
});

/**
 * Two classes may be tied: then a difference within the tolerance decides which of them is named. Whether they were cannot be told, for only
 * the likeliest is kept; they cannot have been where the two together are more than the whole.
 */
function isSameAnswer(a: Answer, b: Answer, tolerance: number): boolean {
  if (!(Math.abs(a.probability - b.probability) <= tolerance)) return false;
  return a.classIndex === b.classIndex || a.probability + b.probability <= 1 + tolerance;
}
