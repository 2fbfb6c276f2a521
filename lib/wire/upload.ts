import { z } from 'zod';
import { UPLOAD_FORMATS } from './batch-system';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

/** How the text of a file is kept. */
export const UPLOAD_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type UploadEncoding = (typeof UPLOAD_ENCODINGS)[number];

/** What stands between two cells. */
export const UPLOAD_SEPARATORS = ['comma', 'semicolon', 'tab', 'pipe', 'space'] as const;
export type UploadSeparator = (typeof UPLOAD_SEPARATORS)[number];

/** What stands before the fraction of a number. */
export const UPLOAD_DECIMALS = ['point', 'comma'] as const;
export type UploadDecimal = (typeof UPLOAD_DECIMALS)[number];

/** Whether the first line names the columns. */
export const UPLOAD_HEADERS = ['names', 'none'] as const;
export type UploadHeader = (typeof UPLOAD_HEADERS)[number];

/** What white is in a picture: 255, or 1. */
export const UPLOAD_RANGES = ['bytes', 'shares'] as const;
export type UploadRange = (typeof UPLOAD_RANGES)[number];

/** Which column of a file without names holds the label. */
export const UPLOAD_LABELS = ['first', 'last', 'none'] as const;
export type UploadLabel = (typeof UPLOAD_LABELS)[number];

const wishes = {
  encoding: z.enum(UPLOAD_ENCODINGS).optional(),
  separator: z.enum(UPLOAD_SEPARATORS).optional(),
  decimal: z.enum(UPLOAD_DECIMALS).optional(),
  header: z.enum(UPLOAD_HEADERS).optional(),
  range: z.enum(UPLOAD_RANGES).optional(),
  label: z.enum(UPLOAD_LABELS).optional(),
};

/** What somebody says of a file; what is absent is found out. */
export const uploadWishes = z.strictObject(wishes);
export type UploadWishes = Wire<typeof uploadWishes>;

export const uploadQuery = z.strictObject({
  name: z.string(),
  model: z.string(),
  format: z.enum(UPLOAD_FORMATS),
  ...wishes,
});

const names = z.array(z.string());

export const uploadReading = z
  .object({
    format: z.enum(UPLOAD_FORMATS),
    encoding: z.enum(UPLOAD_ENCODINGS).nullable().describe('Of a text file.'),
    separator: z.enum(UPLOAD_SEPARATORS).nullable().describe('Of a CSV file.'),
    decimal: z.enum(UPLOAD_DECIMALS).nullable().describe('Null where no number of the file tells it.'),
    header: z.enum(UPLOAD_HEADERS).nullable().describe('Of a CSV file: whether its first line names the columns.'),
    range: z.enum(UPLOAD_RANGES).nullable().describe('Of pictures: whether white is 255 (bytes) or 1 (shares).'),
    label: z.string().nullable().describe('The column that was taken for the label.'),
    columns: names.describe('Columns that were taken for others than their names say, as "Income = income".'),
    kept: names.describe('Columns the model does not know, which come back beside the answers.'),
    leftOut: names.describe('Columns that are neither used nor kept.'),
    absent: names.describe(
      'Columns of the model that are in no line of a JSON Lines file: they count as not known in every row.',
    ),
    notes: z
      .array(z.enum(['row-names', 'trailing-separator', 'lines-above', 'pixels-from-one', 'pixels-by-place']))
      .describe('What else was found.'),
  })
  .register(NAMED_SCHEMAS, { id: 'UploadReading' });
/** How an upload was understood. */
export type UploadReading = Wire<typeof uploadReading>;
export type UploadNote = UploadReading['notes'][number];
