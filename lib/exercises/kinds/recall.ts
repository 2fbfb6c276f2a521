import { z } from 'zod';
import { gradeRecall } from '../grading/grade-recall';
import { onlyOf, optionId } from '../option';
import type { Kind } from './kind';

/** A word is kept up to this length. */
export const MOST_LETTERS = 120;
const answers = z.record(optionId, z.string().max(MOST_LETTERS));
const prediction = z.strictObject({ kind: z.literal('recall'), answers });

export interface Recall {
  readonly input: {
    readonly blanks: readonly { readonly id: string; readonly before: string; readonly after: string }[];
  };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof prediction>;
  /** What is taken for right, per blank, in any spelling of case, spaces and hyphens. */
  readonly truth: { readonly accepted: Readonly<Record<string, readonly string[]>> };
  /** They are words, and stand with the others. */
  readonly truthRule: 'words';
  readonly outcomeRule: never;
}

/** Words from memory. */
export const recall: Kind<Recall> = {
  input: z.strictObject({
    blanks: z.array(z.strictObject({ id: optionId, before: z.string(), after: z.string() })).min(1),
  }),
  prediction,
  draft: prediction,
  empty: { kind: 'recall', answers: {} },
  prune: ({ blanks }, made) => ({ ...made, answers: onlyOf(blanks, made.answers) }),
  whole: (made) => ({
    ...made,
    answers: Object.fromEntries(Object.entries(made.answers).map(([id, word]) => [id, word.trim()])),
  }),
  fits: ({ blanks }, { answers: given }) =>
    Object.keys(given).length === blanks.length && blanks.every(({ id }) => (given[id] ?? '').trim() !== ''),
  options: () => [],
  truth: (_, { accepted }) => ({ accepted }),
  grade: ({ prediction, truth }) => gradeRecall(prediction.answers, truth.accepted),
  asks: null,
  drawing: () => null,
};
