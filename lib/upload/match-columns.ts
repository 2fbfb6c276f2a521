import { IMAGE_PIXELS } from '../model/image-classifier';
import { isTable, type ModelEntry, type TableModel } from '../model/manifest';
import type { UploadLabel, UploadNote, UploadReading } from '../wire/upload';
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
import { keptName, MOST_KEPT, shownName } from './kept-names';
import { labelEnd, labelPlace } from './label-place';
import { plainName, plainPlaces } from './names';
import { pixelNames, pixelsAfterFirst } from './pixel-names';
import { ONE_IS_THE_LABEL, type UploadQuestion } from './questions';
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
  readonly reading: Pick<UploadReading, 'label' | 'columns' | 'kept' | 'leftOut' | 'absent' | 'notes'>;
  /** Why the file cannot be read by it, each a sentence. */
  readonly problems: readonly string[];
  readonly questions: readonly UploadQuestion[];
}

/** Columns of a kind that are told. */
export const MOST_TOLD = 20;

export interface ColumnOptions {
  readonly dialect: ValueDialect;
  /** Some values of the column at a place of the file, to tell whether it can be the truth. */
  sample(at: number): readonly unknown[];
  /** Whether every row has every column, so that one that is absent is absent everywhere. */
  readonly isTableFile: boolean;
  /** Columns that hold no single value. */
  readonly nested?: ReadonlySet<number>;
  /** Which end of a row of numbers holds the label, where somebody says so. */
  readonly label?: UploadLabel | undefined;
}

/** Finds the model's columns among those of a file, by their names however they are written. */
export function matchColumns(names: readonly string[], model: ModelEntry, options: ColumnOptions): ColumnPlan {
  const { nested = new Set(), sample } = options;
  const claims = new Claims(names, options.isTableFile);
  const { problems } = claims;
  if (isTable(model)) claimFeatures(claims, model, options);
  else claimPixels(claims, model, options);

  const free = names.map((name, at) => (claims.uses[at]?.is === 'nothing' && !nested.has(at) ? name : null));
  const named = labelPlace(free, model, sample);
  if (named.problem) problems.push(named.problem);
  const labels = named.places.length > 0 ? named.places : claims.labelEnds;
  for (const at of labels) claims.take(at, LABEL_COLUMN, { is: 'value', column: labelColumn(model) });

  const kept: string[] = [];
  const leftOut: string[] = [];
  names.forEach((name, at) => {
    if (claims.uses[at]?.is !== 'nothing') return;
    const shown = name.trim() || `column ${at + 1}`;
    if (nested.has(at) || kept.length >= MOST_KEPT) {
      leftOut.push(shownName(shown));
      return;
    }
    claims.uses[at] = { is: 'kept', index: kept.length };
    kept.push(keptName(shown, kept, model));
  });
  const { uses, renamed, notes, questions } = claims;
  return {
    ...{ uses, problems, questions },
    reading: {
      label: labels[0] === undefined ? null : shownName(names[labels[0]] ?? ''),
      columns: renamed.slice(0, MOST_TOLD),
      kept,
      leftOut: leftOut.slice(0, MOST_TOLD),
      absent: [],
      notes,
    },
  };
}

/** What has been found so far. */
class Claims {
  readonly uses: ColumnUse[];
  readonly problems: string[] = [];
  readonly questions: UploadQuestion[] = [];
  /** As "Income = income". */
  readonly renamed: string[] = [];
  readonly notes: UploadNote[] = [];
  /** The column that holds the label because it is no pixel. */
  labelEnds: readonly number[] = [];
  readonly #taken = new Map<string, number>();

  constructor(
    readonly names: readonly string[],
    private readonly isTableFile: boolean,
  ) {
    this.uses = names.map(() => ({ is: 'nothing' }));
  }

  isTaken(target: string): boolean {
    return this.#taken.has(target);
  }

  /** @param target the model's name of the column */
  take(at: number, target: string, use: ColumnUse): void {
    const name = this.names[at] ?? '';
    const before = this.#taken.get(target);
    // Where rows differ, each may have another one.
    if (before !== undefined && this.isTableFile) {
      const both = `as ${quoted(this.names[before])} and as ${quoted(name)}`;
      this.problems.push(`The column ${quoted(target)} is there twice: ${both}.`);
      return;
    }
    if (before === undefined) this.#taken.set(target, at);
    this.uses[at] = use;
    if (name.trim() !== target) this.renamed.push(`${shownName(name)} = ${target}`);
  }
}

function claimFeatures(claims: Claims, model: TableModel, { dialect, isTableFile }: ColumnOptions): void {
  const columns = featureColumns(model.features, dialect);
  const places = plainPlaces(columns.map(({ name }) => name));
  claims.names.forEach((name, at) => {
    const column = columns[places.get(plainName(name)) ?? -1];
    if (column) claims.take(at, column.name, { is: 'value', column });
  });
  const absent = columns.map(({ name }) => name).filter((name) => !claims.isTaken(name));
  if (absent.length === columns.length) {
    claims.problems.push(`The file has none of the model’s columns. They are ${listed(modelColumnNames(model))}.`);
  } else if (isTableFile && absent.length > 0)
    claims.problems.push(`The file lacks the column${absent.length > 1 ? 's' : ''} ${listed(absent)}.`);
}

function claimPixels(claims: Claims, model: ModelEntry, { dialect, sample, label }: ColumnOptions): void {
  const { names, uses } = claims;
  const plain = names.map(plainName);
  const whole = plain.includes(PIXELS_COLUMN) ? plain.indexOf(PIXELS_COLUMN) : plain.indexOf('image');
  const single = whole < 0 ? pixelNames(names) : null;
  if (whole >= 0) claims.take(whole, PIXELS_COLUMN, { is: 'pixels' });
  else if (!single) {
    claims.problems.push(
      `The file has no ${IMAGE_PIXELS} pixels: they may be columns named pixel0 to pixel783, pixel1 to pixel784 or 1x1 to 28x28, or lists in one column "${PIXELS_COLUMN}".`,
    );
  } else {
    const { ends, words, isFromOne } = single;
    if (ends && label === 'none') claims.problems.push(ONE_IS_THE_LABEL);
    const end = ends && (label && label !== 'none' ? label : labelEnd(sample(ends[0]), sample(ends[1]), model));
    if (end === 'ask') claims.questions.push({ about: 'label', choices: ['first', 'last'] });
    if (ends) claims.labelEnds = [ends[end === 'first' ? 0 : 1]];
    const columns = pixelColumns(dialect);
    (end === 'first' ? pixelsAfterFirst(single) : single.places).forEach((place, at) => {
      const column = columns[place];
      if (column) uses[at] = { is: 'value', column };
    });
    if (ends) {
      claims.notes.push('pixels-by-place');
      return;
    }
    if (isFromOne) claims.notes.push('pixels-from-one');
    if (!words.startsWith('pixel0 ')) claims.renamed.push(`${words} = ${IMAGE_PIXELS} pixels`);
  }
}
