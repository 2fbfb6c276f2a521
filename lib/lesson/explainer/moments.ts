import { entersModelMs } from './phase';
import type { LaneTrace, Trace } from './trace';

/**
 * When something happens in any lane: an item comes, goes into the model, or has its answer. Ascending, each moment
 * once, from 0 to the end; ms.
 */
export function momentsOf({ lanes, spanMs }: Trace): Float64Array {
  const all = lanes.flatMap(({ modeId, items }) =>
    items.flatMap((item) => [item.arrivedAtMs, entersModelMs(modeId, item), item.finishedAtMs]),
  );
  return Float64Array.from([0, spanMs, ...all])
    .sort()
    .filter((ms, index, sorted) => ms !== sorted[index - 1]);
}

/** The next moment after `atMs`, or the one before it; the ends where there is none. */
export function stepFrom(moments: Float64Array, atMs: number, direction: 1 | -1): number {
  const last = moments.at(-1) ?? 0;
  if (direction > 0) return moments.find((ms) => ms > atMs) ?? last;
  return moments.findLast((ms) => ms < atMs) ?? 0;
}

const HAPPENINGS = ['arrival', 'model', 'answer'] as const;

/** Items of one lane to which the same happens at one moment. */
interface Happening {
  readonly what: (typeof HAPPENINGS)[number];
  readonly count: number;
  /** Of the first of them. */
  readonly number: number;
  /** From its arrival until now, ms. */
  readonly sinceMs: number;
}

/** What happens in a lane at exactly this moment. */
export function happeningsAt({ modeId, items }: LaneTrace, atMs: number): readonly Happening[] {
  return HAPPENINGS.flatMap((what) => {
    const touched = items.filter((item) => {
      if (what === 'arrival') return item.arrivedAtMs === atMs;
      return atMs === (what === 'model' ? entersModelMs(modeId, item) : item.finishedAtMs);
    });
    const [first] = touched;
    if (!first) return [];
    return [{ what, count: touched.length, number: first.number, sinceMs: atMs - first.arrivedAtMs }];
  });
}
