import 'client-only';
import { isFull } from '../device/database';
import { jsonFile } from '../export/json-pieces';
import { requireOpenable } from '../export/parse-run';
import { changeHistory, type HistoryDatabase, readHistory, withHistory } from './history-database';
import { runsToDrop } from './history-limits';
import { runsInTheWay } from './history-room';
import { type HistoryRow, isMeasuredHere } from './history-row';
import { allKept } from './keeping';
import { isReadableRow } from './readable-row';

/** What every exported document says of itself. */
interface KeptDocument {
  readonly startedAt: string;
  readonly checksum: string;
}

/**
 * Keeps a document under a row of its own; older ones make room, whatever kind they are. Where it cannot be kept, all of them stay.
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
    try {
      await put(database, row, file, insteadOf);
    } catch (thrown) {
      // The device may be fuller than our own limits foresee.
      if (!isFull(thrown)) throw thrown;
      const others = (await rowsOf(database)).filter(({ id }) => id !== row.id && id !== insteadOf);
      const going = await runsInTheWay(database, others, file.size);
      if (going.length === 0) throw thrown;
      await drop(database, ...going.map(({ id }) => id));
      await put(database, row, file, insteadOf);
    }
  });
  return row;
}

/** All that is kept and can be read, runs and studies, the newest first; with what is being kept now. @throws TrilaneError `kept-unreadable` */
export async function listKept(): Promise<readonly HistoryRow[]> {
  await allKept();
  return readHistory(rowsOf);
}

/** The keys of rows that cannot be read, whatever has become of them. @throws TrilaneError `kept-unreadable` */
export function listUnreadable(): Promise<readonly string[]> {
  return readHistory(async (database) => {
    const [keys, rows] = await Promise.all([database.getAllKeys('rows'), database.getAll('rows')]);
    return keys.filter((_, index) => !isReadableRow(rows[index]));
  });
}

/** @throws TrilaneError `storage-failed` */
export function deleteKept(...ids: readonly string[]): Promise<void> {
  return withHistory((database) => drop(database, ...ids));
}

/** @throws TrilaneError `storage-failed` */
export function clearKept(): Promise<void> {
  return withHistory((database) =>
    changeHistory(database, (rows, documents) => Promise.all([rows.clear(), documents.clear()])),
  );
}

/** One transaction: it is either done whole, or nothing is changed. */
async function put(database: HistoryDatabase, row: HistoryRow, file: Blob, insteadOf?: string): Promise<void> {
  await changeHistory(database, async (rows, documents) => {
    if (insteadOf !== undefined) await Promise.all([rows.delete(insteadOf), documents.delete(insteadOf)]);
    // A file of a run that was measured here, opened again, makes it no foreign one.
    const known = await rows.get(row.id);
    await Promise.all([documents.put(file, row.id), rows.put(known && isMeasuredHere(known) ? known : row)]);
    const all = (await rows.index('startedAt').getAll()).filter(isReadableRow).reverse();
    // What was opened from a file may be the oldest and is still the one to keep.
    const newestFirst = [row, ...all.filter(({ id }) => id !== row.id)];
    await Promise.all(runsToDrop(newestFirst).flatMap(({ id }) => [rows.delete(id), documents.delete(id)]));
  });
}

function drop(database: HistoryDatabase, ...ids: readonly string[]): Promise<void> {
  return changeHistory(database, (rows, documents) =>
    Promise.all(ids.flatMap((id) => [rows.delete(id), documents.delete(id)])),
  );
}

async function rowsOf(database: HistoryDatabase): Promise<HistoryRow[]> {
  return (await database.getAllFromIndex('rows', 'startedAt')).filter(isReadableRow).reverse();
}

/** The same document has the same id, however often it is saved: `20261122-100000-1a2b3c4d`. */
function idOf({ startedAt, checksum }: KeptDocument): string {
  const at = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${at}-${checksum.slice(0, 8)}`;
}
