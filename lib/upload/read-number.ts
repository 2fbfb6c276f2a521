import type { UploadDecimal } from '../wire/upload';

/** Why a text is no number, in words that follow it. */
export type NumberFault = (typeof FAULTS)[keyof typeof FAULTS];

const FAULTS = {
  none: 'is not a number',
  date: 'is a date',
  either: 'may have a decimal comma or be a number of thousands; say which decimal mark the file has',
  comma: 'has a decimal comma, and the file has decimal points',
  point: 'has a decimal point, and the file has decimal commas',
  lone: 'has a decimal comma; say so if the file has decimal commas',
} as const;

const DIGITS_THAT_FIT = 15;
const ZERO = 48;
const NUMBER = {
  point: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  comma: /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i,
} as const;
/** Thousands apart: by the mark that is not the decimal one, by a blank or by an apostrophe, always the same. */
const GROUPED = {
  point: /^[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+|(?:['’]\d{3})+)(?:\.\d*)?$/,
  comma: /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+|(?:['’]\d{3})+)(?:,\d*)?$/,
} as const;
const GROUPS = { point: /[,'’ \u00a0\u2009\u202f]/g, comma: /[.'’ \u00a0\u2009\u202f]/g } as const;
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2})(?:[T ]\d{1,2}:\d{2}.*)?$|^\d{1,2}[- ][a-z]{3,9}[- ]\d{2,4}$/i;

/**
 * The number that a text is, with thousands apart or not.
 * @param text without blanks around it
 * @param decimal `null` = a point is one, and what a comma divides once, 1,234, is not guessed
 */
export function readNumber(text: string, decimal: UploadDecimal | null): number | NumberFault {
  const whole = wholeNumber(text);
  if (whole >= 0) return whole;
  const mark = decimal ?? 'point';
  if (NUMBER[mark].test(text)) return Number(mark === 'comma' ? text.replace(',', '.') : text);
  if (GROUPED[mark].test(text)) {
    if (decimal === null && NUMBER.comma.test(text)) return FAULTS.either;
    const bare = text.replace(GROUPS[mark], '');
    return Number(mark === 'comma' ? bare.replace(',', '.') : bare);
  }
  if (DATE.test(text)) return FAULTS.date;
  const other = mark === 'point' ? 'comma' : 'point';
  if (NUMBER[other].test(text) || GROUPED[other].test(text)) return decimal === null ? FAULTS.lone : FAULTS[other];
  return FAULTS.none;
}

/** What a number of a file says of its decimal mark. */
export type DecimalEvidence = UploadDecimal | 'either' | null;

/** `either`: 1.234, which may be a number of four digits or one with a fraction. `null`: it says nothing. */
export function decimalEvidence(text: string): DecimalEvidence {
  if (wholeNumber(text) >= 0) return null;
  const isPoint = NUMBER.point.test(text) || GROUPED.point.test(text);
  const isComma = NUMBER.comma.test(text) || GROUPED.comma.test(text);
  if (isPoint && isComma) return /[.,]/.test(text) ? 'either' : null;
  return isPoint ? 'point' : isComma ? 'comma' : null;
}

/** A number of digits only, which most are; -1 for any other text. */
function wholeNumber(text: string): number {
  if (text.length === 0 || text.length > DIGITS_THAT_FIT) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
