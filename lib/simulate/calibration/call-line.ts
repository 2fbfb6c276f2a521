import { fitLine } from '../../measure/linear-fit';
import type { MeasuredTimes } from '../scenario/times-schema';
import { meanOf } from '../statistics/mean';

export interface CallLine {
  readonly callMs: number;
  /** `null` = calls of one size alone were measured, and `callMs` is what they take. */
  readonly itemMs: number | null;
}

/** callMs + n x itemMs through the means of measured sizes: fitted where there are three, or through both. Neither is below 0. @returns `null` of none */
export function callLine(sizes: MeasuredTimes['sizes']): CallLine | null {
  const times = new Map<number, number[]>();
  for (const { size, values } of sizes) times.set(size, [...(times.get(size) ?? []), ...values]);
  const points = [...times]
    .map(([x, values]) => ({ x, y: meanOf(values) }))
    .filter(({ y }) => y > 0)
    .sort((a, b) => a.x - b.x);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  if (points.length === 1)
    return first.x === 1 ? { callMs: first.y, itemMs: null } : { callMs: 0, itemMs: first.y / first.x };
  const slope = fitLine(points)?.slope.value ?? (last.y - first.y) / (last.x - first.x);
  // A line that falls, or begins below 0, is noise: nothing takes less the more there is of it.
  const itemMs = Math.min(Math.max(0, slope), first.y / first.x);
  return { callMs: Math.max(0, first.y - itemMs * first.x), itemMs };
}
