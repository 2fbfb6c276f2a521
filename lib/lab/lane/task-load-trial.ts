import { type ErrorCode, reportOf } from '../../errors';
import { isLost, type LoadTrial, type TrialItem, trialOf } from './load-trial';
import { followLoadRun } from './remote-generator';
import type { StudyTasks } from './study-messages';

/** What a lane that is loaded too much answers again and again, until the run ends. */
const OVERLOAD: ReadonlySet<ErrorCode> = new Set(['timed-out', 'queue-full']);

/**
 * Plays Poisson arrivals at one rate from the generator on the server, and keeps what a verdict needs. Ends early when the
 * verdict is certain: more slow or failed answers than a met rate may have.
 */
export async function runLoadTrial(
  ask: StudyTasks['load-trial']['ask'],
  onProgress: (elapsedMs: number, count: number) => void,
): Promise<LoadTrial> {
  const { origin, target, conditions, sampleCount, perSecond, count, timeoutMs, limitMs, seed } = ask;
  const items: TrialItem[] = [];
  const enough = new AbortController();
  /** Judged again when there is so much more to judge: a long trial is not sorted ten times a second. */
  let judgeAt = 0;
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
      for (const { arrivedAtMs, startedAtMs, finishedAtMs, outcome } of measurements)
        items.push({ arrivedAtMs, startedAtMs, finishedAtMs, completed: outcome === 'completed' });
      onProgress(atMs, items.length);
      if (items.length < judgeAt) return;
      judgeAt = items.length * 1.05;
      if (isLost(trialOf(items, { plannedCount: count, elapsedMs, limitMs }), limitMs)) enough.abort();
    },
  });
  let failedMore = 0;
  try {
    ({ elapsedMs } = await run);
  } catch (thrown) {
    const { code } = reportOf(thrown);
    if (!enough.signal.aborted) {
      // A lane that gives up under the load has not met the rate; the items it left behind count as failed.
      if (!started || !OVERLOAD.has(code)) throw thrown;
      failedMore = count - items.length;
    }
  }
  return trialOf(items, { plannedCount: count, elapsedMs, limitMs, failedMore });
}
