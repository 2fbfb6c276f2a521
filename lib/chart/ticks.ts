/** Round steps: these times a power of ten. */
const FACTORS = [1, 2, 5, 10];
/** What floating-point powers leave behind. */
const NEARLY = 1e-9;

/** The largest round value (1, 2 or 5 times a power of ten) that is not above a positive one. */
export function roundBelow(value: number): number {
  const power = powerBelow(value);
  return exactly((FACTORS.findLast((factor) => factor * power <= value * (1 + NEARLY)) ?? 1) * power);
}

/** The smallest round value that is not below a positive one. */
export function roundAbove(value: number): number {
  const power = powerBelow(value);
  return exactly((FACTORS.find((factor) => factor * power >= value * (1 - NEARLY)) ?? 10) * power);
}

const powerBelow = (value: number) => 10 ** Math.floor(Math.log10(value) + NEARLY);
const exactly = (value: number) => Number(value.toPrecision(12));

/** Round values from 0 to `to`, or to the first one beyond it, a round step apart; about `most`. */
export function roundTicks(to: number, most: number, end: 'within' | 'beyond'): readonly number[] {
  if (!(to > 0)) return [0];
  const step = roundAbove(to / Math.max(1, most - 1));
  const last = end === 'within' ? Math.floor(to / step + NEARLY) : Math.ceil(to / step - NEARLY);
  return Array.from({ length: last + 1 }, (_, index) => index * step);
}

/** Whole decades from `from` to `to` (both powers of ten), thinned to every second or third until `most` are left. */
export function decadeTicks(from: number, to: number, most: number): readonly number[] {
  const first = Math.round(Math.log10(from));
  const count = Math.round(Math.log10(to)) - first + 1;
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => 10 ** (first + index * step));
}

/** 1, 2 and 5 times the powers of ten that enclose the values, thinned to powers of ten where there are many. */
export function logTicks(low: number, high: number): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const steps = last - first > 2 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    steps.map((step) => step * 10 ** (first + index)),
  ).flat();
  // The nearest ticks outside the values bound the axis.
  const from = ticks.findLastIndex((tick) => tick <= low * 1.0001);
  const to = ticks.findIndex((tick) => tick >= high * 0.9999);
  return ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}

/** From so many powers of ten on they make better labels than what lies between them. */
const ENOUGH_DECADES = 3;

/**
 * Those of an axis's ticks that are written along it, at least one: all; or, where these stand too close, its powers of ten;
 * and of either every second, third and so on.
 * @param all ascending @param positionOf a tick on the axis, 0..1
 * @param room that a label takes, as a share of the axis: no two are nearer to one another
 */
export function spacedTicks(
  all: readonly number[],
  kind: 'linear' | 'log',
  positionOf: (value: number) => number,
  room: number,
): readonly number[] {
  const isRoomy = (values: readonly number[]) =>
    values.every((value, index) => index === 0 || positionOf(value) - positionOf(values[index - 1] ?? 0) >= room);
  if (isRoomy(all)) return all;
  const decades = all.filter((value) => Number.isInteger(Number(Math.log10(value).toFixed(9))));
  const values = kind === 'log' && decades.length >= ENOUGH_DECADES ? decades : all;
  for (let every = 1; every < values.length; every++) {
    const some = values.filter((_, index) => index % every === 0);
    if (isRoomy(some)) return some;
  }
  return values.slice(0, 1);
}

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
