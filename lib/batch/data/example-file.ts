import { parquetWriteBuffer } from 'hyparquet-writer';

import { csvCell } from '../../measure/csv-cell';
import { categoryOf, type Feature, MISSING } from '../../model/features';
import { isTable, type ModelEntry } from '../../model/manifest';
import { featuresOf, pixelsOf, type SampleSet } from '../../model/samples';
import { LABEL_COLUMN, PIXELS_COLUMN } from '../../upload/columns';
import type { UploadFormat } from '../../wire/batch-system';
import { shortFloat } from '../rows/short-float';

const EXAMPLE_ROWS = 100;

/** A file that may be uploaded: the first hundred of the shipped test samples of a model, with their labels. */
export function exampleFile(model: ModelEntry, samples: SampleSet, format: UploadFormat): Uint8Array {
  const count = Math.min(EXAMPLE_ROWS, samples.count);
  const rows = Array.from({ length: count }, (_, index) => ({
    label: model.classes[samples.labels[index] ?? 0] ?? '',
    cells: samples.kind === 'images' ? [...pixelsOf(samples, index)] : cellsOf(model, featuresOf(samples, index)),
  }));
  const names = isTable(model) ? model.features.map(({ id }) => id) : null;
  switch (format) {
    case 'csv':
      return csvFile(names ?? rows[0]?.cells.map((_, place) => `pixel${place}`) ?? [], rows);
    case 'jsonl':
      return Buffer.from(rows.map((row) => `${JSON.stringify(objectOf(row, names))}\n`).join(''));
    case 'parquet':
      return parquetFile(names ? model.features : undefined, rows);
  }
}

type Cell = string | number | null;

interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
}

function cellsOf({ features = [] }: ModelEntry, values: Float32Array): Cell[] {
  return features.map((feature, at) => {
    const value = values[at] ?? MISSING;
    if (value === MISSING) return null;
    return feature.kind === 'category' ? categoryOf(feature, value) : shortFloat(value);
  });
}

function csvFile(names: readonly string[], rows: readonly Row[]): Uint8Array {
  const lines = [[LABEL_COLUMN, ...names], ...rows.map(({ label, cells }) => [label, ...cells])];
  return Buffer.from(
    lines.map((cells) => `${cells.map((cell) => csvCell(String(cell ?? ''))).join(',')}\r\n`).join(''),
  );
}

function objectOf({ label, cells }: Row, names: readonly string[] | null): Readonly<Record<string, unknown>> {
  if (!names) return { label, pixels: cells };
  return { label, ...Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null])) };
}

function parquetFile(features: readonly Feature[] | undefined, rows: readonly Row[]): Uint8Array {
  const columns = features
    ? features.map(({ id, kind }, at) => ({
        name: id,
        data: rows.map(({ cells }) => cells[at] ?? null),
        type: kind === 'category' ? ('STRING' as const) : ('DOUBLE' as const),
      }))
    : [
        {
          name: PIXELS_COLUMN,
          data: rows.map(({ cells }) => Uint8Array.from(cells as readonly number[])),
          type: 'BYTE_ARRAY' as const,
        },
      ];
  const label = { name: LABEL_COLUMN, data: rows.map((row) => row.label), type: 'STRING' as const };
  return new Uint8Array(parquetWriteBuffer({ columnData: [label, ...columns] }));
}
