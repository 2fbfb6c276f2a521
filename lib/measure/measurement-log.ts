import type { ErrorReport } from '../errors';
import { amountOf, answerFrom, classNumberOf } from '../model/answer';
import type { CompletedMeasurement, Measurement, UnansweredMeasurement } from './measurement';

/** The measurements of one lane in the order they finished: a log that only grows, kept in typed arrays. */
export interface MeasurementLog extends Iterable<Measurement> {
  readonly length: number;
  /** The log this one is the beginning of; itself where it is whole. */
  readonly source: MeasurementLog;
  /** The lane's clock at its last report, ms; below 0 before the lane began. */
  readonly reachedMs: number;
  /** How far the call that is under way has come, in a lane that works in chunks; `null` = none, or not known. */
  readonly batchProgress: BatchProgress | null;
  /** @returns a fresh object, `undefined` past the end */
  at(index: number): Measurement | undefined;
}

export interface BatchProgress {
  readonly done: number;
  readonly size: number;
}

/** Measurements as they travel from a worker: its buffers are handed over, not copied. */
export interface MeasurementBlock {
  readonly count: number;
  /** There is room for so many. */
  readonly capacity: number;
  /** `NUMBERS` values a measurement, in the order of `writeRow`: arrived, started, finished, stages, amount of the answer. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** `WHOLES` values a measurement, in the order of `writeRow`: item, outcome, batch size, class number. */
  readonly wholes: Int32Array<ArrayBuffer>;
  /** Of the unanswered ones, by position in the block. */
  readonly errors: readonly (readonly [index: number, error: ErrorReport])[];
}

/** Times, stages and the amount of the answer. */
const NUMBERS = 11;
/** Item, outcome, batch size and class number of the answer. */
const WHOLES = 4;
const OUTCOMES = ['completed', 'failed', 'timed-out', 'cancelled'] as const satisfies readonly Measurement['outcome'][];
const FIRST_CAPACITY = 64;

/** A buffer of measurements: those of a lane, or those a worker has not yet told. */
interface Rows {
  count: number;
  numbers: Float64Array<ArrayBuffer>;
  wholes: Int32Array<ArrayBuffer>;
}

const emptyRows = (): Rows => ({
  count: 0,
  numbers: new Float64Array(FIRST_CAPACITY * NUMBERS),
  wholes: new Int32Array(FIRST_CAPACITY * WHOLES),
});

function makeRoom(rows: Rows, count: number): void {
  if (count * WHOLES <= rows.wholes.length) return;
  const capacity = Math.max(count, (rows.wholes.length / WHOLES) * 2);
  const numbers = new Float64Array(capacity * NUMBERS);
  numbers.set(rows.numbers.subarray(0, rows.count * NUMBERS));
  const wholes = new Int32Array(capacity * WHOLES);
  wholes.set(rows.wholes.subarray(0, rows.count * WHOLES));
  rows.numbers = numbers;
  rows.wholes = wholes;
}

function writeRow(rows: Rows, measurement: Measurement): void {
  makeRoom(rows, rows.count + 1);
  const { numbers, wholes } = rows;
  let at = rows.count * NUMBERS;
  numbers[at++] = measurement.arrivedAtMs;
  numbers[at++] = measurement.startedAtMs;
  numbers[at++] = measurement.finishedAtMs;
  const isAnswered = measurement.outcome === 'completed';
  if (isAnswered) {
    const { waitMs, blockedMs, queueMs, recordMs, transferMs, computeMs, emulatedMs } = measurement.stages;
    numbers[at++] = waitMs;
    numbers[at++] = blockedMs;
    numbers[at++] = queueMs;
    numbers[at++] = recordMs;
    numbers[at++] = transferMs;
    numbers[at++] = computeMs;
    numbers[at++] = emulatedMs;
    numbers[at] = amountOf(measurement.answer);
  }
  let to = rows.count * WHOLES;
  wholes[to++] = measurement.item;
  wholes[to++] = OUTCOMES.indexOf(measurement.outcome);
  wholes[to++] = isAnswered ? measurement.batchSize : 0;
  wholes[to] = isAnswered ? classNumberOf(measurement.answer) : 0;
  rows.count += 1;
}

