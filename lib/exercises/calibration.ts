import { type Proportion, proportionOf } from '../measure/proportion';
import { CONFIDENCES } from './confidence';

/** An answer and how sure somebody was of it. */
export interface Judged {
  /** 0..1 */
  readonly confidence: number;
  readonly right: boolean;
}

type ConfidenceId = (typeof CONFIDENCES)[number]['id'];

export interface CalibrationGroup {
  readonly id: ConfidenceId;
  /** How many of them would be right if confidence were exact, 0..1. */
  readonly claimed: number;
  /** How many were, with Wilson's 95 % interval; `null` where there is none. */
  readonly right: Proportion | null;
}

export interface Calibration {
  /** Least sure first; every level is there. */
  readonly groups: readonly CalibrationGroup[];
  readonly count: number;
  /** Mean confidence, 0..1; `null` of nothing. */
  readonly meanClaimed: number | null;
  readonly right: Proportion | null;
  /** Mean squared distance of confidence from outcome (Brier, 1950): 0 is best, always saying 50 % gives 0.25. */
  readonly brier: number | null;
  /**
   * Whether somebody is as often right as they think: `over` and `under` only where the mean confidence lies outside the
   * 95 % interval of the share of right answers.
   */
  readonly verdict: 'too-few' | 'over' | 'under' | 'fits';
}

/** Below this the interval of the share is some 0.5 wide, and says nothing. */
export const LEAST_ANSWERS = 12;

/** Confidence held against what came of it. An answer belongs to the level nearest to its confidence. */
export function calibrationOf(answers: readonly Judged[]): Calibration {
  const count = answers.length;
  const mean = (of: (answer: Judged) => number) =>
    count === 0 ? null : answers.reduce((sum, answer) => sum + of(answer), 0) / count;
  const meanClaimed = mean(({ confidence }) => confidence);
  const right = shareRight(answers);
  const atLevel = (id: ConfidenceId) => answers.filter(({ confidence }) => nearestLevel(confidence) === id);
  return {
    groups: CONFIDENCES.map(({ id, share }) => ({ id, claimed: share, right: shareRight(atLevel(id)) })),
    count,
    meanClaimed,
    right,
    brier: mean(({ confidence, right }) => (confidence - Number(right)) ** 2),
    verdict: verdictOf(count, meanClaimed, right),
  };
}

function verdictOf(count: number, meanClaimed: number | null, right: Proportion | null): Calibration['verdict'] {
  if (meanClaimed === null || right === null || count < LEAST_ANSWERS) return 'too-few';
  if (meanClaimed > right.high) return 'over';
  return meanClaimed < right.low ? 'under' : 'fits';
}

const shareRight = (answers: readonly Judged[]) =>
  proportionOf(answers.filter(({ right }) => right).length, answers.length);

function nearestLevel(confidence: number): ConfidenceId {
  const [first, ...others] = CONFIDENCES;
  return others.reduce<(typeof CONFIDENCES)[number]>(
    (nearest, level) => (Math.abs(level.share - confidence) < Math.abs(nearest.share - confidence) ? level : nearest),
    first,
  ).id;
}
