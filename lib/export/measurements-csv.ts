import { measurementColumns, measurementRows, toCsv } from '../measure/series';
import { breathe, PIECE } from './breathe';
import { type RunSource, repeatsOf } from './run-document';

/** Every measurement of every repeat, a row each. Made in pieces: a page stays awake meanwhile. */
export async function measurementsCsv(source: RunSource): Promise<Blob> {
  const repeats = repeatsOf(source);
  const header = { columns: measurementColumns(repeats.flatMap(({ records }) => records)), rows: [] };
  const pieces = [toCsv(header)];
  for (const [index, { records }] of repeats.entries()) {
    for (const record of records) {
      for (let from = 0; from < record.measurements.length; from += PIECE) {
        const text = toCsv({ ...header, rows: measurementRows(index + 1, record, from, from + PIECE) });
        // The header is there already.
        pieces.push(text.slice(text.indexOf('\n') + 1));
        await breathe();
      }
    }
  }
  return new Blob(pieces, { type: 'text/csv' });
}
