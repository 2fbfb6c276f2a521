import 'client-only';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { TrilaneError } from '../errors';
import type { HistoryRow } from './history-row';

interface History extends DBSchema {
  /** What the list shows. */
  rows: { key: string; value: HistoryRow; indexes: { startedAt: string } };
  /** The runs themselves, as the files they would be exported as. */
  documents: { key: string; value: Blob };
}

export type HistoryDatabase = IDBPDatabase<History>;

let opening: Promise<HistoryDatabase> | null = null;

/** Runs one step on the history of this device. @throws TrilaneError `storage-failed` in words for whatever fails in it */
export async function withHistory<T>(step: (database: HistoryDatabase) => Promise<T>): Promise<T> {
  try {
    return await step(await open());
  } catch (thrown) {
    if (thrown instanceof TrilaneError) throw thrown;
    throw new TrilaneError('storage-failed', inWords(thrown), { cause: thrown });
  }
}

function open(): Promise<HistoryDatabase> {
  opening ??= openNow().catch((thrown: unknown) => {
    // The next attempt may find it free.
    opening = null;
    throw thrown;
  });
  return opening;
}

function openNow(): Promise<HistoryDatabase> {
  return new Promise((resolve, reject) => {
    openDB<History>('trilane-history', 1, {
      upgrade(database) {
        database.createObjectStore('rows', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
        database.createObjectStore('documents');
      },
      blocked() {
        reject(
          new TrilaneError('storage-failed', 'Trilane is open in another tab in an older version: close that tab.'),
        );
      },
      // A newer version in another tab must not wait for this one.
      blocking: forget,
      terminated: forget,
    }).then(resolve, reject);
  });
}

function forget() {
  void opening?.then((database) => database.close()).catch(() => {});
  opening = null;
}

function inWords(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  if (isFull(thrown)) return 'There is no room left for it.';
  if (name === 'VersionError') return 'A newer Trilane has used this browser: reload this page to get it.';
  if (name === 'SecurityError' || name === 'InvalidStateError' || thrown instanceof ReferenceError)
    return 'This browser lets pages keep nothing, as it may in a private window.';
  return thrown instanceof Error && thrown.message ? thrown.message : 'The browser gave no reason.';
}

/** Whether a write failed for want of room. */
export function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'QuotaExceededError';
}
