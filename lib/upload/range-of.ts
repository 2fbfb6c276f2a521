import type { UploadDecimal, UploadRange } from '../wire/upload';
import { readNumber } from './read-number';

/** Whether white is 255 or 1, by some pixels: one above 1 or a fraction tells. `ask`: all are 0 or 1. */
export function rangeOf(pixels: Iterable<unknown>, decimal: UploadDecimal | null): UploadRange | 'ask' {
  let isAny = false;
  for (const pixel of pixels) {
    const value = numberOf(pixel, decimal);
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    if (value > 1) return 'bytes';
    if (!Number.isInteger(value)) return 'shares';
    isAny = true;
  }
  return isAny ? 'ask' : 'bytes';
}

function numberOf(pixel: unknown, decimal: UploadDecimal | null): unknown {
  if (typeof pixel === 'string') return readNumber(pixel.trim(), decimal);
  return typeof pixel === 'bigint' ? Number(pixel) : pixel;
}
