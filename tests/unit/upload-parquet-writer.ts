import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { credit, ROWS } from './upload-fixtures';

type WriterOptions = Parameters<typeof parquetWriteBuffer>[0];

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

/** A column that differs from those that fit, or one more. */
export interface ParquetColumnOf {
  /** How Parquet keeps it. */
  readonly element: Omit<SchemaElement, 'name'>;
  readonly data: readonly unknown[];
}

/** The good rows with other columns in place of theirs, or beside them. */
export function parquetWith(
  changes: Readonly<Record<string, ParquetColumnOf>>,
  options: Partial<WriterOptions> = {},
): Uint8Array {
  const own = ['label', ...credit.features.map(({ id }) => id)];
  const names = [...own, ...Object.keys(changes).filter((name) => !own.includes(name))];
  const isText = (name: string) =>
    name === 'label' || credit.features.some(({ id, categories }) => id === name && categories);
  const columnOf = (name: string): ParquetColumnOf =>
    changes[name] ??
    (isText(name)
      ? { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, data: ROWS.map((row) => row[name] ?? null) }
      : { element: { type: 'DOUBLE' }, data: ROWS.map((row) => Number(row[name])) });
  const columns = names.map((name) => ({ name, ...columnOf(name) }));
  return new Uint8Array(
    parquetWriteBuffer({
      ...options,
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, element }) => ({ repetition_type: 'OPTIONAL' as const, ...element, name })),
      ],
      columnData: columns.map(({ name, data }) => ({ name, data: [...data] })),
    }),
  );
}
