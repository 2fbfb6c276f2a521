import type { LaneRecord } from '@/lib/measure/lane-record';
import { measurementTable, toCsv } from '@/lib/measure/series';

/** This many rows become text in a few ms. */
const CHUNK = 5000;

/** Every measurement as CSV, made in pieces so that the page stays awake with a hundred thousand rows. */
export async function rawCsv(records: readonly LaneRecord[]): Promise<Blob> {
  const pieces = [toCsv(measurementTable([]))];
  for (const record of records) {
    for (let from = 0; from < record.measurements.length; from += CHUNK) {
      const part = { ...record, measurements: record.measurements.slice(from, from + CHUNK) };
      const text = toCsv(measurementTable([part]));
      // The header is there already.
      pieces.push(text.slice(text.indexOf('\n') + 1));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return new Blob(pieces, { type: 'text/csv' });
}
