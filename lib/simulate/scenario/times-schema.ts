import { z } from 'zod';
import { LEAST_STRETCH_MS, MOST_BATCH, MOST_MS, MOST_SAMPLES } from './limits';

export const ms = z.number().min(0).max(MOST_MS);
const samples = z.array(ms).min(1).max(MOST_SAMPLES);
const stretch = z.number().min(LEAST_STRETCH_MS).max(MOST_MS);

const pace = z
  .strictObject({
    everyMs: stretch.describe('From one rank to the next.'),
    ranks: z
      .array(z.number().min(0).max(1))
      .min(1)
      .max(MOST_SAMPLES)
      .describe('Of the times, in the order in which they were measured: which share of them was shorter.'),
    blockMs: stretch.describe('Ranks of so long a stretch stay together.'),
  })
  .optional()
  .describe(
    'How times followed one another: slow ones come in a row. Without it each is drawn by itself. Jobs leave it out.',
  );
export type Pace = NonNullable<z.infer<typeof pace>>;

const constant = z.strictObject({ kind: z.literal('constant'), value: ms.describe('ms') });
const exponential = z.strictObject({ kind: z.literal('exponential'), mean: ms.describe('ms') });
const uniform = z
  .strictObject({ kind: z.literal('uniform'), low: ms.describe('ms'), high: ms.describe('ms') })
  .refine(({ low, high }) => low <= high, { path: ['high'], message: 'must not be below low' });
const lognormal = z.strictObject({
  kind: z.literal('lognormal'),
  mean: ms.describe('ms'),
  cv: z.number().min(0).max(10).describe('Coefficient of variation: standard deviation over mean.'),
});
const sampled = z.strictObject({
  kind: z.literal('samples'),
  values: samples.describe('ms; each as likely as any other.'),
  pace,
});

/** A time that differs from one to the next, ms. */
export const distribution = z.discriminatedUnion('kind', [constant, exponential, uniform, lognormal, sampled]);
export type Distribution = z.infer<typeof distribution>;

const linear = z.strictObject({
  kind: z.literal('linear'),
  perCall: ms.describe('ms, whatever the size of the batch.'),
  perItem: ms.describe('ms more for each item of the batch.'),
});
const measured = z.strictObject({
  kind: z.literal('measured'),
  sizes: z
    .array(
      z.strictObject({ size: z.int().min(1).max(MOST_BATCH), values: samples.describe('ms a call of that size.') }),
    )
    .min(1)
    .max(64)
    .refine((sizes) => new Set(sizes.map(({ size }) => size)).size === sizes.length, 'must name each size once'),
  pace,
});

/** How long the model takes for a call with one item or a batch, ms. */
export const serviceTimes = z.discriminatedUnion('kind', [
  constant,
  exponential,
  uniform,
  lognormal,
  sampled,
  linear,
  measured,
]);
export type ServiceTimes = z.infer<typeof serviceTimes>;
export type MeasuredTimes = z.infer<typeof measured>;
export type SampledTimes = z.infer<typeof sampled>;
