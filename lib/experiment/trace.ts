import { SETUP_LIMITS } from './setup-limits';

/** Whether gaps may be replayed: whole ms within the limits, at least one, not all 0. */
export function isTrace(gapsMs: readonly number[]): boolean {
  const { traceGaps, traceGapMs } = SETUP_LIMITS;
  const isGap = (gapMs: number) => Number.isInteger(gapMs) && gapMs >= 0 && gapMs <= traceGapMs;
  return gapsMs.length <= traceGaps && gapsMs.every(isGap) && gapsMs.some((gapMs) => gapMs > 0);
}

/** Reads gaps such as `120, 80, 300`; `null` when they are no trace. */
export function readTrace(text: string): readonly number[] | null {
  const gapsMs = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return isTrace(gapsMs) ? gapsMs : null;
}
