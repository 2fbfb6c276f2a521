import { z } from 'zod';
import { numberPanels } from '../drawing/number-panels';
import { panelsDrawing } from '../drawing/panel';
import type { Reading } from '../evidence/reading';
import { toleranceOf } from '../grading/tolerance';
import { type Scale, scale } from '../scale';
import { readTerm, type Term } from '../term';
import { finite, type Kind, placed, text } from './kind';
import { gradeNumber, isWithin, type NumberOutcome, numberOutcome } from './number';

const prediction = z.strictObject({ kind: z.literal('numeric'), value: finite });
const draft = z.strictObject({ kind: z.literal('numeric'), value: placed });

export interface Numeric {
  readonly input: { readonly scale: Scale; readonly label: string };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  readonly truth: { readonly value: Reading };
  readonly truthRule: Term;
  readonly outcomeRule: NumberOutcome;
}

/** A number on a scale. */
export const numeric: Kind<Numeric> = {
  input: z.strictObject({ scale, label: text }),
  prediction,
  draft,
  empty: { kind: 'numeric', value: null },
  prune: (_, made) => made,
  fits: (input, { value }) => isWithin(input.scale, value),
  options: () => [],
  number: { scale: (input) => input.scale, of: ({ value }) => value, measured: (truth) => truth.value },
  truth(rule, { evidence }) {
    const value = readTerm(evidence, rule);
    return value && { value };
  },
  outcome: (rule, { prediction, truth }, grade) => numberOutcome(rule, prediction.value, truth.value, grade),
  grade: ({ input, prediction, truth, tolerance }) =>
    gradeNumber(input.scale, prediction.value, truth.value, tolerance),
  asks: { of: 'all' },
  drawing: ({ input, prediction, rule, truth, tolerance, watched }) =>
    panelsDrawing(
      ...numberPanels({
        ...input,
        value: prediction.value,
        truth: truth?.value ?? null,
        rule,
        tolerance: toleranceOf(input.scale, tolerance),
        watched,
      }),
    ),
};
