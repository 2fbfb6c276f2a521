import 'client-only';
import { isFull } from '../device/database';
import { changeHistory, type HistoryDatabase } from './history-database';
import type { HistoryRow } from './history-row';

/** Of what has room, a full device takes this much. */
const PROBE_BYTES = 64_000;
const PROBE = 'probe';

/**
 * Lets old runs go, one after another, until what comes fits; if it does not fit for all of them, they are put back. That is not one
 * transaction: browsers count the room that a transaction needs without what it deletes.
 * @param going the oldest first
 * @param attempt keeps what comes
 * @returns whether it is kept now
 */
export async function fitsWithRoom(
  database: HistoryDatabase,
  going: readonly HistoryRow[],
  attempt: () => Promise<void>,
): Promise<boolean> {
  // Where not even a little fits, nobody knows how much must go, and nothing could be put back.
  if (going.length === 0 || !(await fits(() => probe(database)))) return false;
  const gone: (readonly [HistoryRow, Blob])[] = [];
  try {
    for (const row of going) {
      gone.push([row, await take(database, row.id)]);
      if (await fits(attempt)) return true;
    }
  } catch (thrown) {
    await putBack(database, gone);
    throw thrown;
  }
  await putBack(database, gone);
  return false;
}

export function drop(database: HistoryDatabase, id: string): Promise<void> {
  return changeHistory(database, (rows, documents) => Promise.all([rows.delete(id), documents.delete(id)]));
}

async function fits(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (thrown) {
    if (isFull(thrown)) return false;
    throw thrown;
  }
}

/** Leaves nothing behind. */
function probe(database: HistoryDatabase): Promise<void> {
  const blob = new Blob([new Uint8Array(PROBE_BYTES)]);
  return changeHistory(database, (_, documents) => Promise.all([documents.put(blob, PROBE), documents.delete(PROBE)]));
}

/** @returns a copy in memory: a blob of the database would hold its room */
async function take(database: HistoryDatabase, id: string): Promise<Blob> {
  const file = await database.get('documents', id);
  const copy = new Blob(file ? [await file.arrayBuffer()] : [], { type: 'application/json' });
  await drop(database, id);
  return copy;
}

async function putBack(database: HistoryDatabase, gone: readonly (readonly [HistoryRow, Blob])[]): Promise<void> {
  for (const [row, file] of gone)
    await changeHistory(database, (rows, documents) => Promise.all([rows.put(row), documents.put(file, row.id)]));
}
