const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const STEPS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];
const STEPS_DAYS = [1, 2, 7, 14, 30, 91, 182, 365];

export interface TimeTicks {
  /** ms since the epoch, ascending, all within the axis. */
  readonly ticksMs: readonly number[];
  /** What they are written as. */
  readonly as: 'time' | 'day';
}

/** Round instants of the local clock from one time to a later one, at most `most` (at least 2) of them. */
export function timeTicks(fromMs: number, toMs: number, most: number): TimeTicks {
  const span = Math.max(0, toMs - fromMs);
  const midnight = new Date(fromMs).setHours(0, 0, 0, 0);
  const within = (tick: number) => tick >= fromMs && tick <= toMs;
  const step = STEPS_MS.find((each) => span / each + 1 <= most);
  if (step !== undefined) {
    const first = midnight + Math.ceil((fromMs - midnight) / step) * step;
    const count = Math.floor((toMs - first) / step) + 1;
    return { ticksMs: Array.from({ length: Math.max(0, count) }, (_, index) => first + index * step), as: 'time' };
  }
  const days = span / (24 * HOUR_MS);
  const stepDays = STEPS_DAYS.find((each) => days / each + 1 <= most) ?? Math.ceil(days / Math.max(1, most - 1));
  // The first midnight on the axis.
  const start = new Date(midnight);
  if (midnight < fromMs) start.setDate(start.getDate() + 1);
  // By the calendar: a day in which the clocks change is not 24 hours long.
  const day = (index: number) =>
    new Date(start.getFullYear(), start.getMonth(), start.getDate() + index * stepDays).getTime();
  const ticks = Array.from({ length: Math.ceil(days / stepDays) + 2 }, (_, index) => day(index)).filter(within);
  return { ticksMs: ticks.slice(0, most), as: 'day' };
}
