import { type Stall, stalledMs } from '../emulate/conditions';
import type { Engine } from '../engine/contract';
import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { Measurement } from '../measure/measurement';
import type { Decode } from '../model/answer';
import { rowOf, type Tensor } from '../model/tensor';
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
  /** How the model's answer is read off a row of its output. */
  readonly decode: Decode;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms between two runs of an `at-intervals` lane. */
  readonly intervalMs: number;
  /** An item with no answer after this long (from when it was sent) counts as `timed-out`. ms; may be infinite */
  readonly timeoutMs?: number;
  /** Items that one call may hold, of a lane that gathers: what came beyond that goes in further calls, at once. Absent: as many as come. */
  readonly mostPerCall?: number;
  /** The lane stands still on purpose. */
  readonly stall?: Stall | null;
  /** Items of the running batch that are done; only lanes that work in chunks report it. */
  readonly onBatchProgress?: (done: number, size: number) => void;
  /**
   * Called between items, before the lane sleeps or sends the next one: what can wait is done then. A long sleep is cut up, so that it is
   * called a few times a second.
   * @param between how long until the next item is due (ms), and how many are sent and not answered
   */
  readonly onBetween?: (between: { readonly roomMs: number; readonly underWay: number }) => void;
}

/** Between two calls of `onBetween` no longer sleep than this. ms */
const LONGEST_SLEEP_MS = 250;

/** Beyond this many unanswered items an `as-they-arrive` lane queues on its own side. */
const MOST_OUTSTANDING = 512;
/** After so many failed calls in a row the lane counts as broken, and stops. */
const MOST_FAILURES_IN_A_ROW = 10;
const DEFAULT_TIMEOUT_MS = 30_000;

/** An item and when it came to exist: by the schedule, or in a closed loop when its user was free to send it. */
interface Due {
  readonly item: number;
  readonly arrivedAtMs: number;
}

/**
 * Runs one lane: hands the workload's items to the engine the way the mode says, and yields one measurement an item,
 * in the order they finish. Latency counts from the scheduled arrival; in a closed loop that is the moment a user sends
 * (SPEC 1.5). A failing item is a measurement too; the
 * iteration throws only when the lane cannot go on. After an abort it ends, and items without an answer are left out.
 *
 * @throws TrilaneError the error of the last of `MOST_FAILURES_IN_A_ROW` failed calls
 */
export function runExperiment(experiment: Experiment): AsyncIterable<Measurement> {
  const emitter = createEmitter<Measurement>();
  const lane = createLane(experiment, emitter.push);
  const { loop } = experiment.workload;
  const work = {
    'one-at-a-time': oneAtATime,
    'as-they-arrive': loop.kind === 'closed' ? asUsersSend : asTheyArrive,
    'at-intervals': atIntervals,
  }[experiment.mode.dispatch];
  work(experiment, lane).finally(lane.end).then(emitter.end, emitter.fail);
  return emitter.values;
}

interface Lane {
  /** ms since the lane's start. */
  elapsedMs(): number;
  /** Sleeps until `ms` after the lane's start, and through a stall. */
  until(ms: number): Promise<void>;
  /**
   * Makes a call of items ready, so that little is left to do when it is due.
   * @returns sends it and emits the items' measurements; resolves when they are answered or failed
   */
  prepare(due: readonly Due[], gathered: boolean): () => Promise<void>;
  /** The caller cancelled, or the lane broke. */
  stopped(): boolean;
  /** Stops listening to the caller's signal. */
  end(): void;
}

function createLane(experiment: Experiment, emit: (measurement: Measurement) => void): Lane {
  const {
    engine,
    decode,
    inputs,
    clock,
    signal,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    onBatchProgress,
    stall = null,
  } = experiment;
  const { onBetween } = experiment;
  const startMs = clock.now();
  const elapsedMs = () => clock.now() - startMs;
  let failuresInARow = 0;
  let underWay = 0;
  // Ends the sleep of a lane that breaks, so that it fails at once and not at the next arrival.
  const woken = new AbortController();
  const wake = () => woken.abort();
  const end = onAbort(signal, wake);
  return {
    elapsedMs,
    end,
    async until(ms) {
      for (; onBetween && !woken.signal.aborted; ) {
        const roomMs = ms - elapsedMs();
        onBetween({ roomMs: Math.max(0, roomMs), underWay });
        if (roomMs <= LONGEST_SLEEP_MS) break;
        await clock.sleepUntil(clock.now() + LONGEST_SLEEP_MS, woken.signal);
      }
      await clock.sleepUntil(startMs + ms, woken.signal);
      if (!stall || elapsedMs() < stall.atMs) return;
      await clock.sleepUntil(startMs + stall.atMs + stall.forMs, woken.signal);
    },
    stopped: () => woken.signal.aborted,
    prepare(due, gathered) {
      const tensor = inputs.batch(due.map(({ item }) => item));
      return () => send(due, tensor, gathered);
    },
  };

  async function send(due: readonly Due[], tensor: Tensor, gathered: boolean): Promise<void> {
    const watch = withTimeout(signal, timeoutMs);
    const options = {
      signal: watch.signal,
      ...(onBatchProgress && { onProgress: (done: number) => onBatchProgress(done, due.length) }),
    };
    underWay += 1;
    // Between the two readings of the clock stands the engine's call alone.
    const startedAtMs = elapsedMs();
    try {
      const result = await engine.infer(tensor, options);
      const finishedAtMs = elapsedMs() - (result.notesMs ?? 0);
      if (signal.aborted) return;
      failuresInARow = 0;
      due.forEach(({ item, arrivedAtMs }, row) => {
        const stoodMs = stalledMs(stall, arrivedAtMs, startedAtMs);
        const waitMs = startedAtMs - arrivedAtMs - stoodMs;
        emit({
          item,
          arrivedAtMs,
          startedAtMs,
          finishedAtMs,
          outcome: 'completed',
          stages: {
            ...result.stages,
            blockedMs: result.stages.blockedMs ?? 0,
            recordMs: result.stages.recordMs ?? 0,
            waitMs: gathered ? waitMs : 0,
            // Off the batch lane, the time between arrival and sending is a queue on this device.
            queueMs: result.stages.queueMs + (gathered ? 0 : waitMs),
            emulatedMs: (result.emulatedMs ?? 0) + stoodMs,
          },
          batchSize: result.batchSize,
          answer: decode(rowOf(result.outputs, row)),
        });
      });
    } catch (thrown) {
      if (signal.aborted) return;
      const error = watch.timedOut()
        ? new TrilaneError('timed-out', `No answer after ${timeoutMs / 1000} seconds.`).toReport()
        : reportOf(thrown, 'inference-failed');
      const finishedAtMs = elapsedMs();
      const outcome = error.code === 'timed-out' || error.code === 'cancelled' ? error.code : 'failed';
      for (const { item, arrivedAtMs } of due) emit({ item, arrivedAtMs, startedAtMs, finishedAtMs, outcome, error });
      failuresInARow += 1;
      if (failuresInARow >= MOST_FAILURES_IN_A_ROW || error.code === 'engine-died') {
        wake();
        throw TrilaneError.from(error);
      }
    } finally {
      underWay -= 1;
      watch.clear();
    }
  }
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
  const end = onAbort(outer, abort);
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    clear() {
      clearTimeout(handle);
      end();
    },
  };
}

