import { afterStall, type LaneConditions, stalledMs } from '../emulate/conditions';
import type { ErrorCode } from '../errors';
import { amountOf, classNumberOf, isClass } from '../model/answer';
import { type ModeId, modeOf } from '../modes';
import { type Column, createColumn, createSortedColumn, type SortedColumn } from './column';
import { createFreshnessMeter, type FreshnessMeter } from './freshness';
import type { LaneRecord } from './lane-record';
import { type CompletedMeasurement, latencyMs, type Measurement } from './measurement';
import type { MeasurementLog } from './measurement-log';
import { LATE_AFTER_MS, TIMER_STEP_MS } from './rules';
import { BASE_WINDOW_MS } from './throughput';

/** Everything the figures need of a lane, folded from its measurements one by one. */
export interface LaneTotals {
  readonly counts: { completed: number; failed: number; timedOut: number; cancelled: number };
  /** Arrival to answer, completed items. */
  readonly latencyMs: SortedColumn;
  /** Sent to answered, completed items. */
  readonly fromSendingMs: SortedColumn;
  /** Arrival to answer had every item left within 1 ms of when it was due: a lower bound (SPEC 5.3). Empty in a lane that gathers. */
  readonly punctualMs: SortedColumn;
  /** The wait for the next run, and latency without it: only of a lane that gathers, elsewhere empty. */
  readonly waitMs: SortedColumn;
  readonly workMs: SortedColumn;
  /** The other stages of the completed items, in the order of `latencyMs.values()`. */
  readonly stages: {
    readonly blockedMs: Column;
    readonly queueMs: Column;
    readonly recordMs: Column;
    readonly transferMs: Column;
    readonly computeMs: Column;
    readonly emulatedMs: Column;
  };
  /** Position in the workload, moments and own part of the compute time of the completed items, in the same order. */
  readonly items: Column;
  readonly startedAtMs: Column;
  readonly finishedAtMs: Column;
  readonly ownComputeMs: Column;
  /** What was answered, in the same order: of an answer that is a value, -1 and the value. */
  readonly answers: { readonly classIndex: Column; readonly probability: Column };
  /** How often each error came. */
  readonly errors: Map<ErrorCode, number>;
  /**
   * When every request left and came back, answered or not, without the time that was added on purpose: only of a lane
   * that may have several out.
   */
  readonly requests: { readonly startedAtMs: Column; readonly endedAtMs: Column };
  readonly freshness: FreshnessMeter;
  /** Answers in each base window (see `throughput.ts`). */
  readonly answersPerWindow: number[];
  /** Compute time, each batch counted once (SPEC 3.2). */
  computeMs: number;
  /** Sum of 1 / batch size: how many batches the completed items make up. */
  batches: number;
  right: number;
  labelled: number;
  firstArrivalMs: number;
  lastArrivalMs: number;
  lastFinishMs: number;
  /** Items whose sending can be judged; 0 in a lane that gathers. */
  judgedForLateness: number;
  /** By how much the late ones were. */
  readonly late: SortedColumn;
  latestMs: number;
}

export interface LaneFold {
  readonly totals: LaneTotals;
  /**
   * Takes in what is new in the record, at most `limit` measurements, and says how many are left. Starts afresh
   * when the record is of another run.
   */
  advance(record: LaneRecord, limit?: number): number;
  /** Items of it that are not taken yet. */
  behind(record: LaneRecord): number;
}

