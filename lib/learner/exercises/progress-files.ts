import 'client-only';
import { TrilaneError } from '../../errors';
import { mergeProgress } from '../../exercises/progress/merge-progress';
import { readable, readProgressFile } from '../../exercises/progress/progress-file';
import {
  countOf,
  NO_PROGRESS,
  type ProgressRecords,
  RECORD_SCHEMAS,
  RECORD_STORES,
} from '../../exercises/progress/records';
import { withLearner } from '../learner-database';
import { type KeptStore, readKept } from './kept';

/** Years of answers come to less. */
const MOST_BYTES = 50_000_000;

/** All that is kept, and how many records of it cannot be read. @throws TrilaneError `storage-failed` */
export async function readProgress(): Promise<{ readonly records: ProgressRecords; readonly unreadable: number }> {
  const [attempts, answers, tests] = await Promise.all([readKept('attempts'), readKept('answers'), readKept('tests')]);
  return {
    records: { attempts: attempts.all, answers: answers.all, tests: tests.all },
    unreadable: attempts.unreadable + answers.unreadable + tests.unreadable,
  };
}

export interface TakenFile {
  readonly added: number;
  /** Those that had come further, or were newer, than what was here. */
  readonly replaced: number;
  readonly passedOver: number;
}

/**
 * Merges a saved copy with what is kept: all of it or, where something fails, nothing. What cannot be read here stays as it is.
 * @throws TrilaneError `malformed-json`, `malformed-request`, `newer-schema`, `too-large`, `storage-failed`
 */
export async function takeProgressFile(file: File): Promise<TakenFile> {
  if (file.size > MOST_BYTES) throw new TrilaneError('too-large', `The most is ${MOST_BYTES / 1e6} MB.`);
  const read = readProgressFile(await file.text());
  if (read.state === 'refused') throw new TrilaneError(read.code, read.detail);
  return withLearner(async (database) => {
    const change = database.transaction([...RECORD_STORES], 'readwrite');
    let [here, theirs] = [NO_PROGRESS, read.records];
    for (const store of RECORD_STORES) {
      const records: readonly unknown[] = await change.objectStore(store).getAll();
      const known = readable(store, records);
      const locked = new Set(records.filter((record) => !isReadable(store, record)).map(idOf));
      here = { ...here, [store]: known };
      theirs = { ...theirs, [store]: theirs[store].filter(({ id }) => !locked.has(id)) };
    }
    const { added, replaced } = mergeProgress(here, theirs);
    const writes = RECORD_STORES.flatMap((store) =>
      // Records of the store they are put into.
      [...added[store], ...replaced[store]].map((record) => change.objectStore(store).put(record as never)),
    );
    await Promise.all([...writes, change.done]);
    return {
      added: countOf(added),
      replaced: countOf(replaced),
      passedOver: read.passedOver + countOf(read.records) - countOf(theirs),
    };
  });
}

/** A record that is not what it should be, as it lies there. */
export interface UnreadableRecord {
  readonly store: KeptStore;
  readonly record: unknown;
}

/** @throws TrilaneError `storage-failed` */
export async function readUnreadable(): Promise<readonly UnreadableRecord[]> {
  return withLearner(async (database) => {
    const lists = await Promise.all(
      RECORD_STORES.map(async (store) => {
        const records: readonly unknown[] = await database.getAll(store);
        return records.filter((record) => !isReadable(store, record)).map((record) => ({ store, record }));
      }),
    );
    return lists.flat();
  });
}

/** Forgets what cannot be read, and nothing else. @returns how many records that were @throws TrilaneError `storage-failed` */
export async function forgetUnreadable(): Promise<number> {
  return withLearner(async (database) => {
    const change = database.transaction([...RECORD_STORES], 'readwrite');
    let count = 0;
    for (const store of RECORD_STORES) {
      let cursor = await change.objectStore(store).openCursor();
      while (cursor) {
        if (!isReadable(store, cursor.value)) {
          await cursor.delete();
          count++;
        }
        cursor = await cursor.continue();
      }
    }
    await change.done;
    return count;
  });
}

const isReadable = (store: KeptStore, record: unknown) => RECORD_SCHEMAS[store].safeParse(record).success;

/** The key of every record in these stores. */
const idOf = (record: unknown) => (record as { readonly id?: unknown }).id;
