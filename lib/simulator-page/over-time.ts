import type { SimLaneId } from '../simulate/scenario/lanes-schema';
import type { SimulatedLane } from '../simulate/simulated-lane';

export const TIME_MEASURES = ['p95', 'queue', 'utilisation', 'throughput'] as const;
export type TimeMeasure = (typeof TIME_MEASURES)[number];

/** Values from a moment on; a lane that has no window of its own there has no entry, and goes on with the one before. */
export interface TimeRow {
  readonly atMs: number;
  readonly values: Readonly<Partial<Record<SimLaneId, number>>>;
}

const SECOND_MS = 1000;

/** How lanes did over time on one axis, though each has windows of a width of its own. */
export function overTime(lanes: readonly SimulatedLane[], measure: TimeMeasure): readonly TimeRow[] {
  const rows = new Map<number, Partial<Record<SimLaneId, number>>>();
  const put = (atMs: number, id: SimLaneId, value: number) => rows.set(atMs, { ...rows.get(atMs), [id]: value });
  for (const lane of lanes) {
    const { widthMs } = lane.windows;
    const values = valuesOf(lane, measure);
    for (const [index, value] of values.entries()) if (value !== null) put(index * widthMs, lane.id, value);
    // A step holds until the next row.
    const last = values.findLastIndex((value) => value !== null);
    if (last >= 0) put((last + 1) * widthMs, lane.id, values[last] ?? 0);
  }
  return [...rows].map(([atMs, values]) => ({ atMs, values })).sort((a, b) => a.atMs - b.atMs);
}

/** What lies below is not drawn on a scale of powers of ten. */
const LEAST: Readonly<Record<TimeMeasure, number>> = { p95: 0.1, queue: 0.01, throughput: 0.01, utilisation: 0 };
/** Below the largest of what is all small. */
const SHOWN_DECADES = 2;

/** The least that is drawn of a measure over time; less where all that there is would be below it. Of a queue so short there is nothing to be seen. */
export function leastOf(lanes: readonly SimulatedLane[], measure: TimeMeasure): number {
  const least = LEAST[measure];
  if (measure !== 'throughput') return least;
  const most = lanes.reduce((all, lane) => Math.max(all, ...valuesOf(lane, measure).map((value) => value ?? 0)), 0);
  return most > 0 ? Math.min(least, 10 ** (Math.floor(Math.log10(most)) - SHOWN_DECADES)) : least;
}

/** A lane that goes on so many times as long as all others is cut off: else they would be a line at the edge. */
const CUT_TIMES = 3;
const SHOWN_TIMES = 1.5;

/** How far an axis of time reaches, ms, and the lane that goes on beyond. */
export function axisEnd(lanes: readonly SimulatedLane[]): {
  readonly endMs: number;
  readonly beyond: SimLaneId | null;
} {
  const [longest, second] = lanes.toSorted((a, b) => b.spanMs - a.spanMs);
  const endMs = longest?.spanMs ?? 0;
  if (!longest || !second || endMs <= CUT_TIMES * second.spanMs) return { endMs, beyond: null };
  return { endMs: SHOWN_TIMES * second.spanMs, beyond: longest.id };
}

/** What stood for each lane at a row: of its own, or the one before. */
export function valuesAt(rows: readonly TimeRow[], row: TimeRow): TimeRow['values'] {
  const before = rows.slice(0, rows.indexOf(row) + 1);
  return Object.assign({}, ...before.map(({ values }) => values));
}

function valuesOf({ windows }: SimulatedLane, measure: TimeMeasure): readonly (number | null)[] {
  switch (measure) {
    case 'p95':
      return windows.p95Ms;
    case 'queue':
      return windows.queue;
    case 'utilisation':
      return windows.utilisation;
    case 'throughput':
      return windows.completed.map((count) => (count * SECOND_MS) / windows.widthMs);
  }
}
