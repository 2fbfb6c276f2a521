import { type Feature, MISSING } from '../model/features';
import { IMAGE_PIXELS } from '../model/image-classifier';
import { isTable, type ModelEntry } from '../model/manifest';
import type { ValueDialect } from './dialect';
import { isMissingWord, plainName, plainPlaces } from './names';
import { readNumber } from './read-number';
import { quoted } from './words';

/** The column of the truth, in files that are made here. */
export const LABEL_COLUMN = 'label';
/** The column of whole pictures. */
export const PIXELS_COLUMN = 'pixels';
/** The label of a row whose truth is not known. */
export const NO_LABEL = 255;

/** What a cell holds as the model takes it, or, as a sentence about the cell, why it cannot be taken. */
export type Taken = number | string;

/**
 * A column of a model's rows. One reading for CSV, JSON Lines and Parquet: a text is read alike wherever it stands, and a
 * number or a big integer counts like the text it would be written as.
 */
export interface UploadColumn {
  /** The name of the model's own. */
  readonly name: string;
  /** Where its value belongs in a row; `null`: it is the label. */
  readonly place: number | null;
  fromText(text: string): Taken;
  /** Of JSON or Parquet: a number, a text (or its bytes), a big integer, or nothing. */
  fromValue(value: unknown): Taken;
}

/** The columns of a table, in the model's order. */
export function featureColumns(features: readonly Feature[], dialect: ValueDialect): readonly UploadColumn[] {
  return features.map((feature, place) => {
    const missing: Taken = feature.mayBeMissing ? MISSING : 'is missing';
    const read = feature.kind === 'category' ? categoryReader(feature, missing) : numberReader(missing, dialect);
    return { name: feature.id, place, ...read };
  });
}

type Reader = Pick<UploadColumn, 'fromText' | 'fromValue'>;

function numberReader(missing: Taken, { decimal }: ValueDialect): Reader {
  const fromText = (cell: string): Taken => {
    const text = cell.trim();
    if (isMissingWord(text)) return missing;
    const value = readNumber(text, decimal);
    return typeof value === 'number' ? checkNumber(value, text) : `${quoted(text)} ${value}`;
  };
  return { fromText, fromValue: valueReader(missing, fromText, (value) => checkNumber(value, value)) };
}

function checkNumber(value: number, shown: unknown): Taken {
  if (!Number.isFinite(Math.fround(value))) return `${quoted(shown)} is too large`;
  // What is negative stands for what is missing.
  if (value < 0) return `${quoted(shown)} is negative`;
  return value === 0 ? 0 : value; // no minus zero
}

function categoryReader({ categories = [] }: Feature, missing: Taken): Reader {
  const exact = new Map(categories.map((id, code) => [id, code]));
  const plain = plainPlaces(categories);
  const wrong = (shown: unknown) => `${quoted(shown)} is not one of ${categories.join(', ')}`;
  const fromText = (cell: string): Taken => {
    const known = exact.get(cell);
    if (known !== undefined) return known;
    const text = cell.trim();
    // A category may have the name of a word for nothing.
    return plain.get(plainName(text)) ?? (isMissingWord(text) ? missing : wrong(text));
  };
  return { fromText, fromValue: valueReader(missing, fromText, wrong) };
}

/** Of the label: a class by its name, or by its place from 0. */
export function labelColumn({ classes, otherNames }: ModelEntry): UploadColumn {
  const plain = plainPlaces(classes, otherNames);
  const exact = new Map(classes.map((id, index) => [id, index]));
  const byPlace = (value: number): Taken =>
    Number.isInteger(value) && value >= 0 && value < classes.length ? value : wrong(value);
  const wrong = (shown: unknown) => `${quoted(shown)} is not one of ${classes.join(', ')}`;
  const fromText = (cell: string): Taken => {
    const known = exact.get(cell);
    if (known !== undefined) return known;
    const text = cell.trim();
    if (/^\d{1,3}(?:[.,]0*)?$/.test(text)) return plain.get(text) ?? byPlace(Number.parseInt(text, 10));
    return plain.get(plainName(text)) ?? (isMissingWord(text) ? NO_LABEL : wrong(text));
  };
  return { name: LABEL_COLUMN, place: null, fromText, fromValue: valueReader(NO_LABEL, fromText, byPlace) };
}

/** Of one pixel. */
export function pixelColumns(dialect: ValueDialect): readonly UploadColumn[] {
  const read = pixelReader(dialect);
  return Array.from({ length: IMAGE_PIXELS }, (_, place) => ({ name: `pixel${place}`, place, ...read }));
}

export function pixelReader({ range, decimal }: ValueDialect): Reader {
  const check = range === 'bytes' ? byteOf : byteOfShare;
  const fromText = (cell: string): Taken => {
    const text = cell.trim();
    const value = isMissingWord(text) ? 'is missing' : readNumber(text, decimal);
    if (typeof value === 'number') return check(value, text);
    return value === 'is missing' ? value : `${quoted(text)} ${value}`;
  };
  return { fromText, fromValue: valueReader('is missing', fromText, (value) => check(value, value)) };
}

function byteOf(value: number, shown: unknown): Taken {
  return Number.isInteger(value) && value >= 0 && value <= 255
    ? value
    : `${quoted(shown)} is not a whole number from 0 to 255`;
}

function byteOfShare(value: number, shown: unknown): Taken {
  return value >= 0 && value <= 1 ? Math.round(value * 255) : `${quoted(shown)} is not a number from 0 to 1`;
}

/** Reads what is no text yet: bytes as text, big integers as numbers, NaN as nothing. */
function valueReader(
  missing: Taken,
  fromText: (text: string) => Taken,
  fromNumber: (value: number) => Taken,
): (value: unknown) => Taken {
  return (value) => {
    if (typeof value === 'number') return Number.isNaN(value) ? missing : fromNumber(value);
    if (typeof value === 'string' || typeof value === 'boolean') return fromText(String(value));
    if (value === null || value === undefined) return missing;
    if (typeof value === 'bigint') return fromNumber(Number(value));
    if (value instanceof Uint8Array) return fromText(UTF8.decode(value));
    if (value instanceof Date) return fromText(value.toISOString());
    return `${quoted(value)} is not one value`;
  };
}

const UTF8 = new TextDecoder();

/** All columns by the names the model gives them, the label first. */
export function modelColumnNames(model: ModelEntry): readonly string[] {
  return [LABEL_COLUMN, ...(isTable(model) ? model.features.map(({ id }) => id) : [PIXELS_COLUMN])];
}
