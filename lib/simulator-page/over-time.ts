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
    const last = values.at(-1);
    if (last !== undefined && last !== null) put(values.length * widthMs, lane.id, last);
  }
  return [...rows].map(([atMs, values]) => ({ atMs, values })).sort((a, b) => a.atMs - b.atMs);
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
