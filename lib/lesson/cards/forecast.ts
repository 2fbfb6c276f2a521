import type { DeckCard } from './deck';
import { dayOf } from './learning-day';

export interface ForecastDay {
  /** Day of learning, see `learning-day.ts`. */
  readonly day: number;
  /** Cards that come back on it; today's count holds those that are overdue. */
  readonly due: number;
}

/** How many cards come back on each day from today on, if each is answered when it is due. New cards are not counted. */
export function forecastOf(deck: readonly DeckCard[], nowMs: number, days = 30): readonly ForecastDay[] {
  const today = dayOf(nowMs);
  const counts = new Array<number>(days).fill(0);
  for (const { schedule, suspended } of deck) {
    if (!schedule || suspended) continue;
    const offset = Math.max(0, dayOf(Date.parse(schedule.dueAt)) - today);
    const before = counts[offset];
    if (before !== undefined) counts[offset] = before + 1;
  }
  return counts.map((due, offset) => ({ day: today + offset, due }));
}

/** The fullest day of a forecast, the first of several; `null` where no card comes back at all. */
export function fullestDay(forecast: readonly ForecastDay[]): ForecastDay | null {
  const fullest = forecast.reduce<ForecastDay | null>((best, day) => (day.due > (best?.due ?? 0) ? day : best), null);
  return fullest;
}
