import { Cron } from 'croner';
import { TrilaneError } from '../../errors';
import { EVERY_SECONDS } from '../../wire/batch-system';
import type { ScheduleTiming } from '../../wire/schedule-schema';

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

/**
 * Cron by wall clock, after Vixie: a pattern of fixed hours runs once on the day of a change of the clocks (one that falls
 * into the hour that is left out runs after it, one in the hour that comes twice runs in the second); one of every hour
 * goes on through it by real time.
 *
 * @throws TrilaneError `bad-schedule`: no cron, no such time zone, never due, or not in 1 to 86,400 seconds
 */
export function dueTimes(timing: ScheduleTiming): DueTimes {
  if (timing.kind === 'every') return everyTimes(timing.seconds);
  const { cron, timeZone } = timing;
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) {
    throw badSchedule(`"${cron.slice(0, 60)}" is not cron: that has five fields, or six with seconds first.`);
  }
  const offset = zoneOffset(timeZone);
  try {
    const inZone = new Cron(fields.join(' '), { timezone: timeZone, paused: true });
    if (!inZone.nextRun(new Date(0))) throw badSchedule(`"${cron.slice(0, 60)}" is never due.`);
    const everyHour = fields.at(-4) === '*';
    return { next: everyHour ? hourlyTimes(fields.join(' '), offset) : (after) => inZone.nextRun(after) };
  } catch (error) {
    if (error instanceof TrilaneError) throw error;
    throw badSchedule(`"${cron.slice(0, 60)}" cannot be read as cron.`, error);
  }
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
    throw badSchedule(`A schedule runs every ${least} to ${most} whole seconds, not every ${seconds}.`);
  }
  const stepMs = seconds * 1000;
  return {
    next: (after, anchor) => {
      const steps = Math.floor((after.getTime() - anchor.getTime()) / stepMs) + 1;
      return new Date(anchor.getTime() + steps * stepMs);
    },
  };
}

/** croner leaves out the first pass through an hour that comes twice: so one span of one offset is looked at at a time. */
function hourlyTimes(cron: string, offset: (at: Date) => number): DueTimes['next'] {
  const byOffset = new Map<number, Cron>();
  const at = (minutes: number) => {
    const known = byOffset.get(minutes) ?? new Cron(cron, { utcOffset: minutes, paused: true });
    byOffset.set(minutes, known);
    return known;
  };
  return (after) => {
    let from = after;
    let minutes = offset(after);
    for (;;) {
      const found = at(minutes).nextRun(from);
      if (!found || offset(found) === minutes) return found;
      const change = firstWith(from, found, (moment) => offset(moment) !== minutes);
      from = new Date(change.getTime() - 1);
      minutes = offset(change);
    }
  };
}

/** The first whole second after `low`, up to `high`, from which `test` holds. */
function firstWith(low: Date, high: Date, test: (moment: Date) => boolean): Date {
  let before = Math.floor(low.getTime() / 1000);
  let after = Math.ceil(high.getTime() / 1000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (test(new Date(middle * 1000))) after = middle;
    else before = middle;
  }
  return new Date(after * 1000);
}

/** Minutes that a time zone is ahead of UTC at a moment. @throws TrilaneError `bad-schedule` */
function zoneOffset(timeZone: string): (at: Date) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch (error) {
    throw badSchedule(`"${timeZone.slice(0, 60)}" is not the name of a time zone, such as Europe/Berlin.`, error);
  }
  return (at) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? [];
    const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === '-' ? -ahead : ahead;
  };
}

function badSchedule(detail: string, cause?: unknown): TrilaneError {
  return new TrilaneError('bad-schedule', detail, { cause });
}
