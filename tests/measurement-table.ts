import type { LaneRecord } from '@/lib/measure/lane-record';
import { type DataTable, measurementColumns, measurementRows } from '@/lib/measure/series';

/**
 * One row a measurement: the raw trace, whole.
 * @param repeats the records of each pass over the lanes, in the order they ran
 */
export function measurementTable(...repeats: readonly (readonly LaneRecord[])[]): DataTable {
  return {
    columns: measurementColumns(repeats.flat()),
    rows: repeats.flatMap((records, index) =>
      records.flatMap((record) => [...measurementRows(index + 1, record, 0, record.measurements.length)]),
    ),
  };
}
