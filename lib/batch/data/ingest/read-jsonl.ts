import { isTable, type ModelEntry } from '../../../model/manifest';
import { featureColumns, LABEL_COLUMN } from '../../../upload/columns';
import { LONGEST_LINE } from '../../../upload/csv-tokenizer';
import type { ValueDialect } from '../../../upload/dialect';
import { type ColumnUse, keptName, MOST_KEPT, matchColumns } from '../../../upload/match-columns';
import { plainName, plainPlaces } from '../../../upload/names';
import { listOf } from '../../../upload/pixel-list';
import { rangeOf } from '../../../upload/range-of';
import { questionWords } from '../../../upload/survey-csv';
import type { UploadReading, UploadWishes } from '../../../wire/upload';
import { readText } from './read-text';
import type { RowSink } from './row-sink';
import { startOfText } from './survey-file';
import { createValueTaker } from './take-value';
import { unreadable } from './unreadable';

type Line = Readonly<Record<string, unknown>>;

/**
 * Reads JSON Lines: an object a line, its members like the columns of a CSV file; of images also `pixels`, a list of 784
 * numbers or of 28 such lists.
 * @throws TrilaneError `unreadable-upload`, `too-many-samples`
 */
export async function readJsonl(
  path: string,
  model: ModelEntry,
  wishes: UploadWishes,
  sink: RowSink,
): Promise<UploadReading> {
  const start = await startOfText(path, wishes.encoding);
  if (/^\s*\[/.test(start.text)) {
    throw unreadable(
      'The file is one JSON list. JSON Lines has an object on each line (pandas: to_json with orient="records", lines=True).',
    );
  }
  const { names, uses, dialect, reading } = surveyLines(linesOf(start.text, start.isWhole), model, wishes);
  for (const name of reading.kept) sink.keep(name);
  const known = new Map(names.map((name, at) => [name, { name, use: uses[at] ?? NOTHING }]));
  const kept = [...reading.kept];
  const leftOut = new Set(reading.leftOut);
  /** A member that is in none of the first lines. */
  const later = (name: string): ColumnUse => {
    const features = isTable(model) ? featureColumns(model.features, dialect) : [];
    const column = features[plainPlaces(features.map(({ name: id }) => id)).get(plainName(name)) ?? -1];
    if (column) return { is: 'value', column };
    if (kept.length >= MOST_KEPT) {
      leftOut.add(name);
      return NOTHING;
    }
    kept.push(keptName(name, kept, model));
    return { is: 'kept', index: sink.keep(kept.at(-1) ?? name) };
  };
  const wanted = isTable(model)
    ? featureColumns(model.features, dialect).map((column): ColumnUse => ({ is: 'value', column }))
    : uses.filter(({ is }) => is !== 'kept' && is !== 'nothing');
  const taker = createValueTaker(sink, dialect);

  const take = (text: string, line: number) => {
    if (text.trim() === '') return;
    const object = parsed(text);
    if (!object) {
      taker.fault('', 'is no JSON object');
      taker.end(line);
      return;
    }
    sink.kept.fill(null);
    const seen = new Set<string>();
    for (const [name, value] of Object.entries(object)) {
      const column = known.get(name) ?? { name, use: later(name) };
      known.set(name, column);
      const target = targetOf(column.use);
      if (target !== null && seen.has(target)) taker.fault(target, 'is there twice');
      else taker.value(column.use, name, value);
      if (target !== null) seen.add(target);
    }
    for (const use of wanted) {
      const target = targetOf(use);
      if (target !== null && target !== LABEL_COLUMN && !seen.has(target)) taker.value(use, target, undefined);
    }
    taker.end(line);
  };

  let line = 0;
  let rest = '';
  for await (const text of readText(path, start.encoding)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    const tooLong = [...lines, rest].findIndex(({ length }) => length > LONGEST_LINE);
    if (tooLong >= 0) throw unreadable(`Line ${line + tooLong + 1} is longer than ${LONGEST_LINE / 1024} KiB.`);
    for (const whole of lines) take(whole, ++line);
    await sink.drain();
  }
  take(rest, line + 1);
  return { ...reading, kept, leftOut: [...leftOut], encoding: start.encoding };
}

const NOTHING: ColumnUse = { is: 'nothing' };

/** What of the model a member is for; `null`: for none. */
function targetOf(use: ColumnUse): string | null {
  if (use.is === 'pixels') return 'pixels';
  return use.is === 'value' ? use.column.name : null;
}

/** @throws TrilaneError `unreadable-upload` */
function surveyLines(lines: readonly string[], model: ModelEntry, wishes: UploadWishes) {
  const objects = lines.map(parsed).filter((object) => object !== null);
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const sample = (at: number) => objects.map((object) => object[names[at] ?? '']);
  const match = (dialect: ValueDialect) => matchColumns(names, model, { dialect, sample, isTableFile: false });
  const decimal = wishes.decimal ?? null;
  const { uses } = match({ decimal, range: 'bytes' });
  const range = isTable(model) ? 'bytes' : (wishes.range ?? rangeOf(pixelsOf(objects, names, uses)));
  const dialect: ValueDialect = { decimal, range: range === 'ask' ? 'bytes' : range };
  const plan = match(dialect);
  const wrong = objects.length === 0 ? [] : [...plan.problems];
  if (range === 'ask') wrong.push(questionWords({ about: 'range', choices: ['bytes', 'shares'] }));
  if (wrong.length > 0) throw unreadable(wrong.join(' '));
  const reading: UploadReading = {
    ...{ format: 'jsonl', encoding: null, separator: null, decimal, header: null },
    range: isTable(model) ? null : dialect.range,
    ...plan.reading,
  };
  return { names, uses: plan.uses, dialect, reading };
}

function* pixelsOf(objects: readonly Line[], names: readonly string[], uses: readonly ColumnUse[]): Generator<unknown> {
  for (const object of objects) {
    for (const [at, use] of uses.entries()) {
      const value = object[names[at] ?? ''];
      if (use.is === 'pixels') {
        const list = listOf(value) ?? [];
        for (let place = 0; place < list.length; place++) yield list[place];
      } else if (use.is === 'value' && use.column.place !== null) yield value;
    }
  }
}

function linesOf(text: string, isWhole: boolean): readonly string[] {
  const lines = text.split('\n');
  return isWhole ? lines : lines.slice(0, -1);
}

/** An object, or `null`. Python writes NaN where nothing is known, which is no JSON: it counts as null. */
function parsed(text: string): Line | null {
  return objectFrom(text) ?? (text.includes('NaN') ? objectFrom(text.replace(TEXT_OR_NAN, nullForNan)) : null);
}

const TEXT_OR_NAN = /"(?:[^"\\]|\\.)*"|\bNaN\b/g;
const nullForNan = (match: string) => (match === 'NaN' ? 'null' : match);

function objectFrom(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : null;
  } catch {
    return null;
  }
}
