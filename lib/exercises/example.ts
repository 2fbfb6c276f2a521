import { z } from 'zod';
import type { Evidence } from './evidence/evidence';
import { reading } from './evidence/reading';
import { VERDICTS } from './grading/grade';
import { prediction } from './prediction';

/** Figures as they may be measured, an answer, and what must come of it: for a teacher's key, and for tests. */
export const example = z.strictObject({
  name: z.string().min(1),
  /** Per leg; a mere number is a figure with an interval of a few per cent. */
  evidence: z.array(z.record(z.string(), z.union([z.number(), reading]))),
  prediction,
  reason: z.string().min(1),
  verdict: z.enum(VERDICTS),
  outcome: z.string().min(1),
});
export type Example = z.infer<typeof example>;

/** Of a figure of an example that is given as a mere number; to either side. */
const HALF = 0.03;

/** The evidence of an example: a mere number becomes a reading with an interval of a few per cent. */
export function exampleEvidence({ evidence }: Pick<Example, 'evidence'>): Evidence {
  return evidence.map((figures) => ({
    figures: Object.fromEntries(
      Object.entries(figures).map(([id, figure]) => [
        id,
        typeof figure === 'number' ? { value: figure, low: figure * (1 - HALF), high: figure * (1 + HALF) } : figure,
      ]),
    ),
    trials: [],
  }));
}
