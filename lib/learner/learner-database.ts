import 'client-only';
import type { DBSchema, IDBPDatabase } from 'idb';
import { deviceDatabase } from '../device/database';
import type { StoredCard, StoredReview } from '../lesson/cards/stored';
import type { Mark } from '../lesson/progress';

interface Learner extends DBSchema {
  /** What was read, heard, recalled, by kind and piece. */
  marks: { key: string; value: Mark };
  /** What the learner wrote, by the prompt it answers. */
  notes: { key: string; value: string };
  /** The schedule of each card that was seen, and the cards the learner brought along. */
  cards: { key: string; value: StoredCard };
  /** Every answer to a card, the oldest first. */
  reviews: { key: string; value: StoredReview; indexes: { reviewedAt: string } };
}

export type LearnerDatabase = IDBPDatabase<Learner>;

/** Runs one step on what this device knows of its learner. @throws TrilaneError `storage-failed` */
export const withLearner = deviceDatabase<Learner>({
  name: 'trilane-learner',
  version: 1,
  upgrade(database) {
    database.createObjectStore('marks');
    database.createObjectStore('notes');
    database.createObjectStore('cards', { keyPath: 'id' });
    database.createObjectStore('reviews', { keyPath: 'id' }).createIndex('reviewedAt', 'reviewedAt');
  },
});
