/** A card as the device keeps it. (Owned by the flash cards; shaped there.) */
export interface StoredCard {
  readonly id: string;
}

/** One answer to a card. */
export interface StoredReview {
  readonly id: string;
  readonly cardId: string;
  /** ISO 8601. */
  readonly reviewedAt: string;
}
