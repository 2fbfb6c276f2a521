import 'client-only';
import {
  type CardRecords,
  type CardSettings,
  cardSettings,
  DEFAULT_SETTINGS,
  type StoredCard,
  storedCard,
  storedReview,
} from '../../lesson/cards/stored';
import { type LearnerDatabase, withLearner } from '../learner-database';
import { type CardKeeper, isSameState } from './keeper';

const SETTINGS_KEY = 'trilane.cards';

/** Keeps cards in this browser's database; settings, which are small, beside it. */
export const deviceKeeper: CardKeeper = {
  read: () => withLearner(readAll),
  change: ({ id, before, after, addReview, dropReview }) =>
    withLearner(async (database) => {
      const change = database.transaction(['cards', 'reviews'], 'readwrite');
      const [cards, reviews] = [change.objectStore('cards'), change.objectStore('reviews')];
      const kept = readCard(await cards.get(id));
      const holds = isSameState(kept, before);
      if (holds) {
        if (after) cards.put(after);
        else cards.delete(id);
        if (addReview) reviews.put(addReview);
        if (dropReview) reviews.delete(dropReview.id);
      }
      await change.done;
      return holds;
    }),
  replace: (make) =>
    withLearner(async (database) => {
      const change = database.transaction(['cards', 'reviews'], 'readwrite');
      const [cards, reviews] = [change.objectStore('cards'), change.objectStore('reviews')];
      const made = make(soundRecords(await cards.getAll(), await reviews.index('reviewedAt').getAll()));
      cards.clear();
      reviews.clear();
      for (const card of made.cards.values()) cards.put(card);
      for (const review of made.reviews) reviews.put(review);
      await change.done;
      writeSettings(made.settings);
    }),
  async saveSettings(settings) {
    writeSettings(settings);
  },
};

async function readAll(database: LearnerDatabase): Promise<CardRecords> {
  const reading = database.transaction(['cards', 'reviews']);
  const [cards, reviews] = await Promise.all([
    reading.objectStore('cards').getAll(),
    reading.objectStore('reviews').index('reviewedAt').getAll(),
  ]);
  return soundRecords(cards, reviews);
}

/** What can be read of what is kept; the rest is passed over. */
function soundRecords(cards: readonly unknown[], reviews: readonly unknown[]): CardRecords {
  return {
    cards: new Map(cards.flatMap((each) => readCard(each) ?? []).map((card) => [card.id, card])),
    reviews: reviews.flatMap((each) => storedReview.safeParse(each).data ?? []),
    settings: readSettings(),
  };
}

function readCard(kept: unknown): StoredCard | undefined {
  return storedCard.safeParse(kept).data;
}

function readSettings(): CardSettings {
  try {
    return cardSettings.parse(JSON.parse(localStorage.getItem(SETTINGS_KEY) ?? ''));
  } catch {
    return DEFAULT_SETTINGS;
  }
}

function writeSettings(settings: CardSettings): void {
  try {
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
  } catch {
    // Forbidden or full: they hold as long as the page is open.
  }
}