/** @param labels the right class of every item (`itemLabels`); empty = not known */
export function createLaneFold(modeId: ModeId, labels: Uint8Array): LaneFold {
  const dispatch = modeOf(modeId).dispatch;
  const gathers = dispatch === 'at-intervals';
  let totals = emptyTotals();
  let source: MeasurementLog | undefined;
  let taken = 0;
  let last: Measurement | undefined;
  /** One at a time: when the item before would have been done had every item left when it was due. */
  let punctualFreeMs = Number.NEGATIVE_INFINITY;
  let lastCallMs = Number.NaN;
  let stall: LaneConditions['stall'] = null;

  function addCompleted(measurement: CompletedMeasurement) {
    const { stages, batchSize, answer, startedAtMs, finishedAtMs } = measurement;
    const latency = latencyMs(measurement);
    totals.latencyMs.push(latency);
    totals.fromSendingMs.push(finishedAtMs - startedAtMs);
    if (gathers) {
      totals.waitMs.push(stages.waitMs);
      totals.workMs.push(latency - stages.waitMs);
    }
    totals.stages.blockedMs.push(stages.blockedMs);
    totals.stages.queueMs.push(stages.queueMs);
    totals.stages.recordMs.push(stages.recordMs);
    totals.stages.transferMs.push(stages.transferMs);
    totals.stages.computeMs.push(stages.computeMs);
    totals.stages.emulatedMs.push(stages.emulatedMs);
    totals.batches += 1 / batchSize;
    totals.items.push(measurement.item);
    totals.startedAtMs.push(startedAtMs);
    totals.finishedAtMs.push(finishedAtMs);
    totals.freshness.add(measurement.arrivedAtMs, finishedAtMs);
    const ownComputeMs = ownCompute(measurement);
    totals.ownComputeMs.push(ownComputeMs);
    totals.answers.classIndex.push(classNumberOf(answer));
    totals.answers.probability.push(amountOf(answer));
    totals.computeMs += ownComputeMs;
    const window = Math.max(0, Math.floor(finishedAtMs / BASE_WINDOW_MS));
    while (totals.answersPerWindow.length <= window) totals.answersPerWindow.push(0);
    totals.answersPerWindow[window] = (totals.answersPerWindow[window] ?? 0) + 1;
    const label = labels[measurement.item];
    if (label !== undefined && isClass(answer)) {
      totals.labelled += 1;
      if (label === answer.classIndex) totals.right += 1;
    }
  }

  function ownCompute({ startedAtMs, stages, batchSize }: CompletedMeasurement): number {
    if (!gathers) return stages.computeMs / batchSize;
    // All items of a job carry the compute time of the whole job, and were sent at the very same moment.
    const isFirst = startedAtMs !== lastCallMs;
    lastCallMs = startedAtMs;
    return isFirst ? stages.computeMs : 0;
  }

  function addLateness({ arrivedAtMs, startedAtMs, finishedAtMs, outcome }: Measurement) {
    if (gathers) return;
    // One at a time, an item is due when the one before it is done: the wait for that is a queue, not lateness.
    const isInLine = dispatch === 'one-at-a-time';
    const dueMs = isInLine && last ? Math.max(arrivedAtMs, last.finishedAtMs) : arrivedAtMs;
    const lateMs = startedAtMs - dueMs - stalledMs(stall, dueMs, startedAtMs);
    totals.judgedForLateness += 1;
    if (lateMs > LATE_AFTER_MS) totals.late.push(lateMs);
    totals.latestMs = Math.max(totals.latestMs, lateMs);
    const punctualDueMs = isInLine ? Math.max(arrivedAtMs, punctualFreeMs) : arrivedAtMs;
    const allowedMs = Math.min(TIMER_STEP_MS, Math.max(0, lateMs));
    punctualFreeMs = afterStall(stall, punctualDueMs) + allowedMs + finishedAtMs - startedAtMs;
    if (outcome === 'completed') totals.punctualMs.push(punctualFreeMs - arrivedAtMs);
  }

  function addRequest(measurement: Measurement) {
    const { startedAtMs, finishedAtMs, outcome } = measurement;
    const addedMs = outcome === 'completed' ? measurement.stages.emulatedMs : 0;
    totals.requests.startedAtMs.push(startedAtMs);
    // A stall is over before a request leaves; taking it off as well only makes the request shorter.
    totals.requests.endedAtMs.push(Math.max(startedAtMs, finishedAtMs - addedMs));
  }

  function add(measurement: Measurement) {
    const { counts } = totals;
    totals.firstArrivalMs = Math.min(totals.firstArrivalMs, measurement.arrivedAtMs);
    totals.lastArrivalMs = Math.max(totals.lastArrivalMs, measurement.arrivedAtMs);
    totals.lastFinishMs = Math.max(totals.lastFinishMs, measurement.finishedAtMs);
    addLateness(measurement);
    if (dispatch === 'as-they-arrive') addRequest(measurement);
    if (measurement.outcome === 'completed') {
      counts.completed += 1;
      addCompleted(measurement);
    } else {
      counts[measurement.outcome === 'timed-out' ? 'timedOut' : measurement.outcome] += 1;
      const { code } = measurement.error;
      totals.errors.set(code, (totals.errors.get(code) ?? 0) + 1);
    }
    last = measurement;
  }

  return {
    get totals() {
      return totals;
    },
    behind: ({ measurements }) => measurements.length - (measurements.source === source ? taken : 0),
    advance({ measurements, conditions }, limit = Number.POSITIVE_INFINITY) {
      stall = conditions.stall;
      if (measurements.source !== source || measurements.length < taken) {
        source = measurements.source;
        totals = emptyTotals();
        taken = 0;
        last = undefined;
        punctualFreeMs = Number.NEGATIVE_INFINITY;
        lastCallMs = Number.NaN;
      }
      const end = Math.min(measurements.length, taken + limit);
      for (; taken < end; taken++) {
        const measurement = measurements.at(taken);
        if (measurement) add(measurement);
      }
      return measurements.length - taken;
    },
  };
}

function emptyTotals(): LaneTotals {
  return {
    counts: { completed: 0, failed: 0, timedOut: 0, cancelled: 0 },
    latencyMs: createSortedColumn(),
    fromSendingMs: createSortedColumn(),
    punctualMs: createSortedColumn(),
    waitMs: createSortedColumn(),
    workMs: createSortedColumn(),
    stages: {
      blockedMs: createColumn(),
      queueMs: createColumn(),
      recordMs: createColumn(),
      transferMs: createColumn(),
      computeMs: createColumn(),
      emulatedMs: createColumn(),
    },
    items: createColumn(),
    startedAtMs: createColumn(),
    finishedAtMs: createColumn(),
    ownComputeMs: createColumn(),
    answers: { classIndex: createColumn(), probability: createColumn() },
    errors: new Map(),
    requests: { startedAtMs: createColumn(), endedAtMs: createColumn() },
    freshness: createFreshnessMeter(),
    answersPerWindow: [],
    computeMs: 0,
    batches: 0,
    right: 0,
    labelled: 0,
    firstArrivalMs: Number.POSITIVE_INFINITY,
    lastArrivalMs: 0,
    lastFinishMs: 0,
    judgedForLateness: 0,
    late: createSortedColumn(),
    latestMs: 0,
  };
}
