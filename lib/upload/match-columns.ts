import { IMAGE_PIXELS } from '../model/image-classifier';
import { isTable, type ModelEntry } from '../model/manifest';
import type { UploadNote, UploadReading } from '../wire/upload';
import {
  featureColumns,
  LABEL_COLUMN,
  labelColumn,
  modelColumnNames,
  PIXELS_COLUMN,
  pixelColumns,
  type UploadColumn,
} from './columns';
import type { ValueDialect } from './dialect';
import { isMissingWord, plainName, plainPlaces } from './names';
import { pixelNames } from './pixel-names';
import { listed, quoted } from './words';

/** What a column of a file is to the model. */
export type ColumnUse =
  | { readonly is: 'value'; readonly column: UploadColumn }
  /** A whole picture. */
  | { readonly is: 'pixels' }
  /** The model does not know it: it comes back beside the answers, as the `index`-th of those. */
  | { readonly is: 'kept'; readonly index: number }
  | { readonly is: 'nothing' };

export interface ColumnPlan {
  /** By the place of the column in the file. */
  readonly uses: readonly ColumnUse[];
  /** What was understood of the names. */
  readonly reading: Pick<UploadReading, 'label' | 'columns' | 'kept' | 'leftOut' | 'notes'>;
  /** Why the file cannot be read by it, each a sentence. */
  readonly problems: readonly string[];
}

/** Columns that are kept for the answers at most. */
export const MOST_KEPT = 100;
/** What other programs call the column of the truth. */
const LABEL_NAMES = ['labels', 'class', 'target', 'y'];
/** Names that columns of answers have. */
const ANSWER_NAMES = ['row', 'line', 'predicted', 'probability', LABEL_COLUMN, 'correct', PIXELS_COLUMN];
const MOST_TOLD = 20;

export interface ColumnOptions {
  readonly dialect: ValueDialect;
  /** Some texts of the column at a place of the file, to tell whether it can be the truth. */
  sample(at: number): readonly unknown[];
  /** Whether every row has every column, so that one that is absent is absent everywhere. */
  readonly isTableFile: boolean;
  /** Columns that hold no single value. */
  readonly nested?: ReadonlySet<number>;
}

