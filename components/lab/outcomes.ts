import type { ErrorCode } from '@/lib/errors';
import type { Measurement } from '@/lib/measure/measurement';

interface Outcomes {
  readonly completed: number;
  /** Without an answer; what was cancelled is neither. */
  readonly failed: number;
  /** That came most often; `null` = none came. */
  readonly commonError: ErrorCode | null;
}

/** How the items of a lane ended. */
export function outcomesOf(measurements: Iterable<Measurement>): Outcomes {
  let completed = 0;
  let failed = 0;
  const errors = new Map<ErrorCode, number>();
  for (const measurement of measurements) {
    if (measurement.outcome === 'completed') completed += 1;
    else if (measurement.outcome !== 'cancelled') {
      failed += 1;
      const { code } = measurement.error;
      errors.set(code, (errors.get(code) ?? 0) + 1);
    }
  }
  const [common] = [...errors].sort(([, a], [, b]) => b - a);
  return { completed, failed, commonError: common?.[0] ?? null };
}
