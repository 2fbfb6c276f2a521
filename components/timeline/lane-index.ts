import type { LaneRecord } from '@/lib/measure/lane-record';
import { latencyMs, type Measurement } from '@/lib/measure/measurement';

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
  readonly measurements: readonly Measurement[];
  /** In the order they finished; only of a lane that gathers. */
  readonly runs: readonly Run[];
  readonly longestMs: number;
  /** Items with a measurement. */
  readonly unanswered: number;
  measurementOf(item: number): Measurement | undefined;
  /** Takes in what is new. @returns whether it had to start afresh: the record is of another run */
  advance(record: LaneRecord | undefined, itemCount: number): boolean;
}

export function createLaneIndex(gathers: boolean): LaneIndex {
  let measurements: readonly Measurement[] = [];
  let taken = 0;
  let last: Measurement | undefined;
  let positions = new Int32Array(0);
  let runs: Run[] = [];
  let longestMs = 0;
  let unanswered = 0;

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
    get unanswered() {
      return unanswered;
    },
    measurementOf: (item) => measurements[(positions[item] ?? 0) - 1],
    advance(record, itemCount) {
      measurements = record?.measurements ?? [];
      const afresh = itemCount !== positions.length || measurements.length < taken || (taken > 0 && measurements[taken - 1] !== last);
      if (afresh) {
        taken = 0;
        last = undefined;
        positions = new Int32Array(itemCount);
        runs = [];
        longestMs = 0;
        unanswered = 0;
      }
      for (; taken < measurements.length; taken++) {
        const measurement = measurements[taken];
        if (!measurement) break;
        last = measurement;
        // 0 stands for none.
        positions[measurement.item] = taken + 1;
        if (gathers) addToRun(measurement);
        if (measurement.outcome === 'completed') longestMs = Math.max(longestMs, latencyMs(measurement));
        else unanswered += 1;
      }
      return afresh;
    },
  };
}
