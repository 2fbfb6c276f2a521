import type { Engine } from '../engine/contract';
import { reportOf, TrilaneError } from '../errors';
import type { Measurement } from '../measure/measurement';
import { decodeClasses } from '../model/image-classifier';
import { rowOf } from '../model/tensor';
import type { Mode } from '../modes/mode';
import type { Workload } from '../workload/workload';
import type { Clock } from './clock';
import { createEmitter } from './emitter';
import type { PreparedInputs } from './prepared-inputs';

export interface Experiment {
  readonly mode: Mode;
  readonly workload: Workload;
  readonly inputs: PreparedInputs;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms between two runs of an `at-intervals` lane. */
  readonly intervalMs: number;
  /** An item with no answer after this long (from when it was sent) counts as `timed-out`. ms; may be infinite */
  readonly timeoutMs?: number;
  /** Items of the running batch that are done; only lanes that work in chunks report it. */
  readonly onBatchProgress?: (done: number, size: number) => void;
}

/** Beyond this many unanswered items an `as-they-arrive` lane queues on its own side. */
const MOST_OUTSTANDING = 512;
/** A lane whose last so many calls all failed is broken, not unlucky: it stops. */
const MOST_FAILURES_IN_A_ROW = 10;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Runs one lane: hands the workload's items to the engine the way the mode says, and yields one measurement an item,
 * in the order they finish. Latency counts from the scheduled arrival. A failing item is a measurement too; the
 * iteration throws only when the lane cannot go on. After an abort it ends, and items without an answer are left out.
 *
 * @throws TrilaneError the error of the last of `MOST_FAILURES_IN_A_ROW` failed calls
 */
export function runExperiment(experiment: Experiment): AsyncIterable<Measurement> {
  const emitter = createEmitter<Measurement>();
  const lane = createLane(experiment, emitter.push);
  const work = { 'one-at-a-time': oneAtATime, 'as-they-arrive': asTheyArrive, 'at-intervals': atIntervals }[
    experiment.mode.dispatch
  ];
  work(experiment, lane).then(emitter.end, emitter.fail);
  return emitter.values;
}

interface Lane {
  /** ms since the lane's start. */
  elapsedMs(): number;
  /** Sleeps until `ms` after the lane's start. */
  until(ms: number): Promise<void>;
  /** Sends items as one call and emits their measurements; resolves when they are answered or failed. */
  send(items: readonly number[], gathered: boolean): Promise<void>;
  /** The caller cancelled, or the lane broke. */
  stopped(): boolean;
}

function createLane(experiment: Experiment, emit: (measurement: Measurement) => void): Lane {
  const { engine, inputs, workload, clock, signal, timeoutMs = DEFAULT_TIMEOUT_MS, onBatchProgress } = experiment;
  const startMs = clock.now();
  const elapsedMs = () => clock.now() - startMs;
  let failuresInARow = 0;
  // A lane that breaks says so at once, not at the next arrival.
  const woken = new AbortController();
  const wake = () => woken.abort();
  signal.addEventListener('abort', wake, { once: true });
  if (signal.aborted) wake();
  return {
    elapsedMs,
    until: (ms) => clock.sleepUntil(startMs + ms, woken.signal),
    stopped: () => woken.signal.aborted,
    async send(items, gathered) {
      const tensor = inputs.batch(items);
      const watch = withTimeout(signal, timeoutMs);
      const options = {
        signal: watch.signal,
        ...(onBatchProgress && { onProgress: (done: number) => onBatchProgress(done, items.length) }),
      };
      // Nothing of ours stands between the two readings of the clock.
      const startedAtMs = elapsedMs();
      const timed = (item: number, finishedAtMs: number) => ({
        item,
        arrivedAtMs: workload.arrivedAtMs[item] ?? 0,
        startedAtMs,
        finishedAtMs,
      });
      try {
        const result = await engine.infer(tensor, options);
        const finishedAtMs = elapsedMs();
        if (signal.aborted) return;
        failuresInARow = 0;
        items.forEach((item, row) => {
          const at = timed(item, finishedAtMs);
          const waitMs = startedAtMs - at.arrivedAtMs;
          emit({
            ...at,
            outcome: 'completed',
            stages: {
              ...result.stages,
              waitMs: gathered ? waitMs : 0,
              // Off the batch lane, the time between arrival and sending is a queue on this device.
              queueMs: result.stages.queueMs + (gathered ? 0 : waitMs),
            },
            batchSize: result.batchSize,
            answer: decodeClasses(rowOf(result.outputs, row)),
          });
        });
      } catch (thrown) {
        if (signal.aborted) return;
        const error = watch.timedOut()
          ? new TrilaneError('timed-out', `No answer after ${timeoutMs / 1000} seconds.`).toReport()
          : reportOf(thrown, 'inference-failed');
        const finishedAtMs = elapsedMs();
        const outcome = error.code === 'timed-out' || error.code === 'cancelled' ? error.code : 'failed';
        for (const item of items) emit({ ...timed(item, finishedAtMs), outcome, error });
        failuresInARow += 1;
        if (failuresInARow >= MOST_FAILURES_IN_A_ROW || error.code === 'engine-died') {
          wake();
          throw TrilaneError.from(error);
        }
      } finally {
        watch.clear();
      }
    },
  };
}

function withTimeout(outer: AbortSignal, ms: number) {
  if (ms === Number.POSITIVE_INFINITY) return { signal: outer, timedOut: () => false, clear: () => {} };
  const controller = new AbortController();
  let timedOut = false;
  const abort = () => controller.abort();
  const handle = setTimeout(() => {
    timedOut = true;
    abort();
  }, ms);
  outer.addEventListener('abort', abort, { once: true });
  if (outer.aborted) abort();
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    clear() {
      clearTimeout(handle);
      outer.removeEventListener('abort', abort);
    },
  };
}

async function oneAtATime({ workload }: Experiment, lane: Lane): Promise<void> {
  for (let item = 0; item < workload.count && !lane.stopped(); item++) {
    await lane.until(workload.arrivedAtMs[item] ?? 0);
    if (!lane.stopped()) await lane.send([item], false);
  }
}

async function asTheyArrive({ workload }: Experiment, lane: Lane): Promise<void> {
  const outstanding = new Set<Promise<void>>();
  let broken: { error: unknown } | undefined;
  for (let item = 0; item < workload.count && !lane.stopped(); item++) {
    await lane.until(workload.arrivedAtMs[item] ?? 0);
    while (outstanding.size >= MOST_OUTSTANDING && !lane.stopped()) await Promise.race(outstanding);
    if (lane.stopped()) break;
    const call: Promise<void> = lane
      .send([item], false)
      .catch((error) => {
        broken = { error };
      })
      .finally(() => outstanding.delete(call));
    outstanding.add(call);
  }
  await Promise.all(outstanding);
  if (broken) throw broken.error;
}

async function atIntervals({ workload, intervalMs }: Experiment, lane: Lane): Promise<void> {
  let next = 0;
  for (let run = 0; next < workload.count && !lane.stopped(); ) {
    await lane.until(run * intervalMs);
    if (lane.stopped()) return;
    const dueMs = lane.elapsedMs();
    const items: number[] = [];
    while (next < workload.count && (workload.arrivedAtMs[next] ?? 0) <= dueMs) items.push(next++);
    if (items.length > 0) await lane.send(items, true);
    // A run that outlasts its interval holds the next one back to the next tick: runs never overlap.
    run = Math.max(run + 1, Math.ceil(lane.elapsedMs() / intervalMs));
  }
}
