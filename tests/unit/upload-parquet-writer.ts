import { parquetWriteBuffer } from 'hyparquet-writer';

/** Rows of texts as a Parquet file. */
export function parquetOfTexts(rows: readonly Readonly<Record<string, string | null>>[]): Uint8Array {
  const names = Object.keys(rows[0] ?? {});
  const columnData = names.map((name) => ({
    name,
    data: rows.map((row) => row[name] ?? null),
    type: 'STRING' as const,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