/** Finds the model's columns among those of a file, by their names however they are written. */
export function matchColumns(names: readonly string[], model: ModelEntry, options: ColumnOptions): ColumnPlan {
  const { dialect, sample, isTableFile, nested = new Set() } = options;
  const uses: ColumnUse[] = names.map(() => ({ is: 'nothing' }));
  const taken = new Map<string, number>();
  const problems: string[] = [];
  const renamed: string[] = [];
  const notes: UploadNote[] = [];
  const take = (at: number, target: string, use: ColumnUse) => {
    const name = names[at] ?? '';
    const before = taken.get(target);
    if (before !== undefined) {
      problems.push(`The column ${quoted(target)} is there twice: as ${quoted(names[before])} and as ${quoted(name)}.`);
      return;
    }
    taken.set(target, at);
    uses[at] = use;
    if (name.trim() !== target) renamed.push(`${name.trim()} = ${target}`);
  };

  if (isTable(model)) {
    const columns = featureColumns(model.features, dialect);
    const places = plainPlaces(columns.map(({ name }) => name));
    names.forEach((name, at) => {
      const column = columns[places.get(plainName(name)) ?? -1];
      if (column) take(at, column.name, { is: 'value', column });
    });
    const absent = columns.filter(({ name }) => !taken.has(name)).map(({ name }) => name);
    if (absent.length === columns.length) {
      problems.push(`The file has none of the model’s columns. They are ${listed(modelColumnNames(model))}.`);
    } else if (isTableFile && absent.length > 0) problems.push(`The file lacks the columns ${listed(absent)}.`);
  } else {
    const whole = wholeAt(names);
    const single = whole < 0 ? pixelNames(names) : null;
    if (whole >= 0) take(whole, PIXELS_COLUMN, { is: 'pixels' });
    else if (single) {
      const columns = pixelColumns(dialect);
      single.places.forEach((place, at) => {
        const column = columns[place];
        if (column) uses[at] = { is: 'value', column };
      });
      if (single.isFromOne) notes.push('pixels-from-one');
      if (!single.words.startsWith('pixel0 ')) renamed.push(`${single.words} = ${IMAGE_PIXELS} pixels`);
    } else {
      problems.push(
        `The file has no ${IMAGE_PIXELS} pixels: they may be columns named pixel0 to pixel783, pixel1 to pixel784 or 1x1 to 28x28, or lists in one column "${PIXELS_COLUMN}".`,
      );
    }
  }

  const isFree = (at: number) => uses[at]?.is === 'nothing' && !nested.has(at);
  const label = labelColumn(model);
  const labelAt = labelPlace();
  if (labelAt !== null) take(labelAt, LABEL_COLUMN, { is: 'value', column: label });

  const kept: string[] = [];
  const leftOut: string[] = [];
  names.forEach((name, at) => {
    if (uses[at]?.is !== 'nothing') return;
    const shown = name.trim() || `column ${at + 1}`;
    if (nested.has(at) || kept.length >= MOST_KEPT) {
      leftOut.push(shown);
      return;
    }
    uses[at] = { is: 'kept', index: kept.length };
    kept.push(keptName(shown, kept, model));
  });
  return {
    uses,
    problems,
    reading: {
      label: labelAt === null ? null : (names[labelAt]?.trim() ?? null),
      columns: renamed.slice(0, MOST_TOLD),
      kept,
      leftOut: leftOut.slice(0, MOST_TOLD),
      notes,
    },
  };

  function labelPlace(): number | null {
    const named = names.flatMap((name, at) => (isFree(at) && plainName(name) === LABEL_COLUMN ? [at] : []));
    if (named.length > 1) problems.push(`The column "${LABEL_COLUMN}" is there twice.`);
    if (named[0] !== undefined) return named[0];
    const others = Object.entries(model.otherNames ?? {}).filter(([, of]) => of === LABEL_COLUMN);
    for (const called of [others.map(([name]) => plainName(name)), LABEL_NAMES]) {
      const fit = names.flatMap((name, at) => (isFree(at) && called.includes(plainName(name)) && fits(at) ? [at] : []));
      if (fit.length > 1) {
        const which = fit.map((at) => quoted(names[at])).join(' and ');
        problems.push(`Each of the columns ${which} may be the label: name one of them "${LABEL_COLUMN}".`);
      }
      if (fit[0] !== undefined) return fit[0];
    }
    return null;
  }

  function fits(at: number): boolean {
    const values = sample(at).filter((value) => !(typeof value === 'string' && isMissingWord(value.trim())));
    return values.every((value) => typeof label.fromValue(value) === 'number');
  }
}

function wholeAt(names: readonly string[]): number {
  const plain = names.map(plainName);
  return plain.includes(PIXELS_COLUMN) ? plain.indexOf(PIXELS_COLUMN) : plain.indexOf('image');
}

/** Whether a column of that name may hold the truth, if its values are of it. */
export function isLabelName(name: string, { otherNames = {} }: ModelEntry): boolean {
  const plain = plainName(name);
  return (
    LABEL_NAMES.includes(plain) ||
    Object.entries(otherNames).some(([other, of]) => of === LABEL_COLUMN && plainName(other) === plain)
  );
}

/** The name a column that is kept has beside the answers: its own, but for one that is there already. */
export function keptName(name: string, others: readonly string[], model: ModelEntry): string {
  const own = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ');
  const isTaken = (tried: string) =>
    others.includes(tried) || ANSWER_NAMES.includes(tried) || model.classes.some((id) => tried === `p_${id}`);
  if (!isTaken(own)) return own;
  for (let number = 1; ; number++) {
    const tried = number === 1 ? `${own} (file)` : `${own} (file ${number})`;
    if (!isTaken(tried)) return tried;
  }
}
