import { TrilaneError } from '../../errors';
import { EVERY_SECONDS } from '../../wire/batch-system';
import { readCron } from '../../wire/cron/read-cron';
import type { ScheduleTiming } from '../../wire/schedule-schema';
import { nextCronTime } from './cron-times';
import { openTimeZone } from './time-zone';

/** More due times than this, of a cron that nothing served, are not counted one by one. */
export const MOST_COUNTED = 1000;

/** The due times of a schedule. */
export interface DueTimes {
  /**
   * The first due time after a moment, `null` when there is none any more.
   * @param anchor any due time of it, or when it started: what "every 10 seconds" counts from
   */
  next(after: Date, anchor: Date): Date | null;
}

/** @throws TrilaneError `bad-schedule`: no cron, no such time zone, never due, or not in 1 to 86,400 seconds */
export function dueTimes(timing: ScheduleTiming): DueTimes {
  if (timing.kind === 'every') return everyTimes(timing.seconds);
  const line = readCron(timing.cron);
  const zone = openTimeZone(timing.timeZone);
  return { next: (after) => nextCronTime(line, zone, after) };
}

/** The next `count` due times, soonest first. */
export function nextDueTimes(times: DueTimes, after: Date, anchor: Date, count: number): readonly Date[] {
  const found: Date[] = [];
  for (let at = times.next(after, anchor); at && found.length < count; at = times.next(at, anchor)) found.push(at);
  return found;
}

export interface PassedTimes {
  /** The newest of them. */
  readonly last: Date;
  /** How many came before it; at `MOST_COUNTED`, at least so many. */
  readonly before: number;
}

/** The due times from one that is due (inclusive) to now (inclusive). */
export function passedTimes(times: DueTimes, due: Date, now: Date): PassedTimes {
  let last = due;
  let before = 0;
  for (let at = times.next(due, due); at && at <= now; at = times.next(at, due)) {
    last = at;
    before++;
    if (before === MOST_COUNTED) return { last: lastBefore(times, last, now), before };
  }
  return { last, before };
}

/** Looks back in steps that grow, so that few due times lie between the start of a step and now. */
function lastBefore(times: DueTimes, known: Date, now: Date): Date {
  for (let backMs = 60_000; now.getTime() - backMs > known.getTime(); backMs *= 8) {
    let last: Date | undefined;
    for (let at = times.next(new Date(now.getTime() - backMs), known); at && at <= now; at = times.next(at, known)) {
      last = at;
    }
    if (last) return last;
  }
  let last = known;
  for (let at = times.next(known, known); at && at <= now; at = times.next(at, known)) last = at;
  return last;
}

function everyTimes(seconds: number): DueTimes {
  const { least, most } = EVERY_SECONDS;
  if (!Number.isInteger(seconds) || seconds < least || seconds > most) {
    throw new TrilaneError(
      'bad-schedule',
      `A schedule runs every ${least} to ${most} whole seconds, not every ${seconds}.`,
    );
  }
  const stepMs = seconds * 1000;
  return {
    next: (after, anchor) => {
      const steps = Math.floor((after.getTime() - anchor.getTime()) / stepMs) + 1;
      return new Date(anchor.getTime() + steps * stepMs);
    },
  };
}
