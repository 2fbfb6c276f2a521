import { type ErrorCode, reportOf } from '../../errors';
import { latencyMs } from '../../measure/measurement';
import { followLoadRun } from '../remote-generator';
import type { LoadTrial, StudyTasks } from './study-messages';

/** An item counts as sent late when it leaves so long after it was due (SPEC 5.3). */
const LATE_MS = 5;
/** What a lane that is loaded too much answers again and again, until the run ends. */
const OVERLOAD: ReadonlySet<ErrorCode> = new Set(['timed-out', 'queue-full']);

/** Plays Poisson arrivals at one rate from the generator on the server, and keeps what a verdict needs. */
export async function runLoadTrial(
  ask: StudyTasks['load-trial']['ask'],
  onProgress: (elapsedMs: number, count: number) => void,
): Promise<LoadTrial> {
  const { origin, target, conditions, sampleCount, perSecond, count, timeoutMs, seed } = ask;
  const latencies: number[] = [];
  let failedCount = 0;
  let lateCount = 0;
  let started = false;
  let elapsedMs = 0;
  const run = followLoadRun({
    origin,
    target,
    conditions,
    timeoutMs,
    workload: {
      seed,
      sampleCount,
      arrivals: { pattern: 'poisson', perSecond, traceMs: [] },
      loop: { kind: 'open' },
      length: { by: 'count', count },
    },
    // The page ends the whole worker to cancel.
    signal: new AbortController().signal,
    onStarted() {
      started = true;
    },
    onMeasurements(measurements, atMs) {
      elapsedMs = atMs;
      for (const one of measurements) {
        if (one.outcome === 'completed') latencies.push(latencyMs(one));
        else failedCount += 1;
        if (one.startedAtMs - one.arrivedAtMs > LATE_MS) lateCount += 1;
      }
      onProgress(atMs, latencies.length + failedCount);
    },
  });
  try {
    ({ elapsedMs } = await run);
  } catch (thrown) {
    // A lane that gives up under the load has not met the rate; the items it left behind count as failed.
    if (!started || !OVERLOAD.has(reportOf(thrown).code)) throw thrown;
    failedCount = count - latencies.length;
  }
  return {
    latenciesMs: Float64Array.from(latencies).sort(),
    failedCount,
    lateCount,
    sentCount: latencies.length + failedCount,
    elapsedMs,
  };
}
