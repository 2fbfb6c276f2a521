import { z } from 'zod';
import { panelsDrawing } from '../drawing/panel';
import { ratioPanels } from '../drawing/ratio-panels';
import type { Reading } from '../evidence/reading';
import { toleranceOf } from '../grading/tolerance';
import type { Scale } from '../scale';
import { readTerm, type Term } from '../term';
import { finite, type Kind, placed, text } from './kind';
import { gradeNumber, isWithin, type NumberOutcome, numberOutcome } from './number';

const prediction = z.strictObject({ kind: z.literal('ratio'), ratio: finite.positive() });
const draft = z.strictObject({ kind: z.literal('ratio'), ratio: placed });

export interface Ratio {
  readonly input: {
    readonly least: number;
    readonly most: number;
    /** What is above and what below the line of the fraction: "batch's median", "online's median". */
    readonly above: string;
    readonly below: string;
  };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  readonly truth: { readonly ratio: Reading };
  /** The two quantities, or the figure that is the ratio. */
  readonly truthRule: Term;
  readonly outcomeRule: NumberOutcome;
}

const scaleOf = ({ least, most }: Ratio['input']): Scale => ({ unit: 'ratio', kind: 'log', least, most });

/** How many times the one is the other: a factor on a logarithmic scale. */
export const ratio: Kind<Ratio> = {
  input: z.strictObject({ least: z.number().positive(), most: z.number(), above: text, below: text }),
  prediction,
  draft,
  empty: { kind: 'ratio', ratio: null },
  prune: (_, made) => made,
  fits: (input, { ratio: factor }) => isWithin(input, factor),
  options: () => [],
  number: { unit: 'ratio', scale: scaleOf, of: ({ ratio: factor }) => factor, measured: (truth) => truth.ratio },
  truth(rule, { evidence }) {
    const measured = readTerm(evidence, rule);
    return measured && { ratio: measured };
  },
  outcome: (rule, { prediction, truth }, grade) => numberOutcome(rule, prediction.ratio, truth.ratio, grade),
  grade: ({ input, prediction, truth, tolerance }) =>
    gradeNumber(scaleOf(input), prediction.ratio, truth.ratio, tolerance),
  asks: { of: 'all' },
  drawing: ({ input, prediction, rule, truth, tolerance, watched }) =>
    panelsDrawing(
      ...ratioPanels({
        ratio: prediction.ratio,
        truth: truth?.ratio ?? null,
        rule,
        tolerance: toleranceOf(scaleOf(input), tolerance),
        watched,
      }),
    ),
};
