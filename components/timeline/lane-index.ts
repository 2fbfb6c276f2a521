import type { LaneRecord } from '@/lib/measure/lane-record';
import { latencyMs, type Measurement } from '@/lib/measure/measurement';
import { logOf, type MeasurementLog } from '@/lib/measure/measurement-log';

/** Items that were sent as one call. */
export interface Run {
  readonly firstItem: number;
  readonly count: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly answered: boolean;
}

/** What a track must find quickly in a record that grows. */
export interface LaneIndex {
  /** In the order they finished. */
  readonly measurements: MeasurementLog;
  /** In the order they finished; only of a lane that gathers. */
  readonly runs: readonly Run[];
  readonly longestMs: number;
  /** The first item in arrival order without a measurement. */
  readonly firstOpen: number;
  /** Items that failed, timed out or were cancelled. */
  readonly unanswered: number;
  measurementOf(item: number): Measurement | undefined;
  /** Counts the runs seen: another number means that nothing drawn before is of use. */
  readonly generation: number;
  /** Takes in what is new; starts afresh when the record is of another run. */
  advance(record: LaneRecord | undefined, itemCount: number): void;
}

const NOTHING = logOf([]);

export function createLaneIndex(gathers: boolean): LaneIndex {
  let measurements = NOTHING;
  let taken = 0;
  let positions = new Int32Array(0);
  let runs: Run[] = [];
  let longestMs = 0;
  let unanswered = 0;
  let firstOpen = 0;
  let generation = 0;

  const addToRun = ({ item, startedAtMs, finishedAtMs, outcome }: Measurement) => {
    const run = runs.at(-1);
    if (run && run.startedAtMs === startedAtMs) {
      runs[runs.length - 1] = { ...run, firstItem: Math.min(run.firstItem, item), count: run.count + 1 };
    } else {
      runs.push({ firstItem: item, count: 1, startedAtMs, finishedAtMs, answered: outcome === 'completed' });
    }
  };

  return {
    get measurements() {
      return measurements;
    },
    get runs() {
      return runs;
    },
    get longestMs() {
      return longestMs;
    },
    get firstOpen() {
      return firstOpen;
    },
    get unanswered() {
      return unanswered;
    },
    get generation() {
      return generation;
    },
    measurementOf: (item) => measurements.at((positions[item] ?? 0) - 1),
    advance(record, itemCount) {
      const before = measurements;
      measurements = record?.measurements ?? NOTHING;
      const isSame =
        itemCount === positions.length && measurements.source === before.source && taken <= measurements.length;
      if (!isSame) {
        generation += 1;
        taken = 0;
        positions = new Int32Array(itemCount);
        runs = [];
        longestMs = 0;
        unanswered = 0;
        firstOpen = 0;
      }
      for (; taken < measurements.length; taken++) {
        const measurement = measurements.at(taken);
        if (!measurement) break;
        // 0 stands for none.
        positions[measurement.item] = taken + 1;
        if (gathers) addToRun(measurement);
        if (measurement.outcome === 'completed') longestMs = Math.max(longestMs, latencyMs(measurement));
        else unanswered += 1;
      }
      while (positions[firstOpen]) firstOpen++;
    },
  };
}
