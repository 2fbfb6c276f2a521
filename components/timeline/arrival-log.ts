import type { LaneRecord } from '@/lib/measure/lane-record';
import type { MeasurementLog } from '@/lib/measure/measurement-log';
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
  let log: MeasurementLog | undefined;
  return {
    workloadOf(workload, record) {
      if (workload.loop.kind === 'open') return workload;
      const measurements = record?.measurements;
      const length = measurements?.length ?? 0;
      const isSame = source === workload && log === measurements?.source && taken <= length;
      if (!isSame || !drawn) {
        source = workload;
        arrivedAtMs = new Float64Array(workload.count).fill(Number.POSITIVE_INFINITY);
        count = 0;
        taken = 0;
        log = measurements?.source;
        drawn = { ...workload, count, arrivedAtMs };
      }
      if (taken === length) return drawn;
      for (; taken < length; taken++) {
        const next = measurements?.at(taken);
        if (!next) continue;
        arrivedAtMs[next.item] = next.arrivedAtMs;
        count = Math.max(count, next.item + 1);
      }
      // Another object: what was drawn of it is out of date.
      drawn = { ...workload, count, arrivedAtMs };
      return drawn;
    },
  };
}
