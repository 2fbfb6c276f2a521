import { readCron } from '../../wire/cron/read-cron';
import { nextOnClock } from '../../wire/cron/wall-clock';
import type { Batch } from '../scenario/lanes-schema';

/** 1 January 2024, 0:00 UTC: a Monday. */
const MONDAY_MS = 1_704_067_200_000;
/** No calendar goes further. ms */
const LATEST_MS = 1e14;

/** When runs are due: the first one after a moment, ms. Infinity = never again. */
export function dueTimes({ everyMs, cron }: Pick<Batch, 'everyMs' | 'cron'>): (afterMs: number) => number {
  if (cron !== null) {
    const line = readCron(cron);
    return (afterMs) => {
      if (afterMs > LATEST_MS) return Number.POSITIVE_INFINITY;
      const next = nextOnClock(line, MONDAY_MS + Math.floor(afterMs / 1000) * 1000 + 1000);
      return next === null ? Number.POSITIVE_INFINITY : next - MONDAY_MS;
    };
  }
  const every = everyMs ?? Number.POSITIVE_INFINITY;
  return (afterMs) => {
    const due = (Math.floor(afterMs / every) + 1) * every;
    // A quotient that was rounded up would name the same moment again.
    return due > afterMs ? due : due + every;
  };
}
