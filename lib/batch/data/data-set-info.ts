import type { dataSets } from '../../db/schema';
import type { DataSetInfo } from '../../wire/data-set-schema';

/** A row of the table as readers are told. */
export function dataSetInfo(row: typeof dataSets.$inferSelect): DataSetInfo {
  const { arrivalsPerSecond, arriving, createdAt, id, name, kind, model, state } = row;
  return {
    id,
    name,
    kind,
    model,
    state,
    rows: row.rows,
    rejectedRows: row.rejectedRows,
    parts: row.parts,
    sizeBytes: row.sizeBytes,
    checksum: row.checksum,
    labelled: row.labelled,
    seed: row.seed,
    wantedRows: row.wantedRows,
    arrivals: arrivalsPerSecond === null ? null : { perSecond: arrivalsPerSecond, running: arriving },
    createdAt: createdAt.toISOString(),
    reading: row.reading,
    error: row.error,
    owner: row.owner,
  };
}
