import type { UploadDecimal, UploadRange } from '../wire/upload';
import { readNumber } from './read-number';

/**
 * Whether white is 255 or 1, by some pixels: one above 1 or a fraction below it tells. `ask`: all are 0 or 1, or some are
 * above 1 and others fractions below it.
 */
export function rangeOf(pixels: Iterable<unknown>, decimal: UploadDecimal | null): UploadRange | 'ask' {
  let isAny = false;
  let isAbove = false;
  let isBetween = false;
  for (const pixel of pixels) {
    const value = numberOf(pixel, decimal);
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    isAny = true;
    isAbove ||= value > 1;
    isBetween ||= value > 0 && value < 1;
    if (isAbove && isBetween) return 'ask';
  }
  if (isAbove || isBetween) return isAbove ? 'bytes' : 'shares';
  return isAny ? 'ask' : 'bytes';
}

function numberOf(pixel: unknown, decimal: UploadDecimal | null): unknown {
  if (typeof pixel === 'string') return readNumber(pixel.trim(), decimal);
  return typeof pixel === 'bigint' ? Number(pixel) : pixel;
}
