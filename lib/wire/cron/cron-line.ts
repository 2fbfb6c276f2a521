/** Which days a cron line names; one of these is enough. */
export type DayRule =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'last-day' }
  /** Every such day of the week, 0 = Sunday. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** The first to fifth of a month, or its last. */
  | { readonly kind: 'nth-weekday'; readonly weekday: number; readonly nth: number | 'last' };

/** A cron line, read once: the times that it is due and the words for it both come from this. Numbers ascend. */
export interface CronLine {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** None = every day; of several kinds a day needs one (day of the month or day of the week, after Vixie). */
  readonly days: readonly DayRule[];
  /** 1 = January. */
  readonly months: readonly number[];
}
