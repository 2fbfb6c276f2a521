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
type RowStore = IDBPObjectStore<History, StoreNames<History>[], 'rows', 'versionchange'>;

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

/** The rows of version 1 as of today. A failure ends the upgrade, which is what is told; the rows are then as they were. */
async function bringUpToDate(rows: RowStore): Promise<void> {
  for (const row of await rows.getAll()) await rows.put(fromVersion1(row as unknown as RowOfVersion1));
}
