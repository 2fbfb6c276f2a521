import { TrilaneError } from '../../errors';

const SECOND_MS = 1000;
/** No zone has moved its clocks there and back within so long. */
const STEP_MS = 7 * 86_400_000;

/** How far the clocks of a time zone are ahead of UTC, and when that changes. Moments are ms since 1970, whole seconds. */
export interface TimeZone {
  offsetMs(atMs: number): number;
  /** The first moment in (from, to] with another offset than the second before it; `null` when there is none. */
  changeIn(fromMs: number, toMs: number): number | null;
}

/** @throws TrilaneError `bad-schedule` when this Node.js knows no such zone */
export function openTimeZone(name: string): TimeZone {
  const format = offsetFormat(name);
  const offsetMs = (atMs: number) => {
    const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(format.format(atMs)) ?? [];
    const ahead = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
    return (sign === '-' ? -ahead : ahead) * SECOND_MS;
  };
  return {
    offsetMs,
    changeIn(fromMs, toMs) {
      for (let at = fromMs; at < toMs; at += STEP_MS) {
        const end = Math.min(at + STEP_MS, toMs);
        if (offsetMs(at) !== offsetMs(end)) return firstOther(offsetMs, at, end);
      }
      return null;
    },
  };
}

function firstOther(offsetMs: TimeZone['offsetMs'], fromMs: number, toMs: number): number {
  const before = offsetMs(fromMs);
  let [low, high] = [fromMs / SECOND_MS, toMs / SECOND_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle * SECOND_MS) === before) low = middle;
    else high = middle;
  }
  return high * SECOND_MS;
}

function offsetFormat(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (error) {
    const detail = `"${name.slice(0, 60)}" is not the name of a time zone, such as Europe/Berlin.`;
    throw new TrilaneError('bad-schedule', detail, { cause: error });
  }
}
