import { z } from 'zod';
import { panelsDrawing, panelsOf } from '../drawing/panel';
import { gradeScore, SHARE_OF_CHOICE } from '../grading/grade';
import { TOLERANCES } from '../grading/tolerance';
import { isIn, type Option, option, optionId, pickFrom } from '../option';
import { type FigureTerm, readTerm } from '../term';
import { type Kind, text } from './kind';

const prediction = z.strictObject({ kind: z.literal('flaw'), flaw: optionId, remedy: optionId });
const draft = z.strictObject({ kind: z.literal('flaw'), flaw: optionId.nullable(), remedy: optionId.nullable() });

export interface Flaw {
  readonly input: {
    readonly report: {
      readonly title: string;
      readonly text: string;
      readonly rows: readonly { readonly label: string; readonly value: string }[];
    };
    readonly flaws: readonly Option[];
    readonly remedies: readonly Option[];
  };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  readonly truth: { readonly flaw: string; readonly remedies: readonly string[] };
  /** The same, and the figures without which nothing was shown. */
  readonly truthRule: {
    readonly flaw: string;
    readonly remedies: readonly string[];
    readonly shownBy: readonly FigureTerm[];
  };
  readonly outcomeRule: never;
}

/** A measurement as somebody reports it, with something wrong. */
export const flaw: Kind<Flaw> = {
  input: z.strictObject({
    report: z.strictObject({ title: text, text, rows: z.array(z.strictObject({ label: text, value: text })) }),
    flaws: z.array(option).min(2),
    remedies: z.array(option).min(2),
  }),
  prediction,
  draft,
  empty: { kind: 'flaw', flaw: null, remedy: null },
  prune: ({ flaws, remedies }, made) => ({
    ...made,
    flaw: pickFrom(flaws, made.flaw),
    remedy: pickFrom(remedies, made.remedy),
  }),
  fits: ({ flaws, remedies }, made) => isIn(flaws, made.flaw) && isIn(remedies, made.remedy),
  options: ({ flaws, remedies }) => [...flaws, ...remedies],
  truth: ({ flaw: wrong, remedies, shownBy }, { evidence }) =>
    shownBy.every((figure) => readTerm(evidence, figure)) ? { flaw: wrong, remedies } : null,
  outcome(_, _given, { parts }) {
    if (parts.flaw) return parts.remedy ? 'right' : 'flaw';
    return parts.remedy ? 'remedy' : 'neither';
  },
  grade({ prediction, truth }) {
    const parts = { flaw: prediction.flaw === truth.flaw, remedy: truth.remedies.includes(prediction.remedy) };
    return gradeScore(
      parts.flaw ? (parts.remedy ? 1 : SHARE_OF_CHOICE) : parts.remedy ? 1 - SHARE_OF_CHOICE : 0,
      parts,
    );
  },
  // The flaw of a report does not hang on figures.
  asks: { of: 'each', within: TOLERANCES.factor.right, others: 'any' },
  drawing: ({ watched }) => panelsDrawing(...panelsOf(watched)),
};
