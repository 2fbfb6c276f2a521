import type { UploadDecimal, UploadEncoding, UploadRange, UploadSeparator } from '../wire/upload';

/** How the values of a file are written. */
export interface ValueDialect {
  /** `null`: no number of the file tells it. A point is then a decimal point, and a comma is refused. */
  readonly decimal: UploadDecimal | null;
  /** Of pixels: whole numbers to 255, or numbers to 1. */
  readonly range: UploadRange;
}

/** How a text file is written. */
export interface TextDialect extends ValueDialect {
  readonly encoding: UploadEncoding;
  readonly separator: UploadSeparator;
}

export const SEPARATOR_CHARACTERS: Readonly<Record<UploadSeparator, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  space: ' ',
};
