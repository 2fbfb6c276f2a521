import 'client-only';
import type { DBSchema, IDBPDatabase } from 'idb';
import { deviceDatabase } from '../device/database';
import type { HistoryRow } from './history-row';

interface History extends DBSchema {
  /** What the list shows. */
  rows: { key: string; value: HistoryRow; indexes: { startedAt: string } };
  /** The runs themselves, as the files they would be exported as. */
  documents: { key: string; value: Blob };
}

export type HistoryDatabase = IDBPDatabase<History>;

/** Runs one step on the history of this device. @throws TrilaneError `storage-failed` in words for whatever fails in it */
export const withHistory = deviceDatabase<History>({
  name: 'trilane-history',
  version: 1,
  upgrade(database) {
    database.createObjectStore('rows', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    database.createObjectStore('documents');
  },
});
