import { z } from 'zod';
import { MODE_IDS } from '../modes';
import { CONCEPT_IDS, LEVELS } from './concepts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().min(8);

/** The card a missed item becomes; it must make sense without the choices. */
const card = z.strictObject({ front: z.string().min(8).max(240), back: z.string().min(2).max(400) });

const item = { id, concept: z.enum(CONCEPT_IDS), level: z.enum(LEVELS), stem: z.string().min(20).max(480), card };

/** A question with one right choice; every choice says why. The choices are shown in a drawn order. */
export const choiceItem = z.strictObject({
  kind: z.literal('choice'),
  ...item,
  choices: z
    .array(
      z.strictObject({ text: z.string().min(1).max(220), right: z.boolean().default(false), why: sentence.max(420) }),
    )
    .min(3)
    .max(5)
    .refine((choices) => choices.filter(({ right }) => right).length === 1, 'exactly one choice is right')
    .refine((choices) => new Set(choices.map(({ text }) => text)).size === choices.length, 'no choice stands twice'),
});

/** A question answered with a number, right within a relative tolerance. */
export const numericItem = z
  .strictObject({
    kind: z.literal('numeric'),
    ...item,
    /** Of the answer, as it stands behind the field: `ms`, `items per second`, `%`. */
    unit: z.string().max(30),
    answer: z.number().positive(),
    /** 0.05 = 5 % to either side. */
    tolerance: z.number().min(0).max(0.5),
    /** How the answer comes about. */
    why: sentence.max(480),
    /** Numbers that a known mistake leads to, each with the mistake. */
    traps: z
      .array(z.strictObject({ value: z.number(), why: sentence.max(420) }))
      .min(1)
      .max(4),
  })
  .refine(
    ({ answer, tolerance, traps }) => traps.every(({ value }) => Math.abs(value - answer) > tolerance * answer),
    'a trap lies within the tolerance of the answer',
  );

/** An item of the practice test. */
export const testItem = z.discriminatedUnion('kind', [choiceItem, numericItem]);
export type ChoiceItem = z.infer<typeof choiceItem>;
export type NumericItem = z.infer<typeof numericItem>;
export type TestItem = z.infer<typeof testItem>;

/** What speaks for or against a lane. */
export const CRITERIA = ['latency', 'volume', 'privacy', 'connectivity', 'cost'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** How much a criterion counts in a case: it does not, it matters, it decides. */
export const WEIGHTS = [0, 1, 2] as const;
export type Weight = (typeof WEIGHTS)[number];

/** The lanes a system may be made of: each alone, and the hybrids; lanes in fixed order, joined by `+`. */
export const PLANS = [
  'batch',
  'online',
  'edge',
  'batch+online',
  'batch+edge',
  'online+edge',
  'batch+online+edge',
] as const;
export type Plan = (typeof PLANS)[number];

export const lanesOfPlan = (plan: Plan) => MODE_IDS.filter((lane) => plan.split('+').includes(lane));

const criteria = <T extends z.ZodType>(value: T) =>
  z.strictObject({ latency: value, volume: value, privacy: value, connectivity: value, cost: value });

/** A short case for which to choose lanes. */
export const scenario = z
  .strictObject({
    id,
    title: z.string().min(4).max(60),
    level: z.enum(LEVELS),
    concepts: z.array(z.enum(CONCEPT_IDS)).min(1),
    /** The case in two or three short paragraphs, a blank line between them. */
    text: z.string().min(200).max(900),
    /** What is known of each criterion, in a few words. */
    facts: criteria(z.string().min(4).max(120)),
    /** How much each counts, and why. */
    weights: criteria(
      z.strictObject({ weight: z.union([z.literal(0), z.literal(1), z.literal(2)]), why: sentence.max(280) }),
    ),
    /** 1 = defensible, 0.5 = would work at a price, 0 = does not do. */
    plans: z.strictObject(
      Object.fromEntries(
        PLANS.map((plan) => [
          plan,
          z.strictObject({ credit: z.union([z.literal(0), z.literal(0.5), z.literal(1)]), why: sentence.max(340) }),
        ]),
      ) as Record<
        Plan,
        z.ZodObject<{ credit: z.ZodUnion<[z.ZodLiteral<0>, z.ZodLiteral<0.5>, z.ZodLiteral<1>]>; why: z.ZodString }>
      >,
    ),
    /** Where more than one plan is defensible: what the choice between them hangs on. */
    between: sentence.max(420).optional(),
    /** What change in the case would change the answer, and to what. */
    turn: sentence.max(420),
  })
  .refine(({ plans }) => Object.values(plans).some(({ credit }) => credit === 1), 'some plan is defensible')
  .refine(
    ({ plans, between }) =>
      Object.values(plans).filter(({ credit }) => credit === 1).length > 1 === (between !== undefined),
    'what stands between the defensible plans is said exactly where there are several',
  );
export type Scenario = z.infer<typeof scenario>;
