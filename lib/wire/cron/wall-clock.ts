import type { CronLine, DayRule } from './cron-line';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** Of a 29 February that is the fifth of its weekday, from one side of a year such as 2100 to the other. */
const MOST_YEARS = 41;

/**
 * The first time from `fromMs` on (inclusive) that a line names, on a wall clock whose hands are never moved.
 * @param fromMs what the clock shows, written as the ms of a UTC time that shows the same; whole seconds
 * @returns the same kind of number, or `null` when no year to come has it
 */
export function nextOnClock(line: CronLine, fromMs: number): number | null {
  const from = new Date(fromMs);
  const dayMs = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  if (isNamed(line, new Date(dayMs))) {
    const today = nextInDay(line, (fromMs - dayMs) / SECOND_MS);
    if (today !== null) return dayMs + today * SECOND_MS;
  }
  const first = nextInDay(line, 0) ?? 0;
  const endMs = Date.UTC(from.getUTCFullYear() + MOST_YEARS, 0);
  for (let at = dayMs + DAY_MS; at < endMs; at = nextDay(line, at)) {
    if (isNamed(line, new Date(at))) return at + first * SECOND_MS;
  }
  return null;
}

/** The day after, or the first of the next month where the whole month is not meant. */
function nextDay({ months }: CronLine, dayMs: number): number {
  const day = new Date(dayMs);
  return months.includes(day.getUTCMonth() + 1)
    ? dayMs + DAY_MS
    : Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
}

function isNamed({ months, days }: CronLine, day: Date): boolean {
  return months.includes(day.getUTCMonth() + 1) && (days.length === 0 || days.some((rule) => holds(rule, day)));
}

function holds(rule: DayRule, day: Date): boolean {
  const date = day.getUTCDate();
  const isLastWeek = () => new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth();
  switch (rule.kind) {
    case 'day':
      return date === rule.day;
    case 'last-day':
      return new Date(day.getTime() + DAY_MS).getUTCDate() === 1;
    case 'weekday':
      return day.getUTCDay() === rule.weekday;
    case 'nth-weekday':
      return (
        day.getUTCDay() === rule.weekday && (rule.nth === 'last' ? isLastWeek() : Math.ceil(date / 7) === rule.nth)
      );
  }
}

/** The first second of a day, from one on (inclusive), that a line names. */
function nextInDay({ hours, minutes, seconds }: CronLine, from: number): number | null {
  const [firstMinute = 0, firstSecond = 0] = [minutes[0], seconds[0]];
  const hour = Math.floor(from / 3600);
  const minute = Math.floor((from % 3600) / 60);
  if (hours.includes(hour)) {
    const second = seconds.find((value) => value >= from % 60);
    if (minutes.includes(minute) && second !== undefined) return hour * 3600 + minute * 60 + second;
    const later = minutes.find((value) => value > minute);
    if (later !== undefined) return hour * 3600 + later * 60 + firstSecond;
  }
  const later = hours.find((value) => value > hour);
  return later === undefined ? null : later * 3600 + firstMinute * 60 + firstSecond;
}
