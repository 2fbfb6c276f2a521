import { z } from 'zod';
import { CONCEPT_IDS } from './concepts';
import { PLANS } from './content';

const share = z.number().min(0).max(1);
const weight = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const shared = {
  schema: z.literal(1),
  id: z.string().min(1).max(60),
  at: z.iso.datetime(),
  /** How likely the learner thought to be right. */
  confidence: share,
  /** 0..1 */
  score: share,
};

/** An answer to an item of the practice test, as it is kept on the device. */
const itemAnswer = z.strictObject({
  ...shared,
  kind: z.literal('item'),
  item: z.string().min(1).max(100),
  concept: z.enum(CONCEPT_IDS),
  right: z.boolean(),
  /** The test it was part of. */
  testId: z.string().min(1).max(60),
  /** The number given, or the place of the choice in the item's file. */
  given: z.number(),
});
export type ItemAnswer = z.infer<typeof itemAnswer>;

/** An answer to a scenario card. */
const scenarioAnswer = z.strictObject({
  ...shared,
  kind: z.literal('scenario'),
  scenario: z.string().min(1).max(60),
  concepts: z.array(z.enum(CONCEPT_IDS)).min(1),
  plan: z.enum(PLANS),
  weights: z.strictObject({ latency: weight, volume: weight, privacy: weight, connectivity: weight, cost: weight }),
});
export type ScenarioAnswer = z.infer<typeof scenarioAnswer>;

export const storedAnswer = z.discriminatedUnion('kind', [itemAnswer, scenarioAnswer]);
export type StoredAnswer = z.infer<typeof storedAnswer>;

/** A practice test that was begun: its items in their order. */
export const storedTest = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1).max(60),
  startedAt: z.iso.datetime(),
  /** Draws the order of items and choices. */
  seed: z.int().nonnegative(),
  concepts: z.array(z.enum(CONCEPT_IDS)).min(1),
  items: z.array(z.string().min(1).max(100)).min(1).max(200),
  finishedAt: z.iso.datetime().nullable(),
  /** The answer that was locked in last, until the learner goes on to the next question; its key may not have come yet. */
  locked: z
    .strictObject({ item: z.string().min(1).max(100), given: z.number(), confidence: share, at: z.iso.datetime() })
    .nullable()
    .default(null),
});
export type StoredTest = z.infer<typeof storedTest>;
