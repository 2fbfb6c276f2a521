import { type ErrorCode, reportOf, TrilaneError } from '../../errors';
import { isLost, type LoadTrial, type TrialItem, trialOf } from './load-trial';
import { followLoadRun } from './remote-generator';
import type { StudyTasks } from './study-messages';

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
    if (!started && code === 'queue-full') return 'busy';
    if (!enough.signal.aborted) {
      // A lane that gives up under the load has not met the rate; the items it left behind count as failed.
      if (!started || !OVERLOAD.has(code)) throw thrown;
      failedMore = count - items.length;
    }
  }
  return trialOf(items, { plannedCount: count, elapsedMs, limitMs, failedMore });
}
