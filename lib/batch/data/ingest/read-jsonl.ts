import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { isTable, type ModelEntry } from '../../../model/manifest';
import { LABEL_COLUMN, PIXELS_COLUMN } from '../../rows/part-codec';
import { readText } from './read-text';
import type { RowSink } from './row-sink';
import { LONGEST_LINE_BYTES, unreadable } from './unreadable';
import { pixel, quoted, type Taken, type UploadColumn, uploadColumns } from './upload-columns';

type Line = Readonly<Record<string, unknown>>;
/** What is wrong with a row, and where. */
type Fault = { readonly column: string; readonly reason: string };

/**
 * Reads JSON Lines: an object a line, of a table with its features by name, of images with `pixels`, a list of 784 numbers.
 * @throws TrilaneError `unreadable-upload`, `too-many-samples`
 */
export async function readJsonl(path: string, model: ModelEntry, sink: RowSink): Promise<void> {
  const columns = uploadColumns(model);
  const names = new Set(isTable(model) ? columns.map(({ name }) => name) : [PIXELS_COLUMN, LABEL_COLUMN]);
  let line = 0;
  let rest = '';
  const take = (text: string) => {
    line++;
    if (text.trim() === '') return;
    const value = parsed(text);
    const fault = value
      ? takeObject(value, columns, names, isTable(model), sink)
      : { column: '', reason: 'is no JSON object' };
    if (fault) sink.reject(line, fault.column, fault.reason);
    else sink.accept();
  };
  for await (const { text } of readText(path)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    const tooLong = [...lines, rest].findIndex(({ length }) => length > LONGEST_LINE_BYTES);
    if (tooLong >= 0) throw unreadable(`Line ${line + tooLong + 1} is longer than ${LONGEST_LINE_BYTES / 1024} KiB.`);
    lines.forEach(take);
    await sink.drain();
  }
  take(rest);
}

function parsed(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : null;
  } catch {
    return null;
  }
}

function takeObject(
  value: Line,
  columns: readonly UploadColumn[],
  names: ReadonlySet<string>,
  isTableRow: boolean,
  sink: RowSink,
): Fault | null {
  const unknown = Object.keys(value).find((name) => !names.has(name));
  if (unknown !== undefined) return { column: '', reason: `has ${quoted(unknown)}, which the model does not know` };
  if (!isTableRow) {
    const reason = takePixels(value[PIXELS_COLUMN], sink);
    if (reason) return { column: PIXELS_COLUMN, reason };
  }
  for (const { name, place, fromValue } of columns) {
    if (!isTableRow && place !== null) continue;
    // Not what every object inherits, such as `constructor`.
    const taken: Taken = fromValue(Object.hasOwn(value, name) ? value[name] : undefined);
    if (typeof taken === 'string') return { column: name, reason: taken };
    if (place === null) sink.label = taken;
    else sink.row[place] = taken;
  }
  return null;
}

function takePixels(pixels: unknown, { row }: RowSink): string | null {
  if (!Array.isArray(pixels)) return 'is no list';
  if (pixels.length !== IMAGE_PIXELS) return `has ${pixels.length} numbers instead of ${IMAGE_PIXELS}`;
  for (let at = 0; at < IMAGE_PIXELS; at++) {
    const taken = pixel(pixels[at]);
    if (typeof taken === 'string') return taken;
    row[at] = taken;
  }
  return null;
}
