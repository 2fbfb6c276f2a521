import 'client-only';
import type { DBSchema, IDBPDatabase, IDBPObjectStore, StoreNames } from 'idb';
import { deviceDatabase } from '../device/database';
import { reportOf, TrilaneError } from '../errors';
import { fromVersion1, type HistoryRow, type RowOfVersion1 } from './history-row';

interface History extends DBSchema {
  /** What the list shows. */
  rows: { key: string; value: HistoryRow; indexes: { startedAt: string } };
  /** The runs and studies themselves, as the files they would be exported as. */
  documents: { key: string; value: Blob };
}

export type HistoryDatabase = IDBPDatabase<History>;
type StoreOf<Name extends StoreNames<History>, Mode extends IDBTransactionMode> = IDBPObjectStore<
  History,
  StoreNames<History>[],
  Name,
  Mode
>;

/** Runs one step on the history of this device. @throws TrilaneError `storage-failed` in words for whatever fails in it */
export const withHistory = deviceDatabase<History>({
  name: 'trilane-history',
  version: 2,
  upgrade(database, _oldVersion, _newVersion, change) {
    if (!database.objectStoreNames.contains('rows')) {
      database.createObjectStore('rows', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      database.createObjectStore('documents');
      return;
    }
    void bringUpToDate(change.objectStore('rows')).catch(() => {});
  },
});

/** The same for a step that only reads. @throws TrilaneError `kept-unreadable` in place of `storage-failed` */
export async function readHistory<T>(step: (database: HistoryDatabase) => Promise<T>): Promise<T> {
  try {
    return await withHistory(step);
  } catch (cause) {
    const { code, detail } = reportOf(cause);
    throw code === 'storage-failed' ? new TrilaneError('kept-unreadable', detail, { cause }) : cause;
  }
}

/** Changes rows and documents as one: all of it is done, or nothing. */
export async function changeHistory(
  database: HistoryDatabase,
  step: (rows: StoreOf<'rows', 'readwrite'>, documents: StoreOf<'documents', 'readwrite'>) => Promise<unknown>,
): Promise<void> {
  const change = database.transaction(['rows', 'documents'], 'readwrite');
  // Awaited below; a step that fails before must not leave it unheard.
  change.done.catch(() => {});
  try {
    await step(change.objectStore('rows'), change.objectStore('documents'));
  } catch (thrown) {
    // A step that did not even begin ends no transaction by itself; one that failed has.
    if (change.error === null) change.abort();
    throw thrown;
  }
  await change.done;
}

/** The rows of version 1 as of today. A failure ends the upgrade, which is what is told; the rows are then as they were. */
async function bringUpToDate(rows: StoreOf<'rows', 'versionchange'>): Promise<void> {
  for (const row of await rows.getAll()) await rows.put(fromVersion1(row as unknown as RowOfVersion1));
}
