import { type FileHandle, open } from 'node:fs/promises';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { TrilaneError } from '../../../errors';
import { isTable, type ModelEntry } from '../../../model/manifest';
import type { UploadColumn } from '../../../upload/columns';
import { LONGEST_LINE } from '../../../upload/csv-tokenizer';
import { DecimalTally } from '../../../upload/decimal-tally';
import type { ValueDialect } from '../../../upload/dialect';
import { isLabelName } from '../../../upload/label-place';
import { type ColumnUse, matchColumns } from '../../../upload/match-columns';
import { listOf } from '../../../upload/pixel-list';
import { pixelNames } from '../../../upload/pixel-names';
import { questionWords } from '../../../upload/questions';
import { rangeOf } from '../../../upload/range-of';
import { quoted } from '../../../upload/words';
import type { UploadDecimal, UploadReading, UploadWishes } from '../../../wire/upload';
import { GroupFaults } from './group-faults';
import {
  type CheckedGroup,
  checkColumn,
  checkedGroups,
  checkGroupBytes,
  damaged,
  MOST_FOOTER_BYTES,
  rangeOf as placeOf,
  topColumns,
} from './parquet-limits';
import { type ParquetValues, parquetValues, plainValues } from './parquet-values';
import type { RowSink } from './row-sink';
import { createValueTaker, requireOneMark } from './take-value';
import { unreadable } from './unreadable';

/** The metadata's length and "PAR1". */
const TAIL_BYTES = 8;
/** Rows that tell whether white is 1 or 255, and whether a column may be the label. */
const SAMPLE_ROWS = 1000;

/**
 * Reads a Parquet file, a row group at a time and in it column by column. The line of a row is its number, from 1.
 * @throws TrilaneError `unreadable-upload`, `too-many-samples`
 */
export async function readParquet(
  path: string,
  model: ModelEntry,
  wishes: UploadWishes,
  sink: RowSink,
): Promise<UploadReading> {
  const file = await open(path);
  try {
    const opened = await openFile(file);
    const { uses, dialect, reading } = await survey(opened, model, wishes);
    for (const name of reading.kept) sink.keep(name);
    const marks = new DecimalTally();
    let rowsBefore = 0;
    for (const group of opened.groups) {
      await readGroup(opened, group, { uses, dialect, sink, marks, rowsBefore });
      rowsBefore += group.rows;
    }
    requireOneMark(marks, dialect);
    return reading;
  } catch (error) {
    throw error instanceof TrilaneError || isStorage(error) ? error : damaged(error);
  } finally {
    await file.close();
  }
}

interface OpenFile {
  readonly columns: ReturnType<typeof topColumns>;
  readonly groups: readonly CheckedGroup[];
  /** The values of the `at`-th column, of the first `most` rows if not of all. */
  values(group: CheckedGroup, at: number, most?: number): Promise<ParquetValues>;
}

async function openFile(file: FileHandle): Promise<OpenFile> {
  const { size } = await file.stat();
  const metadata = await readMetadata(file, size);
  const columns = topColumns(metadata);
  return {
    columns,
    groups: checkedGroups(metadata),
    async values({ rows, columns: chunks }, at, most = rows) {
      const column = columns[at];
      const chunk = chunks[column?.leaves[0] ?? -1];
      if (!column || !chunk) throw damaged();
      if (rows === 0) return plainValues([]);
      checkColumn(chunk, rows, { fileBytes: size, isNested: column.isNested });
      const { start, end } = placeOf(chunk);
      return parquetValues(metadata, chunk, await readBytes(file, start, end), Math.min(most, rows));
    },
  };
}

/** @throws TrilaneError `unreadable-upload`: everything that is wrong or not clear, at once */
async function survey({ columns, groups, values }: OpenFile, model: ModelEntry, wishes: UploadWishes) {
  const names = columns.map(({ name }) => name);
  const nested = new Set(columns.flatMap(({ isPlain }, at) => (isPlain ? [] : [at])));
  const first = groups.find(({ rows }) => rows > 0);
  const samples = new Map<number, readonly unknown[]>();
  const sampleOf = async (at: number) => {
    const read = first ? await values(first, at, SAMPLE_ROWS) : plainValues([]);
    return Array.from(read.values, (_, row) => read.value(row));
  };
  const ends: readonly number[] = isTable(model) ? [] : (pixelNames(names)?.ends ?? []);
  for (const [at, name] of names.entries()) {
    if ((isLabelName(name, model) || ends.includes(at)) && !nested.has(at)) samples.set(at, await sampleOf(at));
  }
  const decimal = wishes.decimal ?? null;
  const match = (dialect: ValueDialect) =>
    matchColumns(names, model, {
      ...{ dialect, isTableFile: true, nested, label: wishes.label },
      sample: (at) => samples.get(at) ?? [],
    });
  const { uses } = match({ decimal, range: 'bytes' });
  const range = isTable(model) ? 'bytes' : (wishes.range ?? (await rangeIn(uses, decimal, sampleOf)));
  const dialect: ValueDialect = { decimal, range: range === 'ask' ? 'bytes' : range };
  const plan = match(dialect);
  const wrong = [...plan.problems, ...plan.questions.map(questionWords)];
  for (const [at, use] of plan.uses.entries()) {
    const isList = use.is === 'pixels' && columns[at]?.leaves.length === 1;
    if (nested.has(at) && use.is !== 'nothing' && !isList)
      wrong.push(`The column ${quoted(names[at])} does not hold one value a row.`);
  }
  if (range === 'ask') wrong.push(questionWords({ about: 'range', choices: ['bytes', 'shares'] }));
  if (wrong.length > 0) throw unreadable(wrong.join(' '));
  const reading: UploadReading = {
    ...{ format: 'parquet', encoding: null, separator: null, decimal, header: null },
    range: isTable(model) ? null : dialect.range,
    ...plan.reading,
  };
  return { uses: plan.uses, dialect, reading };
}

