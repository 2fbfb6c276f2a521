import 'client-only';
import type { RecordOf, RecordStore } from '../../exercises/progress/records';
import { draftsUnder, dropDraft, readDraft, writeDraft } from './drafts';

const placesOf = (store: RecordStore) => `trilane.ahead.${store}.`;

/**
 * Notes at once, in this tab, what is about to be kept: a database takes its time, and a page that is left or loaded anew in that moment would
 * lose it.
 * @returns forgets the note once it is kept; a later one of the same record stays
 */
export function noteAhead<Store extends RecordStore>(store: Store, record: RecordOf<Store>): () => void {
  const place = `${placesOf(store)}${record.id}`;
  const note = JSON.stringify(record);
  try {
    writeDraft(place, record);
  } catch {
    // A tab that holds nothing leaves it to the database alone.
  }
  return () => {
    if (readDraft(place) === note) dropDraft(place);
  };
}

/** What was noted in this tab and never came to be kept; not checked. */
export function notedAhead(store: RecordStore): readonly unknown[] {
  return draftsUnder(placesOf(store)).map((place) => {
    try {
      return JSON.parse(readDraft(place) ?? 'null') as unknown;
    } catch {
      // Somebody else wrote there.
      return null;
    }
  });
}

export function forgetAhead(store: RecordStore): void {
  for (const place of draftsUnder(placesOf(store))) dropDraft(place);
}
