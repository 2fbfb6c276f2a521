import { z } from 'zod';

/** How well a card was known, the worst first; Anki's and FSRS's four. */
export const GRADES = ['again', 'hard', 'good', 'easy'] as const;
export type CardGrade = (typeof GRADES)[number];

/** Where a card stands: in the steps of its first day, in reviews days apart, or in steps again after a lapse. */
const phase = z.enum(['learning', 'review', 'relearning']);

const instant = z.iso.datetime();
const count = z.int().min(0).max(1_000_000);

/** What FSRS knows of a card that was answered at least once. */
const schedule = z.strictObject({
  phase,
  dueAt: instant,
  /** Days after which the chance of recall has fallen to 90 %. */
  stability: z.number().min(0.001).max(36_500),
  /** 1 (easy) to 10 (hard). */
  difficulty: z.number().min(1).max(10),
  /** Days from the last answer to the next; 0 within the steps of a day. */
  intervalDays: z.int().min(0).max(36_500),
  /** Which step of a day comes next. */
  step: count,
  reviews: count,
  /** How often it was forgotten once it was out of its first steps. */
  lapses: count,
  reviewedAt: instant,
});
export type CardSchedule = z.infer<typeof schedule>;

/** The text of a card that the learner brought along. */
const ownText = z.strictObject({
  front: z.string().trim().min(1).max(2000),
  back: z.string().trim().min(1).max(4000),
  tags: z.array(z.string().regex(/^\S{1,100}$/)).max(50),
});
export type OwnText = z.infer<typeof ownText>;

const ownCard = ownText.extend({
  /** Among the learner's own cards: those of a file stand in its order, and later files after earlier ones. */
  place: count.default(0),
});

/** A card as the device keeps it: only those that were answered or set aside, and those the learner brought along. */
export const storedCard = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(120),
  /** `null` before the first answer. */
  schedule: schedule.nullable(),
  suspended: z.boolean(),
  /** When it was last set aside or taken back. */
  suspendedAt: instant.nullable(),
  /** `null` for a card of the lesson, whose text is in the lesson. */
  own: ownCard.nullable(),
});
export type StoredCard = z.infer<typeof storedCard>;

/** One answer to a card. */
export const storedReview = z.strictObject({
  id: z.string().min(1).max(200),
  cardId: z.string().min(1).max(120),
  reviewedAt: instant,
  grade: z.enum(GRADES),
  /** Where the card stood before. */
  phaseBefore: z.enum(['new', ...phase.options]),
});
export type StoredReview = z.infer<typeof storedReview>;

export const SETTING_LIMITS = {
  desiredRetention: { min: 0.8, max: 0.97 },
  newPerDay: { min: 0, max: 100 },
} as const;

/** What the learner may choose. */
export const cardSettings = z.strictObject({
  /** The chance of recall at which a card is asked again. */
  desiredRetention: z.number().min(SETTING_LIMITS.desiredRetention.min).max(SETTING_LIMITS.desiredRetention.max),
  newPerDay: z.int().min(SETTING_LIMITS.newPerDay.min).max(SETTING_LIMITS.newPerDay.max),
});
export type CardSettings = z.infer<typeof cardSettings>;

export const DEFAULT_SETTINGS: CardSettings = { desiredRetention: 0.9, newPerDay: 10 };

/** Everything the device keeps about cards. */
export interface CardRecords {
  readonly cards: ReadonlyMap<string, StoredCard>;
  /** The oldest first. */
  readonly reviews: readonly StoredReview[];
  readonly settings: CardSettings;
}

export const NO_RECORDS: CardRecords = { cards: new Map(), reviews: [], settings: DEFAULT_SETTINGS };

/** A card of which nothing is known yet. */
export function untouched(id: string, own: StoredCard['own'] = null): StoredCard {
  return { id, schedule: null, suspended: false, suspendedAt: null, own };
}
