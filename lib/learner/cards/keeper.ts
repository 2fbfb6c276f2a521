import type { CardRecords, CardSettings, StoredCard, StoredReview } from '../../lesson/cards/stored';

/** A change of one card that holds only if nobody else changed it since it was read. */
export interface CardChange {
  readonly id: string;
  /** The card as it was read; `undefined` where nothing was kept of it. */
  readonly before: StoredCard | undefined;
  /** What to keep of it; `undefined` for nothing. */
  readonly after: StoredCard | undefined;
  readonly addReview?: StoredReview;
  readonly dropReview?: StoredReview;
}

/** Where records of cards are kept. What it throws is a TrilaneError `storage-failed`. */
export interface CardKeeper {
  read(): Promise<CardRecords>;
  /** @returns whether it was made: not if the card is no longer as it was `before` */
  change(change: CardChange): Promise<boolean>;
  /** Everything at once, from what is kept at that moment. */
  replace(make: (records: CardRecords) => CardRecords): Promise<void>;
  saveSettings(settings: CardSettings): Promise<void>;
}

/** Whether two states of a card are the same one: its last answer and its last setting aside tell. */
export function isSameState(a: StoredCard | undefined, b: StoredCard | undefined): boolean {
  const stamp = (card: StoredCard | undefined) =>
    `${card?.schedule?.reviewedAt ?? ''} ${card?.schedule?.reviews ?? 0} ${card?.suspendedAt ?? ''}`;
  return stamp(a) === stamp(b);
}

/** The records after a change of one card. */
export function withChange(records: CardRecords, { id, after, addReview, dropReview }: CardChange): CardRecords {
  const cards = new Map(records.cards);
  if (after) cards.set(id, after);
  else cards.delete(id);
  // An answer that is there already is there once.
  const rest = records.reviews.filter(({ id }) => id !== dropReview?.id && id !== addReview?.id);
  return { ...records, cards, reviews: addReview ? [...rest, addReview] : rest };
}

/**
 * Keeps records as long as the page is open: where the device keeps nothing. Nobody else changes them, so that every
 * change holds, even one that the first records show already.
 */
export function memoryKeeper(first: CardRecords): CardKeeper {
  let records = first;
  return {
    read: async () => records,
    async change(change) {
      records = withChange(records, change);
      return true;
    },
    async replace(make) {
      records = make(records);
    },
    async saveSettings(settings) {
      records = { ...records, settings };
    },
  };
}