function readRow({ numbers, wholes }: Rows, index: number, errorOf: (index: number) => ErrorReport): Measurement {
  const at = index * NUMBERS;
  const number = (offset: number) => numbers[at + offset] ?? 0;
  const whole = (offset: number) => wholes[index * WHOLES + offset] ?? 0;
  const timed = { item: whole(0), arrivedAtMs: number(0), startedAtMs: number(1), finishedAtMs: number(2) };
  const outcome = OUTCOMES[whole(1)] ?? 'failed';
  if (outcome !== 'completed') {
    return { ...timed, outcome, error: errorOf(index) } satisfies UnansweredMeasurement;
  }
  return {
    ...timed,
    outcome,
    stages: {
      waitMs: number(3),
      blockedMs: number(4),
      queueMs: number(5),
      recordMs: number(6),
      transferMs: number(7),
      computeMs: number(8),
      emulatedMs: number(9),
    },
    batchSize: whole(2),
    answer: answerFrom(whole(3), number(10)),
  } satisfies CompletedMeasurement;
}

/** Gathers measurements in a worker until they are handed over. */
export interface BlockWriter {
  readonly count: number;
  push(measurement: Measurement): void;
  /** What was pushed since the last time, and the buffers to hand over with it. */
  take(): { readonly block: MeasurementBlock; readonly transfer: ArrayBuffer[] };
}

export function createBlockWriter(): BlockWriter {
  let rows = emptyRows();
  let errors: [number, ErrorReport][] = [];
  return {
    get count() {
      return rows.count;
    },
    push(measurement) {
      if (measurement.outcome !== 'completed') errors.push([rows.count, measurement.error]);
      writeRow(rows, measurement);
    },
    take() {
      const { count, numbers, wholes } = rows;
      const block: MeasurementBlock = { count, capacity: wholes.length / WHOLES, numbers, wholes, errors };
      rows = emptyRows();
      errors = [];
      return { block, transfer: [numbers.buffer, wholes.buffer] };
    },
  };
}

/** A log that can be added to: by whoever runs the lane, and by nobody else. */
export interface GrowingLog extends MeasurementLog {
  push(measurement: Measurement): void;
  append(block: MeasurementBlock): void;
  /** Notes how far the lane has come. */
  reach(elapsedMs: number, batchProgress?: BatchProgress | null): void;
}

export function createMeasurementLog(): GrowingLog {
  const rows = emptyRows();
  const errors = new Map<number, ErrorReport>();
  const errorOf = (index: number): ErrorReport => errors.get(index) ?? { code: 'internal', detail: '' };
  let reachedMs = -1;
  let batchProgress: BatchProgress | null = null;
  const log: GrowingLog = {
    get length() {
      return rows.count;
    },
    get source() {
      return log;
    },
    get reachedMs() {
      return reachedMs;
    },
    get batchProgress() {
      return batchProgress;
    },
    at: (index) => (index >= 0 && index < rows.count ? readRow(rows, index, errorOf) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < rows.count; index++) yield readRow(rows, index, errorOf);
    },
    push(measurement) {
      if (measurement.outcome !== 'completed') errors.set(rows.count, measurement.error);
      writeRow(rows, measurement);
      reachedMs = Math.max(reachedMs, measurement.finishedAtMs);
    },
    append({ count, numbers, wholes, errors: failed }) {
      makeRoom(rows, rows.count + count);
      rows.numbers.set(numbers.subarray(0, count * NUMBERS), rows.count * NUMBERS);
      rows.wholes.set(wholes.subarray(0, count * WHOLES), rows.count * WHOLES);
      for (const [index, error] of failed) errors.set(rows.count + index, error);
      rows.count += count;
    },
    reach(elapsedMs, progress = null) {
      reachedMs = Math.max(reachedMs, elapsedMs);
      batchProgress = progress;
    },
  };
  return log;
}

/** A log as it was when it held `length` measurements and its lane had come to `reachedMs`. */
export function cutLog({ source }: MeasurementLog, length: number, reachedMs: number): MeasurementLog {
  return {
    length,
    source,
    reachedMs,
    batchProgress: null,
    at: (index) => (index < length ? source.at(index) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index++) {
        const measurement = source.at(index);
        if (measurement) yield measurement;
      }
    },
  };
}

/** A log of what was measured before: a file, a fixture. */
export function logOf(measurements: Iterable<Measurement>): MeasurementLog {
  const log = createMeasurementLog();
  for (const measurement of measurements) log.push(measurement);
  return log;
}
