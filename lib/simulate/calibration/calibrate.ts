import type { CompletedMeasurement } from '../../measure/measurement';
import type { MeasuredTimes, SampledTimes } from '../scenario/times-schema';
import { meanOf } from '../statistics/mean';
import { aroundTheModel } from './around-ms';
import { completedOf, type MeasuredLane, thinned } from './measured-lane';
import { type Recorded, recordedPaces } from './recorded-paces';

/** Fewer answers than this tell nothing of a distribution. */
const FEWEST_ANSWERS = 30;

export interface CalibratedOnline {
  readonly serviceMs: MeasuredTimes;
  readonly workers: number;
  readonly batchMost: number;
  /** Of the thread that takes requests. */
  readonly requestMs: number;
  /** There and back, with all that is done to a message on the way, but not what the thread that takes requests needs. */
  readonly roundTripMs: SampledTimes;
  readonly answers: number;
}

export interface CalibratedBatch {
  readonly serviceMs: MeasuredTimes;
  /** From when a job is sent to when the model begins, and what is left at its end: queue, books, transfer. */
  readonly startUpMs: number;
  readonly chunkMs: number;
  readonly jobs: number;
  readonly answers: number;
}

export interface CalibratedEdge {
  readonly serviceMs: SampledTimes;
  readonly startUpMs: number;
  readonly modelBytes: number;
  readonly answers: number;
}

/**
 * The online lane of a run: the model's times by size of the batch as they were measured; the rest of an answer's time, less its waits, as its network
 * (`around-ms`). What the thread that takes requests needs for each is its busy share of the time, over the requests of that time.
 *
 * @returns `null` of fewer answers than tell anything
 */
export function calibrateOnline(lane: MeasuredLane): CalibratedOnline | null {
  const completed = completedOf(lane);
  if (completed.length < FEWEST_ANSWERS) return null;
  const busyMs = (lane.resources?.eventLoopUtilisation ?? 0) * spanMs(completed);
  const workers = Math.max(1, Math.round(lane.threads ?? 1));
  const ordered = inOrder(completed);
  const { requestMs, handOverMs, aroundMs } = aroundTheModel(ordered, workers, busyMs / completed.length);
  const calls = ordered.map(({ batchSize, stages }, index) => ({
    ...{ ms: stages.computeMs + (handOverMs[index] ?? 0), kind: Math.max(1, batchSize) },
  }));
  const around = aroundMs.map((ms) => ({ ms, kind: 0 }));
  const [callPace, aroundPace] = recordedPaces([calls, around], sendingMs(ordered));
  return {
    serviceMs: { kind: 'measured', sizes: bySize(calls), pace: callPace },
    workers,
    batchMost: Math.max(1, Math.round(lane.mostRows ?? 1)),
    requestMs,
    roundTripMs: { kind: 'samples', values: thinned(aroundMs), pace: aroundPace },
    answers: completed.length,
  };
}

/** The batch lane: jobs are items that were sent at the same moment. All of a job's time that is neither model nor books is told as its start. */
export function calibrateBatch(lane: MeasuredLane): CalibratedBatch | null {
  const completed = completedOf(lane);
  if (completed.length < FEWEST_ANSWERS) return null;
  const jobs = new Map<number, CompletedMeasurement[]>();
  for (const one of completed) {
    const job = jobs.get(one.startedAtMs);
    if (job) job.push(one);
    else jobs.set(one.startedAtMs, [one]);
  }
  const items = [...jobs.values()].flatMap((job) => job.slice(0, 1));
  const calls = [...jobs.values()].flatMap((job) =>
    job.slice(0, 1).map(({ stages }) => ({ ms: stages.computeMs, kind: job.length })),
  );
  const beforeMs = ({ startedAtMs, finishedAtMs, stages }: CompletedMeasurement) =>
    Math.max(0, finishedAtMs - startedAtMs - stages.computeMs - stages.recordMs - stages.emulatedMs);
  return {
    serviceMs: { kind: 'measured', sizes: bySize(calls) },
    startUpMs: meanOf(items.map(beforeMs)),
    chunkMs: meanOf(items.map(({ stages }) => stages.recordMs)),
    jobs: jobs.size,
    answers: completed.length,
  };
}

/** The edge lane: one item at a time, with what the page adds to each. */
export function calibrateEdge(lane: MeasuredLane): CalibratedEdge | null {
  const completed = completedOf(lane);
  if (completed.length < FEWEST_ANSWERS) return null;
  // Its wait came before it was handed over: an item is sent when the one before has its answer.
  const ordered = inOrder(completed);
  const busyMs = ordered.map(({ startedAtMs, finishedAtMs, stages }) =>
    Math.max(0, finishedAtMs - startedAtMs - stages.emulatedMs),
  );
  const [pace] = recordedPaces([busyMs.map((ms) => ({ ms, kind: 1 }))], sendingMs(ordered));
  return {
    serviceMs: { kind: 'samples', values: thinned(busyMs), pace },
    startUpMs: lane.startUpMs,
    modelBytes: lane.resources?.bytesOnceCold ?? lane.resources?.bytesOnce ?? 0,
    answers: completed.length,
  };
}

const inOrder = (completed: readonly CompletedMeasurement[]) =>
  [...completed].sort((a, b) => a.startedAtMs - b.startedAtMs);

/** From the first arrival to the last, ms. @param ordered by when they were sent */
const sendingMs = (ordered: readonly CompletedMeasurement[]) =>
  (ordered.at(-1)?.arrivedAtMs ?? 0) - (ordered[0]?.arrivedAtMs ?? 0);

/** From the first to be sent to the last to be answered, ms. */
function spanMs(completed: readonly CompletedMeasurement[]): number {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startedAtMs, finishedAtMs } of completed) {
    from = Math.min(from, startedAtMs);
    to = Math.max(to, finishedAtMs);
  }
  return to - from;
}

/** What calls of each size took, each told by all of its items. */
function bySize(told: readonly Recorded[]): { size: number; values: number[] }[] {
  const calls = new Map<number, number[]>();
  for (const { ms, kind } of told) {
    const values = calls.get(kind);
    if (values) values.push(ms);
    else calls.set(kind, [ms]);
  }
  const most = Math.max(200, Math.floor(MOST_OF_ALL_SIZES / calls.size));
  return [...calls.entries()]
    .sort(([a], [b]) => a - b)
    .slice(0, MOST_SIZES)
    .map(([size, values]) => ({ size, values: thinned(values, most) }));
}

/** A scenario names no more sizes; larger ones are extrapolated. */
const MOST_SIZES = 64;
const MOST_OF_ALL_SIZES = 10_000;
