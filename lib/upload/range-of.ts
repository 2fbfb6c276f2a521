import type { UploadRange } from '../wire/upload';

/** Whether white is 255 or 1, by some pixels: one above 1 or a fraction tells. `ask`: all are 0 or 1. */
export function rangeOf(pixels: Iterable<unknown>): UploadRange | 'ask' {
  let isAny = false;
  for (const pixel of pixels) {
    const value = typeof pixel === 'bigint' ? Number(pixel) : pixel;
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    if (value > 1) return 'bytes';
    if (!Number.isInteger(value)) return 'shares';
    isAny = true;
  }
  return isAny ? 'ask' : 'bytes';
}