/** In a closed loop the users stand in line: each is free to send when the last item of its own was answered. */
async function oneAtATime({ workload }: Experiment, lane: Lane): Promise<void> {
  const users = usersOf(workload);
  const freeAtMs = new Float64Array(users);
  for (let item = 0; item < workload.count && !lane.stopped(); item++) {
    const user = item % users;
    const arrivedAtMs = (workload.loop.kind === 'closed' ? freeAtMs[user] : workload.arrivedAtMs[item]) ?? 0;
    if (arrivedAtMs > workload.untilMs) return;
    const send = lane.prepare([{ item, arrivedAtMs }], false);
    await lane.until(arrivedAtMs);
    if (!lane.stopped()) await send();
    freeAtMs[user] = lane.elapsedMs();
  }
}

async function asTheyArrive({ workload }: Experiment, lane: Lane): Promise<void> {
  const outstanding = new Set<Promise<void>>();
  let broken: { error: unknown } | undefined;
  for (let item = 0; item < workload.count && !lane.stopped(); item++) {
    const arrivedAtMs = workload.arrivedAtMs[item] ?? 0;
    const send = lane.prepare([{ item, arrivedAtMs }], false);
    await lane.until(arrivedAtMs);
    while (outstanding.size >= MOST_OUTSTANDING && !lane.stopped()) await Promise.race(outstanding);
    if (lane.stopped()) break;
    const call: Promise<void> = send()
      .catch((error) => {
        broken = { error };
      })
      .finally(() => outstanding.delete(call));
    outstanding.add(call);
  }
  await Promise.all(outstanding);
  if (broken) throw broken.error;
}

/** A closed loop: each user sends, waits for the answer, and sends again. */
async function asUsersSend({ workload }: Experiment, lane: Lane): Promise<void> {
  let next = 0;
  const user = async () => {
    while (next < workload.count && !lane.stopped()) {
      const arrivedAtMs = lane.elapsedMs();
      if (arrivedAtMs > workload.untilMs) return;
      const item = next++;
      const send = lane.prepare([{ item, arrivedAtMs }], false);
      await lane.until(arrivedAtMs);
      if (!lane.stopped()) await send();
    }
  };
  await Promise.all(Array.from({ length: usersOf(workload) }, user));
}

/** What has arrived since the last run goes as one call, if one can hold it; in a closed loop that is one item a user. */
async function atIntervals(experiment: Experiment, lane: Lane): Promise<void> {
  const { workload, intervalMs, mostPerCall = Number.POSITIVE_INFINITY } = experiment;
  let next = 0;
  /** When the users of a closed loop became free to send. */
  let freeAtMs = 0;
  for (let run = 0; next < workload.count && !lane.stopped(); ) {
    await lane.until(run * intervalMs);
    if (lane.stopped()) return;
    const nowMs = lane.elapsedMs();
    if (workload.loop.kind === 'closed' && freeAtMs > workload.untilMs) return;
    const last = Math.min(workload.count, next + usersOf(workload));
    const isDue =
      workload.loop.kind === 'closed' ? () => next < last : () => (workload.arrivedAtMs[next] ?? nowMs + 1) <= nowMs;
    while (isDue() && !lane.stopped()) {
      const due: Due[] = [];
      for (; isDue() && due.length < mostPerCall; next++) {
        const arrivedAtMs = workload.loop.kind === 'closed' ? freeAtMs : (workload.arrivedAtMs[next] ?? 0);
        due.push({ item: next, arrivedAtMs });
      }
      await lane.prepare(due, true)();
    }
    freeAtMs = lane.elapsedMs();
    // A run that outlasts its interval holds the next one back to the next tick: runs never overlap.
    run = Math.max(run + 1, Math.ceil(lane.elapsedMs() / intervalMs));
  }
}

const usersOf = ({ loop }: Workload) => (loop.kind === 'closed' ? loop.users : 1);
