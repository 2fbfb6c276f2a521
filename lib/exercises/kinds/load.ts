import { z } from 'zod';
import { loadDrawing } from '../drawing/load-drawing';
import { figureOf } from '../evidence/evidence';
import type { Reading } from '../evidence/reading';
import { toleranceOf } from '../grading/tolerance';
import type { Scale } from '../scale';
import { finite, type Kind, placed } from './kind';
import { gradeNumber, isWithin, numberOutcome } from './number';

const prediction = z.strictObject({ kind: z.literal('load'), perSecond: finite.positive() });
const draft = z.strictObject({ kind: z.literal('load'), perSecond: placed });

export interface Load {
  /** A second. */
  readonly input: { readonly least: number; readonly most: number };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  /** The highest rate that kept to the limit; its interval reaches to the lowest that did not. A second. */
  readonly truth: { readonly best: Reading };
  /** The leg with the search says all there is to say. */
  readonly truthRule: 'search';
  readonly outcomeRule: never;
}

const scaleOf = ({ least, most }: Load['input']): Scale => ({ unit: 'rate', kind: 'log', least, most });

/** The highest rate within a limit: first guessed, then found. */
export const load: Kind<Load> = {
  input: z.strictObject({ least: z.number().positive(), most: z.number() }),
  prediction,
  draft,
  empty: { kind: 'load', perSecond: null },
  prune: (_, made) => made,
  fits: (input, { perSecond }) => isWithin(input, perSecond),
  options: () => [],
  number: { unit: 'rate', scale: scaleOf, of: ({ perSecond }) => perSecond, measured: ({ best }) => best },
  truth(_, { legs, evidence }) {
    const best = figureOf(
      evidence,
      legs.findIndex(({ search }) => search),
      'load.best',
    );
    return best && { best };
  },
  outcome(_, { input, prediction, truth: { best } }, grade) {
    // A search that found one side only ends at the end of its range.
    if (best.high <= input.least) return 'none';
    if (best.low >= input.most) return 'beyond';
    return numberOutcome({}, prediction.perSecond, best, grade);
  },
  grade: ({ input, prediction, truth, tolerance }) =>
    gradeNumber(scaleOf(input), prediction.perSecond, truth.best, tolerance),
  asks: { of: 'all' },
  drawing: ({ input, legs, prediction, truth, tolerance, evidence }) =>
    loadDrawing(scaleOf(input), legs, {
      perSecond: prediction.perSecond,
      best: truth?.best ?? null,
      tolerance: toleranceOf(scaleOf(input), tolerance),
      evidence,
    }),
};
