import { z } from 'zod';
import { TrilaneError } from '../../errors';
import {
  type CardRecords,
  type CardSettings,
  cardSettings,
  DEFAULT_SETTINGS,
  type StoredCard,
  storedCard,
  storedReview,
} from './stored';

const FORMAT = 'trilane-cards';
const VERSION = 1;
const MOST_RECORDS = 200_000;

const head = z.object({ format: z.literal(FORMAT), version: z.int().min(1) });
const cardFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  exportedAt: z.iso.datetime(),
  settings: cardSettings,
  cards: z.array(storedCard).max(MOST_RECORDS),
  reviews: z.array(storedReview).max(MOST_RECORDS),
});

/** Everything the device keeps about cards, as a file another device can read. */
export function writeCardFile({ cards, reviews, settings }: CardRecords, nowMs: number): string {
  const file: z.infer<typeof cardFile> = {
    format: FORMAT,
    version: VERSION,
    exportedAt: new Date(nowMs).toISOString(),
    settings,
    cards: [...cards.values()],
    reviews: [...reviews],
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** @throws TrilaneError `malformed-json`, `malformed-request` (with the place), `newer-schema` */
export function readCardFile(text: string): CardRecords {
  const json = parse(text);
  const known = head.safeParse(json);
  if (!known.success) throw new TrilaneError('malformed-request', 'This is not a file of cards from Trilane.');
  if (known.data.version > VERSION)
    throw new TrilaneError(
      'newer-schema',
      `The file is of version ${known.data.version}; this Trilane reads version ${VERSION}.`,
    );
  const file = cardFile.safeParse(json);
  if (!file.success) {
    const [issue] = file.error.issues;
    throw new TrilaneError('malformed-request', `At ${issue?.path.join('.') || 'the top'}: ${issue?.message}.`);
  }
  const { cards, reviews, settings } = file.data;
  return { cards: new Map(cards.map((card) => [card.id, card])), reviews: inOrder(reviews), settings };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TrilaneError('malformed-json', 'The file is not JSON, or breaks off.', { cause });
  }
}

/**
 * Two devices' records as one: of each card the later schedule and the later setting aside (equal ones stay as they are
 * here), every answer of both, and the settings chosen here; where none were, those of the file.
 */
export function mergeRecords(here: CardRecords, file: CardRecords): CardRecords {
  const cards = new Map(here.cards);
  for (const card of file.cards.values()) {
    const known = cards.get(card.id);
    cards.set(card.id, known ? mergeCards(known, card) : card);
  }
  const reviews = new Map([...file.reviews, ...here.reviews].map((review) => [review.id, review]));
  const settings = isDefault(here.settings) ? file.settings : here.settings;
  return { cards, reviews: inOrder([...reviews.values()]), settings };
}

function isDefault({ desiredRetention, newPerDay }: CardSettings): boolean {
  return desiredRetention === DEFAULT_SETTINGS.desiredRetention && newPerDay === DEFAULT_SETTINGS.newPerDay;
}

function mergeCards(here: StoredCard, file: StoredCard): StoredCard {
  const newer = (a: string | null | undefined, b: string | null | undefined) => (a ?? '') > (b ?? '');
  const set = newer(file.suspendedAt, here.suspendedAt) ? file : here;
  return {
    id: here.id,
    schedule: newer(file.schedule?.reviewedAt, here.schedule?.reviewedAt) ? file.schedule : here.schedule,
    suspended: set.suspended,
    suspendedAt: set.suspendedAt,
    own: here.own ?? file.own,
  };
}

function inOrder<T extends { readonly id: string; readonly reviewedAt: string }>(reviews: readonly T[]): readonly T[] {
  return reviews.toSorted((a, b) =>
    a.reviewedAt === b.reviewedAt ? (a.id < b.id ? -1 : 1) : a.reviewedAt < b.reviewedAt ? -1 : 1,
  );
}
