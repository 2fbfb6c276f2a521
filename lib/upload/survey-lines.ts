import { isTable, type ModelEntry } from '../model/manifest';
import type { UploadReading, UploadWishes } from '../wire/upload';
import type { ValueDialect } from './dialect';
import { type JsonLine, jsonLine } from './json-line';
import { type ColumnUse, matchColumns } from './match-columns';
import { listOf } from './pixel-list';
import type { UploadQuestion } from './questions';
import { rangeOf } from './range-of';

/** How a file of JSON Lines is to be read. */
export interface LinesSurvey {
  /** Of the members of the first lines. */
  readonly names: readonly string[];
  readonly uses: readonly ColumnUse[];
  readonly dialect: ValueDialect;
  readonly questions: readonly UploadQuestion[];
  /** What is wrong with the file as a whole, each a sentence. */
  readonly problems: readonly string[];
  readonly reading: UploadReading;
}

/** Lines end as those of CSV do. */
export const LINE_END = /\r\n|\n|\r/;

/**
 * Finds out what the members of JSON Lines are from the start of a file.
 * @param isWhole whether the text is all of the file; if not, its last line may be cut and is left out
 */
export function surveyLines(text: string, isWhole: boolean, model: ModelEntry, wishes: UploadWishes = {}): LinesSurvey {
  const lines = text.split(LINE_END);
  const objects = (isWhole ? lines : lines.slice(0, -1)).map(jsonLine).filter((object) => object !== null);
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const sample = (at: number) => objects.map((object) => object[names[at] ?? '']);
  const match = (dialect: ValueDialect) =>
    matchColumns(names, model, { dialect, sample, isTableFile: false, label: wishes.label });
  const decimal = wishes.decimal ?? null;
  const { uses } = match({ decimal, range: 'bytes' });
  const range = isTable(model) ? 'bytes' : (wishes.range ?? rangeOf(pixelsOf(objects, names, uses), decimal));
  const dialect: ValueDialect = { decimal, range: range === 'ask' ? 'bytes' : range };
  const plan = match(dialect);
  const questions: UploadQuestion[] = [...plan.questions];
  if (range === 'ask') questions.push({ about: 'range', choices: ['bytes', 'shares'] });
  return {
    ...{ names, uses: plan.uses, dialect, questions },
    problems: problemsOf(text, { objects: objects.length, isWhole }, plan.problems),
    reading: {
      ...{ format: 'jsonl', encoding: null, separator: null, decimal, header: null },
      range: isTable(model) ? null : dialect.range,
      ...plan.reading,
    },
  };
}

function problemsOf(
  text: string,
  { objects, isWhole }: { readonly objects: number; readonly isWhole: boolean },
  problems: readonly string[],
): readonly string[] {
  if (/^\s*\[/.test(text)) {
    return [
      'The file is one JSON list. JSON Lines has an object on each line (pandas: to_json with orient="records", lines=True).',
    ];
  }
  if (objects > 0) return problems;
  // Of a short file it is told line by line.
  return isWhole ? [] : ['The first lines of the file hold no JSON object.'];
}

function* pixelsOf(
  objects: readonly JsonLine[],
  names: readonly string[],
  uses: readonly ColumnUse[],
): Generator<unknown> {
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
