import type { LaneRecord } from '@/lib/measure/lane-record';
import type { Measurement } from '@/lib/measure/measurement';
import type { Workload } from '@/lib/workload/workload';

/** The workload of a lane as it went: in a closed loop only the answers tell when an item came to be. */
export interface ArrivalLog {
  /** The workload itself in an open loop; in a closed one the items that are known of. */
  workloadOf(workload: Workload, record: LaneRecord | undefined): Workload;
}

export function createArrivalLog(): ArrivalLog {
  let source: Workload | undefined;
  let arrivedAtMs = new Float64Array(0);
  let drawn: Workload | undefined;
  let count = 0;
  let taken = 0;
  let last: Measurement | undefined;
  return {
    workloadOf(workload, record) {
      if (workload.loop.kind === 'open') return workload;
      const measurements = record?.measurements ?? [];
      const isSame = source === workload && (taken === 0 || measurements[taken - 1] === last);
      if (!isSame || !drawn) {
        source = workload;
        arrivedAtMs = new Float64Array(workload.count).fill(Number.POSITIVE_INFINITY);
        count = 0;
        taken = 0;
        last = undefined;
        drawn = { ...workload, count, arrivedAtMs };
      }
      if (taken === measurements.length) return drawn;
      for (; taken < measurements.length; taken++) {
        last = measurements[taken];
        if (!last) continue;
        arrivedAtMs[last.item] = last.arrivedAtMs;
        count = Math.max(count, last.item + 1);
      }
      // Another object: what was drawn of it is out of date.
      drawn = { ...workload, count, arrivedAtMs };
      return drawn;
    },
  };
}
