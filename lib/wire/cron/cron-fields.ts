/** What a field of a cron line may hold. */
export interface CronField {
  /** As a sentence calls it. */
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Names for the numbers from `min` on, lower case. */
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const FIELDS = {
  second: { title: 'the second', min: 0, max: 59, names: [] },
  minute: { title: 'the minute', min: 0, max: 59, names: [] },
  hour: { title: 'the hour', min: 0, max: 23, names: [] },
  day: { title: 'the day of the month', min: 1, max: 31, names: [] },
  month: { title: 'the month', min: 1, max: 12, names: MONTHS },
  /** 7 is Sunday too. */
  weekday: { title: 'the day of the week', min: 0, max: 7, names: WEEKDAYS },
} as const satisfies Record<string, CronField>;

export type FieldName = keyof typeof FIELDS;
