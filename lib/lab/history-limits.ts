import type { HistoryRow } from './history-row';

/** How much of a device the history may take. */
const MOST_RUNS = 50;
const MOST_BYTES = 200_000_000;

/** The runs that have to go, the oldest first; the newest always stays. @param newestFirst all that are kept */
export function runsToDrop<Row extends Pick<HistoryRow, 'sizeBytes'>>(newestFirst: readonly Row[]): readonly Row[] {
  let bytes = 0;
  const kept = newestFirst.findIndex(({ sizeBytes }, index) => {
    bytes += sizeBytes;
    return index > 0 && (index >= MOST_RUNS || bytes > MOST_BYTES);
  });
  return kept < 0 ? [] : newestFirst.slice(kept).reverse();
}
