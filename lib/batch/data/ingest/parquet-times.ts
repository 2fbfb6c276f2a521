import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';

const DAY_MS = 86_400_000;
const DATE_LENGTH = 10;
const DIGITS = { MILLIS: 3, MICROS: 6, NANOS: 9 } as const;

/** Reads days and moments as ISO 8601 text with all their digits; with "Z" where they are said to be of UTC. */
export function timeParsers({ logical_type }: SchemaElement): ParquetParsers {
  const zone = logical_type?.type === 'TIMESTAMP' && !logical_type.isAdjustedToUTC ? '' : 'Z';
  const moments = (digits: number) => (count: bigint | undefined) => momentText(count, digits, zone) as unknown as Date;
  return {
    ...DEFAULT_PARSERS,
    dateFromDays: (days: number) => dateText(days * DAY_MS).slice(0, DATE_LENGTH) as unknown as Date,
    timestampFromMilliseconds: moments(DIGITS.MILLIS),
    timestampFromMicroseconds: moments(DIGITS.MICROS),
    timestampFromNanoseconds: moments(DIGITS.NANOS),
    // As it stands in the file, as other text is.
    jsonFromBytes: (bytes) => bytes,
  };
}

/** Digits behind the seconds of a time of day; `null` of any other column. */
export function timeOfDayDigits({ logical_type, converted_type }: SchemaElement): number | null {
  if (logical_type?.type === 'TIME') return DIGITS[logical_type.unit];
  if (converted_type === 'TIME_MILLIS') return DIGITS.MILLIS;
  return converted_type === 'TIME_MICROS' ? DIGITS.MICROS : null;
}

/** "12:30:00.000". */
export function timeOfDayText(count: unknown, digits: number): string | undefined {
  return momentText(count as bigint | undefined, digits, '')?.slice(DATE_LENGTH + 1);
}

function momentText(given: bigint | number | null | undefined, digits: number, zone: string): string | undefined {
  if (given === undefined || given === null) return undefined;
  const count = BigInt(given);
  const perSecond = 10n ** BigInt(digits);
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const seconds = (count - fraction) / perSecond;
  return `${dateText(Number(seconds) * 1000).slice(0, -5)}.${String(fraction).padStart(digits, '0')}${zone}`;
}

/** What lies beyond the years that JavaScript knows has no text. */
function dateText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
