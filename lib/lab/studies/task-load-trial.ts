import { type ErrorCode, reportOf, TrilaneError } from '../../errors';
import { latencyMs } from '../../measure/measurement';
import { followLoadRun } from '../remote-generator';
import { isLost } from './capacity-trial';
import type { LoadTrial, StudyTasks } from './study-messages';

/** An item counts as sent late when it leaves so long after it was due (SPEC 5.3). */
const LATE_MS = 5;
/** What a lane that is loaded too much answers again and again, until the run ends. */
const OVERLOAD: ReadonlySet<ErrorCode> = new Set(['timed-out', 'queue-full']);

/** The last run of a page that has just gone may still be ending: how often and how long apart a busy generator is asked. */
const ASK_AGAIN = { times: 20, everyMs: 150 } as const;

/**
 * Plays Poisson arrivals at one rate from the generator on the server, and keeps what a verdict needs. Ends early when the
 * verdict is certain: more slow or failed answers than a met rate may have.
 */
export async function runLoadTrial(
  ask: StudyTasks['load-trial']['ask'],
  onProgress: (elapsedMs: number, count: number) => void,
): Promise<LoadTrial> {
  for (let asked = 1; ; asked++) {
    const trial = await tryOnce(ask, onProgress);
    if (trial !== 'busy') return trial;
    if (asked >= ASK_AGAIN.times)
      throw new TrilaneError('queue-full', 'The load generator is at work for somebody else. Try again in a while.');
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN.everyMs));
  }
}

async function tryOnce(
  ask: StudyTasks['load-trial']['ask'],
  onProgress: (elapsedMs: number, count: number) => void,
): Promise<LoadTrial | 'busy'> {
  const { origin, target, conditions, sampleCount, perSecond, count, timeoutMs, limitMs, seed } = ask;
  const latencies: number[] = [];
  const enough = new AbortController();
  let slowCount = 0;
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
    signal: enough.signal,
    onStarted() {
      started = true;
    },
    onMeasurements(measurements, atMs) {
      elapsedMs = atMs;
      for (const one of measurements) {
        if (one.outcome === 'completed') {
          latencies.push(latencyMs(one));
          if (latencyMs(one) > limitMs) slowCount += 1;
        } else failedCount += 1;
        if (one.startedAtMs - one.arrivedAtMs > LATE_MS) lateCount += 1;
      }
      onProgress(atMs, latencies.length + failedCount);
      if (isLost({ slowCount, failedCount, plannedCount: count })) enough.abort();
    },
  });
  try {
    ({ elapsedMs } = await run);
  } catch (thrown) {
    const { code } = reportOf(thrown);
    if (!started && code === 'queue-full') return 'busy';
    if (!enough.signal.aborted) {
      // A lane that gives up under the load has not met the rate; the items it left behind count as failed.
      if (!started || !OVERLOAD.has(code)) throw thrown;
      failedCount = count - latencies.length;
    }
  }
  return {
    latenciesMs: Float64Array.from(latencies).sort(),
    slowCount,
    failedCount,
    lateCount,
    sentCount: latencies.length + failedCount,
    plannedCount: count,
    elapsedMs,
  };
}
