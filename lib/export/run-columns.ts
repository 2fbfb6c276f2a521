import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, TrilaneError } from '../errors';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import type { Measurement } from '../measure/measurement';
import type { Workload } from '../workload/workload';
import { breathe, PIECE } from './breathe';

/** No run lasts longer; what claims to would only fill the memory of who draws it. */
const LONGEST_MS = 86_400_000;
const item = z
  .int()
  .min(0)
  .max(SETUP_LIMITS.count.max - 1);
const moment = z.number().min(0).max(LONGEST_MS);
/** Differences of two clocks: a hair below 0 may come of rounding. `null` where there is no answer. */
const duration = z.number().min(-LONGEST_MS).max(LONGEST_MS).nullable();

/** What a run says of each measurement, a column each: every table tool reads such an object as it is. */
export const COLUMNS = {
  item: item.describe('Position in the workload, from 0.'),
  sample: z.int().min(0).describe('Which of the model’s samples was sent.'),
  label: z.int().min(0).nullable().describe('The right class of the sample; null where it is not known.'),
  scheduledMs: moment.describe('When the item existed: latency counts from here. ms from the start of the lane.'),
  startedMs: moment.describe('When it was handed to the engine.'),
  finishedMs: moment.describe('When its answer was there, or it was given up.'),
  waitMs: duration.describe('Gathering: waiting for the next scheduled run.'),
  queueMs: duration.describe('Waiting for a free worker.'),
  transferMs: duration.describe('On the way to the server and back.'),
  computeMs: duration.describe('The model itself, for the whole batch the item was in.'),
  emulatedMs: duration.describe('Added on purpose: an emulated network or device, an injected stall.'),
  outcome: z.enum(['completed', 'failed', 'timed-out', 'cancelled']),
  batchSize: z.int().min(1).nullable().describe('How many items the model worked on together.'),
  classIndex: z.int().min(0).nullable().describe('The class that was answered.'),
  probability: z.number().nullable().describe('What the model gave that class.'),
  error: z
    .enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]])
    .nullable()
    .describe('Why there is no answer.'),
  errorDetail: z.string().max(1000).nullable(),
} as const;

type ColumnId = keyof typeof COLUMNS;
export type Columns = { readonly [Id in ColumnId]: readonly z.infer<(typeof COLUMNS)[Id]>[] };
type Row = { readonly [Id in ColumnId]: z.infer<(typeof COLUMNS)[Id]> };

export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];

/** @param labels of the samples; empty = not known */
export async function columnsOf(
  measurements: readonly Measurement[],
  workload: Workload,
  labels: Uint8Array,
): Promise<Columns> {
  const columns = Object.fromEntries(COLUMN_IDS.map((id) => [id, []])) as unknown as {
    [Id in ColumnId]: Row[Id][];
  };
  for (const [index, measurement] of measurements.entries()) {
    const row = rowOf(measurement, workload, labels);
    for (const id of COLUMN_IDS) (columns[id] as Row[ColumnId][]).push(row[id]);
    if (index % PIECE === PIECE - 1) await breathe();
  }
  return columns;
}

function rowOf(measurement: Measurement, workload: Workload, labels: Uint8Array): Row {
  const sample = workload.sampleIndex[measurement.item] ?? 0;
  const timed = {
    item: measurement.item,
    sample,
    label: labels[sample] ?? null,
    scheduledMs: measurement.arrivedAtMs,
    startedMs: measurement.startedAtMs,
    finishedMs: measurement.finishedAtMs,
    outcome: measurement.outcome,
  };
  if (measurement.outcome !== 'completed') {
    const { code: error, detail: errorDetail } = measurement.error;
    return { ...timed, ...NO_ANSWER, error, errorDetail };
  }
  const { stages, batchSize, answer } = measurement;
  return { ...timed, ...stages, batchSize, ...answer, error: null, errorDetail: null };
}

const NO_ANSWER = {
  waitMs: null,
  queueMs: null,
  transferMs: null,
  computeMs: null,
  emulatedMs: null,
  batchSize: null,
  classIndex: null,
  probability: null,
};

/** The measurements back. @throws TrilaneError `unreadable-run` when a row is neither an answer nor a failure */
export async function measurementsOf(columns: Columns, path: string): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (let index = 0; index < columns.item.length; index++) {
    // `parseRun` has seen to it that all columns are equally long.
    const row = Object.fromEntries(COLUMN_IDS.map((id) => [id, columns[id][index]])) as unknown as Row;
    const measurement = measurementOf(row);
    if (!measurement)
      throw new TrilaneError(
        'unreadable-run',
        `Row ${index} of ${path} says "${row.outcome}", but what belongs to that is missing.`,
      );
    measurements.push(measurement);
    if (index % PIECE === PIECE - 1) await breathe();
  }
  return measurements;
}

function measurementOf(row: Row): Measurement | null {
  const timed = {
    item: row.item,
    arrivedAtMs: row.scheduledMs,
    startedAtMs: row.startedMs,
    finishedAtMs: row.finishedMs,
  };
  if (row.outcome !== 'completed') {
    const { outcome, error, errorDetail } = row;
    return error === null || errorDetail === null
      ? null
      : { ...timed, outcome, error: { code: error, detail: errorDetail } };
  }
  const { waitMs, queueMs, transferMs, computeMs, emulatedMs, batchSize, classIndex, probability } = row;
  if (
    waitMs === null ||
    queueMs === null ||
    transferMs === null ||
    computeMs === null ||
    emulatedMs === null ||
    batchSize === null ||
    classIndex === null ||
    probability === null
  )
    return null;
  return {
    ...timed,
    outcome: 'completed',
    stages: { waitMs, queueMs, transferMs, computeMs, emulatedMs },
    batchSize,
    answer: { classIndex, probability },
  };
}
