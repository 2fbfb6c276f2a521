import { isTable, type ModelEntry } from '../../../model/manifest';
import { featureColumns, LABEL_COLUMN, labelColumn } from '../../../upload/columns';
import { LONGEST_LINE } from '../../../upload/csv-tokenizer';
import { jsonLine, nameTwice } from '../../../upload/json-line';
import { keptName, MOST_KEPT, shownName } from '../../../upload/kept-names';
import { type ColumnUse, MOST_TOLD } from '../../../upload/match-columns';
import { plainName, plainPlaces } from '../../../upload/names';
import { questionWords } from '../../../upload/questions';
import { LINE_END, type LinesSurvey, surveyLines } from '../../../upload/survey-lines';
import type { UploadReading, UploadWishes } from '../../../wire/upload';
import { readText } from './read-text';
import type { RowSink } from './row-sink';
import { startOfText } from './survey-file';
import { createValueTaker, requireOneMark } from './take-value';
import { unreadable } from './unreadable';

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
  const survey = surveyLines(start.text, start.isWhole, model, wishes);
  const wrong = [...survey.problems, ...survey.questions.map(questionWords)];
  if (wrong.length > 0) throw unreadable(wrong.join(' '));
  const members = createMembers(survey, model, sink);
  const taker = createValueTaker(sink, survey.dialect);

  const take = (text: string, line: number) => {
    if (text.trim() === '') return;
    const object = jsonLine(text);
    if (!object) {
      taker.fault('', 'is no JSON object');
      taker.end(line);
      return;
    }
    const twice = nameTwice(text, object);
    if (twice !== null) taker.fault(shownName(twice).replace(/^[=+@-]/, ' $&'), 'is there twice');
    sink.kept.fill(null);
    const seen = new Set<string>();
    for (const [name, value] of Object.entries(object)) {
      const use = members.useOf(name);
      const target = targetOf(use);
      if (target !== null && seen.has(target)) taker.fault(target, 'is there twice');
      else taker.value(use, name, value);
      if (target !== null) seen.add(target);
    }
    for (const use of members.wanted) {
      const target = targetOf(use);
      if (target !== null && !seen.has(target)) taker.value(use, target, undefined);
    }
    taker.end(line);
  };

  let line = 0;
  let rest = '';
  for await (const text of readText(path, start.encoding)) {
    const all = rest + text;
    // What is cut behind CR may go on with LF.
    const end = all.endsWith('\r') ? all.length - 1 : all.length;
    const lines = all.slice(0, end).split(LINE_END);
    rest = (lines.pop() ?? '') + all.slice(end);
    const tooLong = [...lines, rest].findIndex(({ length }) => length > LONGEST_LINE);
    if (tooLong >= 0) throw unreadable(`Line ${line + tooLong + 1} is longer than ${LONGEST_LINE / 1024} KiB.`);
    for (const whole of lines) take(whole, ++line);
    await sink.drain();
  }
  take(rest, line + 1);
  requireOneMark(taker.marks, survey.dialect);
  return { ...members.reading(), encoding: start.encoding };
}

/** Names that are remembered: a file may have others on every line. */
const MOST_KNOWN = 10_000;

const NOTHING: ColumnUse = { is: 'nothing' };

/** What of the model a member is for; `null`: for none. */
function targetOf(use: ColumnUse): string | null {
  if (use.is === 'pixels') return 'pixels';
  return use.is === 'value' ? use.column.name : null;
}

/** What the members of the lines are, also of those that are in none of the first. */
function createMembers({ names, uses, dialect, reading }: LinesSurvey, model: ModelEntry, sink: RowSink) {
  const known = new Map(names.map((name, at) => [name, uses[at] ?? NOTHING]));
  const [kept, columns] = [[...reading.kept], [...reading.columns]];
  const leftOut = new Set(reading.leftOut);
  let { label } = reading;
  for (const name of kept) sink.keep(name);
  const features = isTable(model) ? featureColumns(model.features, dialect) : [];
  const places = plainPlaces(features.map(({ name }) => name));
  const seen = new Set(uses.flatMap((use) => (use.is === 'value' ? [use.column.name] : [])));

  function late(name: string): ColumnUse {
    const isLabel = plainName(name) === LABEL_COLUMN;
    const column = isLabel ? labelColumn(model) : features[places.get(plainName(name)) ?? -1];
    if (column) {
      if (isLabel) label ??= shownName(name);
      seen.add(column.name);
      if (name !== column.name && columns.length < MOST_TOLD) columns.push(`${shownName(name)} = ${column.name}`);
      return { is: 'value', column };
    }
    if (kept.length >= MOST_KEPT) {
      if (leftOut.size < MOST_TOLD) leftOut.add(shownName(name));
      return NOTHING;
    }
    kept.push(keptName(name, kept, model));
    return { is: 'kept', index: sink.keep(kept.at(-1) ?? name) };
  }

  return {
    useOf(name: string): ColumnUse {
      const use = known.get(name) ?? late(name);
      if (known.size < MOST_KNOWN) known.set(name, use);
      return use;
    },
    /** What every row has to have. */
    wanted: isTable(model)
      ? features.map((column): ColumnUse => ({ is: 'value', column }))
      : uses.filter((use) => use.is === 'pixels' || (use.is === 'value' && use.column.place !== null)),
    reading: (): UploadReading => ({
      ...{ ...reading, label, columns, kept, leftOut: [...leftOut] },
      absent: features.map(({ name }) => name).filter((name) => !seen.has(name)),
    }),
  };
}
