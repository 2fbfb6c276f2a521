import { type Feature, MISSING } from '../../../model/features';
import { IMAGE_PIXELS } from '../../../model/image-classifier';
import { isTable, type ModelEntry } from '../../../model/manifest';
import { LABEL_COLUMN } from '../../rows/part-codec';
import { NO_LABEL } from '../../rows/row-block';

/** What a cell holds as the model takes it, or, as a sentence about the cell, why it cannot be taken. */
export type Taken = number | string;

/** A column an upload may have. */
export interface UploadColumn {
  readonly name: string;
  /** Where its value belongs in a row; `null`: it is the label. */
  readonly place: number | null;
  /** Whether an upload has to have it. */
  readonly required: boolean;
  fromText(text: string): Taken;
  /** Of JSON or Parquet: a number, a text (or its bytes), a big integer, or nothing. */
  fromValue(value: unknown): Taken;
}

/** The columns of a model's uploads, the label first. Of images, one for each pixel: `pixel0` .. `pixel783`. */
export function uploadColumns(model: ModelEntry): readonly UploadColumn[] {
  const rows = isTable(model) ? model.features.map(featureColumn) : pixelColumns();
  return [labelColumn(model.classes), ...rows];
}

/** Words that stand for nothing in a CSV file. */
const NOTHING = ['', 'NA', 'null'];
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LONGEST_QUOTE = 40;

function featureColumn(feature: Feature, place: number): UploadColumn {
  const missing = feature.mayBeMissing ? MISSING : 'is missing';
  const check = feature.kind === 'category' ? categoryCheck(feature) : numberCheck(feature);
  return {
    name: feature.id,
    place,
    required: true,
    fromText(cell) {
      const text = cell.trim();
      if (NOTHING.includes(text)) return missing;
      return check(feature.kind === 'number' && NUMBER.test(text) ? Number(text) : text);
    },
    fromValue(value) {
      if (value === null || value === undefined) return missing;
      if (typeof value === 'number' && Number.isNaN(value)) return missing;
      return check(plain(value));
    },
  };
}

function numberCheck({ integer }: Feature): (value: unknown) => Taken {
  return (value) => {
    if (typeof value !== 'number') return `${quoted(value)} is not a number`;
    if (!Number.isFinite(Math.fround(value))) return `${quoted(value)} is too large`;
    // What is negative stands for what is missing.
    if (value < 0) return `${quoted(value)} is negative`;
    if (integer && !Number.isInteger(value)) return `${quoted(value)} is not a whole number`;
    return value;
  };
}

function categoryCheck({ categories = [] }: Feature): (value: unknown) => Taken {
  const codes = new Map(categories.map((id, code) => [id, code]));
  return (value) =>
    (typeof value === 'string' ? codes.get(value) : undefined) ??
    `${quoted(value)} is not one of ${categories.join(', ')}`;
}

function labelColumn(classes: readonly string[]): UploadColumn {
  const indices = new Map(classes.map((id, index) => [id, index]));
  const check = (value: unknown): Taken => {
    const byName = typeof value === 'string' ? indices.get(value) : undefined;
    if (byName !== undefined) return byName;
    const index = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
    if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < classes.length) return index;
    return `${quoted(value)} is not one of ${classes.join(', ')}`;
  };
  return {
    name: LABEL_COLUMN,
    place: null,
    required: false,
    fromText(cell) {
      const text = cell.trim();
      return NOTHING.includes(text) ? NO_LABEL : check(text);
    },
    fromValue: (value) => (value === null || value === undefined ? NO_LABEL : check(plain(value))),
  };
}

function pixelColumns(): UploadColumn[] {
  return Array.from({ length: IMAGE_PIXELS }, (_, place) => ({
    name: `pixel${place}`,
    place,
    required: true,
    fromText: (cell: string) => pixel(/^\s*\d{1,3}\s*$/.test(cell) ? Number(cell) : cell.trim()),
    fromValue: (value: unknown) => pixel(plain(value)),
  }));
}

export function pixel(value: unknown): Taken {
  if (value === null || value === undefined || value === '') return 'is missing';
  const isByte = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
  return isByte ? value : `${quoted(value)} is not a whole number from 0 to 255`;
}

/** A big integer as a number, bytes as text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}

/** For a sentence that is shown: short, on one line, and no formula when a spreadsheet opens it. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object') return 'an object';
  const text = String(value);
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ');
  return `"${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}"`;
}