/** Looks at pictures from their middle on, where they are not black. */
async function rangeIn(
  uses: readonly ColumnUse[],
  decimal: UploadDecimal | null,
  sampleOf: (at: number) => Promise<readonly unknown[]>,
) {
  const pixels = uses.flatMap((use, at) => (use.is === 'value' && use.column.place !== null ? [at] : []));
  const middle = pixels.length >> 1;
  const whole = uses.findIndex(({ is }) => is === 'pixels');
  if (whole >= 0) {
    return rangeOf(
      (await sampleOf(whole)).flatMap((value) =>
        value instanceof Uint8Array ? [255] : Array.from(listOf(value) ?? []),
      ),
      decimal,
    );
  }
  for (const at of [...pixels.slice(middle), ...pixels.slice(0, middle)]) {
    const range = rangeOf(await sampleOf(at), decimal);
    if (range !== 'ask') return range;
  }
  return pixels.length > 0 ? 'ask' : 'bytes';
}

interface GroupOrder {
  readonly uses: readonly ColumnUse[];
  readonly dialect: ValueDialect;
  readonly sink: RowSink;
  readonly marks: DecimalTally;
  readonly rowsBefore: number;
}

async function readGroup(
  opened: OpenFile,
  group: CheckedGroup,
  { uses, dialect, sink, marks, rowsBefore }: GroupOrder,
) {
  const { columns } = opened;
  const used = uses.flatMap((use, at) => (use.is === 'nothing' ? [] : (columns[at]?.leaves ?? [])));
  checkGroupBytes(
    used.flatMap((leaf) => group.columns[leaf] ?? []),
    group.rows,
    sink.row.byteLength,
  );
  const faults = new GroupFaults(group.rows);
  const places: { readonly place: number | null; readonly taken: RowSink['row'] }[] = [];
  const kept: { readonly index: number; readonly name: string; readonly text: ParquetValues['text'] }[] = [];
  let pictures: { readonly name: string; readonly use: ColumnUse; readonly values: ArrayLike<unknown> } | null = null;
  for (const [at, use] of uses.entries()) {
    if (use.is === 'nothing') continue;
    const read = await opened.values(group, at);
    if (use.is === 'value')
      places.push({ place: use.column.place, taken: takeColumn({ sink, marks }, use.column, read, faults) });
    else if (use.is === 'pixels') pictures = { name: columns[at]?.name ?? '', use, values: read.values };
    else kept.push({ index: use.index, name: columns[at]?.name ?? '', text: read.text });
  }
  const taker = createValueTaker(sink, dialect);
  for (let row = 0; row < group.rows; row++) {
    for (const { column, reason } of faults.of(row)) taker.fault(column, reason);
    for (const { place, taken } of places) {
      if (place === null) sink.label = taken[row] ?? 0;
      else sink.row[place] = taken[row] ?? 0;
    }
    for (const { index, name, text } of kept) {
      const whole = text(row);
      if ((whole?.length ?? 0) > LONGEST_LINE) taker.fault(name, `is longer than ${LONGEST_LINE / 1024} KiB`);
      sink.kept[index] = whole;
    }
    if (pictures) taker.value(pictures.use, pictures.name, pictures.values[row]);
    taker.end(rowsBefore + row + 1);
    if (sink.isFull) await sink.drain();
  }
  await sink.drain();
}

function takeColumn(
  { sink, marks }: Pick<GroupOrder, 'sink' | 'marks'>,
  column: UploadColumn,
  { values, value }: ParquetValues,
  faults: GroupFaults,
): RowSink['row'] {
  const taken = sink.row.BYTES_PER_ELEMENT === 1 ? new Uint8Array(values.length) : new Float32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const cell = value(row);
    if (typeof cell === 'string' && column.place !== null) marks.cell(cell);
    const read = column.fromValue(cell);
    if (typeof read === 'number') taken[row] = read;
    else faults.add(row, { column: column.name, reason: read });
  }
  return taken;
}

async function readMetadata(file: FileHandle, size: number): Promise<FileMetaData> {
  if (size === 0) throw unreadable('The file is empty.');
  const isParquet =
    size >= 12 && isMagic(await readBytes(file, 0, 4)) && isMagic(await readBytes(file, size - 4, size));
  if (!isParquet)
    throw unreadable('The file is no Parquet file, or it is cut short: "PAR1" has to be at both its ends.');
  const length = new DataView(await readBytes(file, size - TAIL_BYTES, size)).getUint32(0, true);
  if (length > MOST_FOOTER_BYTES || length > size - TAIL_BYTES - 4) throw damaged();
  return parquetMetadata(await readBytes(file, size - TAIL_BYTES - length, size), { geoparquet: false });
}

async function readBytes(file: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) throw damaged();
    at += bytesRead;
  }
  return bytes.buffer;
}

const isMagic = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('latin1') === 'PAR1';

/** What the disk said, not the file. */
function isStorage(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
