import 'client-only';
import type { DBSchema, IDBPDatabase } from 'idb';
import { deviceDatabase } from '../device/database';
import type { StoredAnswer, StoredTest } from '../exercises/answers';
import type { Attempt } from '../exercises/attempt';
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
  /** Goes at exercises. */
  attempts: { key: string; value: Attempt; indexes: { exerciseId: string } };
  /** Answers to items of the practice test and to scenario cards. */
  answers: { key: string; value: StoredAnswer };
  /** Practice tests that were begun. */
  tests: { key: string; value: StoredTest };
}

export type LearnerDatabase = IDBPDatabase<Learner>;

/** Runs one step on what this device knows of its learner. @throws TrilaneError `storage-failed` */
export const withLearner = deviceDatabase<Learner>({
  name: 'trilane-learner',
  version: 2,
  upgrade(database, oldVersion) {
    if (oldVersion < 1) {
      database.createObjectStore('marks');
      database.createObjectStore('notes');
      database.createObjectStore('cards', { keyPath: 'id' });
      database.createObjectStore('reviews', { keyPath: 'id' }).createIndex('reviewedAt', 'reviewedAt');
    }
    database.createObjectStore('attempts', { keyPath: 'id' }).createIndex('exerciseId', 'exerciseId');
    database.createObjectStore('answers', { keyPath: 'id' });
    database.createObjectStore('tests', { keyPath: 'id' });
  },
});
