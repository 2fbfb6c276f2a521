import 'client-only';
import { isFull } from '../device/database';
import { changeHistory, type HistoryDatabase } from './history-database';
import type { HistoryRow } from './history-row';

/** A device on which not even this fits has no room that could be counted; as much stands beside what is to be kept. */
const LEAST_PROBE_BYTES = 64_000;
const PROBE = 'probe';

/**
 * The runs that have to go so that so much fits: as few of the oldest as are enough, and none where that cannot be known. What there is room
 * for without them is tried out first: browsers do not tell, and count the room that a transaction needs without what it deletes, so that
 * what was deleted in vain would not come back with it.
 * @param newestFirst those that may go
 */
export async function runsInTheWay(
  database: HistoryDatabase,
  newestFirst: readonly HistoryRow[],
  needBytes: number,
): Promise<readonly HistoryRow[]> {
  const oldestFirst = newestFirst.toReversed();
  let missingBytes = needBytes + LEAST_PROBE_BYTES;
  for (const [index, { sizeBytes }] of oldestFirst.entries()) {
    missingBytes -= sizeBytes;
    if (await hasRoom(database, Math.max(missingBytes, LEAST_PROBE_BYTES))) return oldestFirst.slice(0, index + 1);
    if (missingBytes <= 0) break;
  }
  return [];
}

/** Leaves nothing behind. */
async function hasRoom(database: HistoryDatabase, bytes: number): Promise<boolean> {
  const blob = new Blob([new Uint8Array(bytes)]);
  try {
    await changeHistory(database, (_, documents) => Promise.all([documents.put(blob, PROBE), documents.delete(PROBE)]));
    return true;
  } catch (thrown) {
    if (isFull(thrown)) return false;
    throw thrown;
  }
}
