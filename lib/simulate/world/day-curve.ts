import type { Arrivals } from '../scenario/scenario';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SECONDS_PER_DAY = 86_400;

export interface DayShape {
  /** The rate at the busiest moment of a day over the mean of that day, 1 .. 24. */
  readonly peakFactor: number;
  /** When that moment is: 0 .. 24, UTC. */
  readonly peakHour: number;
  /** Saturday and Sunday over a working day. */
  readonly weekendFactor: number;
}

/** The mean rate of a week, and how it goes up and down. From users: users x requests a day / 86,400 s. */
export function daily(arrivals: Extract<Arrivals, { kind: 'daily' | 'users' }>): {
  readonly perSecond: number;
  readonly shape: DayShape;
} {
  const perSecond =
    arrivals.kind === 'daily' ? arrivals.perSecond : (arrivals.users * arrivals.requestsPerDay) / SECONDS_PER_DAY;
  return { perSecond, shape: arrivals };
}

export interface Curve {
  /** The rate at a moment over the mean rate of a week. Time 0 is Monday, 0:00. */
  at(timeMs: number): number;
  /** The moment itself, or where the rate is 0, when it rises again. */
  onAt(timeMs: number): number;
  /** Its highest. */
  readonly most: number;
}

/**
 * A day that rises evenly to its peak and falls evenly from it: a triangle around the peak on a flat floor. With a peak of f times the mean, up to 2,
 * the triangle fills the day and the floor lies at 2 - f; above 2, the floor is none and the triangle is 48 / f hours wide. Both have a
 * mean of 1.
 */
export function dayShape({ peakFactor, peakHour, weekendFactor }: DayShape): Curve {
  const floor = Math.max(0, 2 - peakFactor);
  const halfWidth = peakFactor <= 2 ? 12 : 24 / peakFactor;
  const perWorkingDay = 7 / (5 + 2 * weekendFactor);
  return {
    at(timeMs) {
      const hour = (timeMs % DAY_MS) / HOUR_MS;
      const apart = Math.abs(hour - peakHour);
      const away = Math.min(apart, 24 - apart);
      const height = floor + (peakFactor - floor) * Math.max(0, 1 - away / halfWidth);
      const isWeekend = Math.floor(timeMs / DAY_MS) % 7 >= 5;
      return height * perWorkingDay * (isWeekend ? weekendFactor : 1);
    },
    onAt(timeMs) {
      const day = Math.floor(timeMs / DAY_MS);
      if (weekendFactor === 0 && day % 7 >= 5) return (day + 7 - (day % 7)) * DAY_MS;
      if (floor > 0 || halfWidth >= 12) return timeMs;
      const hour = (timeMs % DAY_MS) / HOUR_MS;
      const apart = Math.abs(hour - peakHour);
      if (Math.min(apart, 24 - apart) < halfWidth) return timeMs;
      // Hours from now until the triangle begins.
      const wait = (peakHour - halfWidth - hour + 48) % 24;
      return timeMs + wait * HOUR_MS;
    },
    most: peakFactor * perWorkingDay * Math.max(1, weekendFactor),
  };
}
