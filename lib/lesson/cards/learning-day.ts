const DAY_MS = 86_400_000;

/** A day of learning begins at four in the morning: who learns past midnight is still in the evening. */
const DAY_STARTS_AT_HOUR = 4;

/** The day of learning an instant falls in, local time, counted from 1970-01-01. @param timeMs since the epoch */
export function dayOf(timeMs: number): number {
  const local = new Date(timeMs);
  const calendarDay = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY_MS;
  return local.getHours() < DAY_STARTS_AT_HOUR ? calendarDay - 1 : calendarDay;
}

/** When a day of learning begins, ms since the epoch. */
export function startOfDay(day: number): number {
  const date = dateOf(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), DAY_STARTS_AT_HOUR).getTime();
}

/** The calendar date of a day of learning, as midnight UTC. */
export function dateOf(day: number): Date {
  return new Date(day * DAY_MS);
}
