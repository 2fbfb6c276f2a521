import 'client-only';
import { isFull } from '../device/database';
import { jsonFile } from '../export/json-pieces';
import { requireOpenable } from '../export/parse-run';
import { type HistoryDatabase, readHistory, withHistory } from './history-database';
import { runsToDrop } from './history-limits';
import { type HistoryRow, isMeasuredHere } from './history-row';
import { allKept } from './keeping';

/** What every exported document says of itself. */
interface KeptDocument {
  readonly startedAt: string;
  readonly checksum: string;
}

/**
 * Keeps a document under a row of its own; older ones make room, whatever kind they are.
 * @param rowOf the row, given its id and the size of the file
 * @param insteadOf goes when it comes: the same run, of which less was known
 * @throws TrilaneError `storage-failed`, `file-too-large`
 */
export async function keep<Row extends HistoryRow>(
  document: KeptDocument,
  rowOf: (about: Pick<HistoryRow, 'id' | 'sizeBytes'>) => Row,
  insteadOf?: string,
): Promise<Row> {
  const file = await jsonFile(document);
  // What could not be opened again would only take the place of what can.
  requireOpenable(file.size);
  const row = rowOf({ id: idOf(document), sizeBytes: file.size });
  await withHistory(async (database) => {
    for (;;) {
      try {
        await put(database, row, file, insteadOf);
        return;
      } catch (thrown) {
        // The device may be fuller than our own limits foresee.
        const oldest = isFull(thrown) && (await rowsOf(database)).at(-1);
        if (!oldest || oldest.id === row.id) throw thrown;
        await drop(database, oldest.id);
      }
    }
  });
  return row;
}

/** All that is kept, runs and studies, the newest first; with what is being kept now. @throws TrilaneError `kept-unreadable` */
export async function listKept(): Promise<readonly HistoryRow[]> {
  await allKept();
  return readHistory(rowsOf);
}

/** @throws TrilaneError `storage-failed` */
export function deleteKept(id: string): Promise<void> {
  return withHistory((database) => drop(database, id));
}

/** @throws TrilaneError `storage-failed` */
export function clearKept(): Promise<void> {
  return withHistory(async (database) => {
    const change = database.transaction(['rows', 'documents'], 'readwrite');
    await Promise.all([change.objectStore('rows').clear(), change.objectStore('documents').clear(), change.done]);
  });
}

async function put(database: HistoryDatabase, row: HistoryRow, file: Blob, insteadOf?: string): Promise<void> {
  const change = database.transaction(['rows', 'documents'], 'readwrite');
  // Awaited below; a step that fails before must not leave it unheard.
  change.done.catch(() => {});
  const rows = change.objectStore('rows');
  const documents = change.objectStore('documents');
  if (insteadOf !== undefined) await Promise.all([rows.delete(insteadOf), documents.delete(insteadOf)]);
  // A file of a run that was measured here, opened again, makes it no foreign one.
  const known = await rows.get(row.id);
  await Promise.all([rows.put(known && isMeasuredHere(known) ? known : row), documents.put(file, row.id)]);
  const all = (await rows.index('startedAt').getAll()).reverse();
  // What was opened from a file may be the oldest and is still the one to keep.
  const newestFirst = [row, ...all.filter(({ id }) => id !== row.id)];
  await Promise.all(runsToDrop(newestFirst).flatMap(({ id }) => [rows.delete(id), documents.delete(id)]));
  await change.done;
}

async function drop(database: HistoryDatabase, id: string): Promise<void> {
  const change = database.transaction(['rows', 'documents'], 'readwrite');
  await Promise.all([change.objectStore('rows').delete(id), change.objectStore('documents').delete(id), change.done]);
}

async function rowsOf(database: HistoryDatabase): Promise<HistoryRow[]> {
  return (await database.getAllFromIndex('rows', 'startedAt')).reverse();
}

/** The same document has the same id, however often it is saved: `20261122-100000-1a2b3c4d`. */
function idOf({ startedAt, checksum }: KeptDocument): string {
  const at = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${at}-${checksum.slice(0, 8)}`;
}
