import { z } from 'zod';
import type { Excuse } from '../../measure/fitness';

/** A lane of a run, by its id. */
export const lane = z.string().min(1).max(64);
const count = z.number().nonnegative();
/** Runs of before kept no such time. ms */
const time = count.nullable().default(null);
const why = z.enum([
  'other-lane',
  'other-figure',
  'order-stands',
  'order-untold',
  'small-for-this',
]) satisfies z.ZodType<Excuse>;

/** Reasons against a run that a question may leave alone, as they are kept; `reason` has the shape of a `ValidityReason`. */
export const excusedReason = z.strictObject({
  reason: z.discriminatedUnion('id', [
    z.strictObject({
      id: z.literal('unstable'),
      lane,
      what: z.enum(['latency', 'throughput']),
      ratio: z.number().positive(),
    }),
    z.strictObject({ id: z.literal('warming'), lane, ratio: z.number().positive() }),
    z.strictObject({
      id: z.literal('generator-late'),
      lane,
      count,
      of: count,
      raised: z.enum(['p50', 'p90', 'p99', 'lane', 'none']),
      factor: z.number().positive(),
      lateMedianMs: time,
      medianMs: time,
    }),
    z.strictObject({ id: z.literal('too-few-samples'), lane, have: count, need: count }),
    z.strictObject({ id: z.literal('page-busy'), lane: z.null(), share: count, didHarm: z.boolean().default(true) }),
  ]),
  why,
});
export type ExcusedReason = z.infer<typeof excusedReason>;
