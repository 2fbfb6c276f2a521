import type { Tolerance } from './tolerance';

export const VERDICTS = ['right', 'partly', 'not'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How good a prediction was. */
export interface Grade {
  readonly verdict: Verdict;
  /** 0..1 */
  readonly score: number;
  /** How far a number was from what was measured: `times` a factor of at least 1, `by` in the unit of the scale; 0 parts = none. */
  readonly gap: { readonly kind: 'times' | 'by'; readonly value: number } | null;
  /** Which parts of the answer were right, by id. */
  readonly parts: Readonly<Record<string, boolean>>;
}

const SCORES: Readonly<Record<Verdict, number>> = { right: 1, partly: 0.5, not: 0 };

/** @param distance a factor of at least 1, or a difference of at least 0 */
export function gradeDistance(kind: 'times' | 'by', distance: number, { right, partly }: Tolerance): Grade {
  const verdict = distance <= right ? 'right' : distance <= partly ? 'partly' : 'not';
  return { verdict, score: SCORES[verdict], gap: { kind, value: distance }, parts: {} };
}

/** A choice counts for so much, the reason it is defended with for the rest; the same for a flaw and its remedy. */
export const SHARE_OF_CHOICE = 0.7;

/** A few right parts of many are no near miss; a right remedy for the wrong flaw still is one. */
const LEAST_PARTLY = 0.3;

/** @param score 0..1 */
export function gradeScore(score: number, parts: Grade['parts'] = {}): Grade {
  const rounded = Math.round(score * 1000) / 1000;
  return {
    verdict: rounded >= 1 ? 'right' : rounded >= LEAST_PARTLY ? 'partly' : 'not',
    score: rounded,
    gap: null,
    parts,
  };
}
