import type { LaneRecord } from '../../measure/lane-record';
import { type Trace, traceOf } from './trace';

export interface PlayedRun {
  readonly trace: Trace;
  /** Items that came and got no answer, all lanes together: they are not in the trace. */
  readonly unanswered: number;
}

/** What the explainer shows of a run. */
export function playedRun(records: readonly Pick<LaneRecord, 'modeId' | 'measurements'>[]): PlayedRun {
  let unanswered = 0;
  const lanes = records.map(({ modeId, measurements }) => {
    const answered = [...measurements].filter(({ outcome }) => outcome === 'completed');
    unanswered += measurements.length - answered.length;
    return [
      modeId,
      answered.map(({ arrivedAtMs, startedAtMs, finishedAtMs }) => [arrivedAtMs, startedAtMs, finishedAtMs]),
    ];
  });
  return { trace: traceOf(Object.fromEntries(lanes)), unanswered };
}
