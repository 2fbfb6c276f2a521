import { CsvError, type InfoRecord, parse } from 'csv-parse';
import type { ModelEntry } from '../../../model/manifest';
import { readText } from './read-text';
import type { RowSink } from './row-sink';
import { LONGEST_LINE_BYTES, unreadable } from './unreadable';
import { quoted, type UploadColumn, uploadColumns } from './upload-columns';

/** Reads a CSV file with a header, its columns in any order. @throws TrilaneError `unreadable-upload`, `too-many-samples` */
export async function readCsv(path: string, model: ModelEntry, sink: RowSink): Promise<void> {
  let columns: readonly UploadColumn[] | undefined;
  const parser = parse({
    bom: true,
    // Some programs write two kinds into one file.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_LINE_BYTES,
    on_record(cells: string[], { lines }: InfoRecord) {
      if (columns) takeRow(cells, lines, columns, sink);
      else columns = matchColumns(cells, uploadColumns(model));
      // Nothing goes on through the stream: it has been dealt with.
      return null;
    },
  });
  let failure: unknown;
  const closed = new Promise<void>((resolve) => {
    parser.once('close', resolve);
    parser.once('error', (error) => {
      failure = error;
    });
  });
  parser.resume();
  for await (const { bytes } of readText(path)) {
    await new Promise<void>((resolve) => {
      parser.write(bytes, () => resolve());
    });
    if (failure) break;
    await sink.drain();
  }
  if (!failure) parser.end();
  await closed;
  if (failure) throw failure instanceof CsvError ? unreadable(sentenceFor(failure), failure) : failure;
  if (!columns) throw unreadable('The file is empty.');
}

/** The columns of a header, in its order. @throws TrilaneError `unreadable-upload` */
export function matchColumns<C extends UploadColumn>(header: readonly string[], known: readonly C[]): readonly C[] {
  const byName = new Map(known.map((column) => [column.name, column]));
  const names = header.map((name) => name.trim());
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    throw unreadable('The cells are not separated by commas. Save the file as CSV with commas.');
  }
  const found = names.map((name) => {
    const column = byName.get(name);
    if (!column) throw unreadable(`The model has no column ${quoted(name)}. Its columns are ${namesOf(known)}.`);
    return column;
  });
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw unreadable(`The column "${twice}" is there twice.`);
  const absent = known.filter(({ name, required }) => required && !names.includes(name));
  if (absent.length > 0) throw unreadable(`The file lacks the columns ${namesOf(absent)}.`);
  return found;
}

function takeRow(cells: readonly string[], line: number, columns: readonly UploadColumn[], sink: RowSink): void {
  if (cells.length !== columns.length) {
    sink.reject(line, '', `has ${cells.length} cells instead of ${columns.length}`);
    return;
  }
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    const taken = column?.fromText(cells[at] ?? '') ?? '';
    if (typeof taken === 'string') {
      sink.reject(line, column?.name ?? '', taken);
      return;
    }
    if (column?.place === null) sink.label = taken;
    else sink.row[column?.place ?? 0] = taken;
  }
  sink.accept();
}

const MOST_NAMES = 20;

function namesOf(columns: readonly UploadColumn[]): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = columns.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function sentenceFor({ code, message }: CsvError): string {
  const line = /line (\d+)/.exec(message)?.[1] ?? '?';
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `Line ${line} is longer than ${LONGEST_LINE_BYTES / 1024} KiB; a quotation mark may be missing.`;
  }
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A cell that starts with a quotation mark never ends.';
  return `Line ${line} is no CSV: its quotation marks do not match.`;
}
