import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, TrilaneError } from '../errors';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import type { Measurement } from '../measure/measurement';
import { createMeasurementLog, type MeasurementLog } from '../measure/measurement-log';
import { type Answer, isClass, isValue, UNTOLD } from '../model/answer';
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
  blockedMs: duration.describe(
    'The page’s own wait: for one of the browser’s connections, or to take notice of an answer. Older files have no such column.',
  ),
  queueMs: duration.describe('Waiting for a free worker.'),
  recordMs: duration.describe(
    'Writing down that the work was taken and done. Files of before there was any have no such column.',
  ),
  transferMs: duration.describe('On the way to the server and back.'),
  computeMs: duration.describe('The model itself, for the whole batch the item was in.'),
  emulatedMs: duration.describe('Added on purpose: an emulated network or device, an injected stall.'),
  outcome: z.enum(['completed', 'failed', 'timed-out', 'cancelled']),
  batchSize: z.int().min(1).nullable().describe('How many items the model worked on together.'),
  classIndex: z
    .int()
    .min(0)
    .nullable()
    .describe('The class that was answered; null in a simulated run, which answers nothing.'),
  // A hair above 1 may come of rounding.
  probability: z.number().min(0).max(1.001).nullable().describe('What the model gave that class.'),
  value: z
    .number()
    .nullable()
    .describe('The value that was answered. Only files of models that answer with a value have this column.'),
  error: z
    .enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]])
    .nullable()
    .describe('Why there is no answer.'),
  errorDetail: z.string().max(1000).nullable(),
} as const;

type ColumnId = keyof typeof COLUMNS;
type Cell<Id extends ColumnId> = z.infer<(typeof COLUMNS)[Id]>;
/** Not in every file: the first two came later, and mean 0 where they lack. */
export const OPTIONAL_COLUMNS = { recordMs: true, blockedMs: true, value: true } as const satisfies Partial<
  Record<ColumnId, true>
>;
type OptionalColumn = keyof typeof OPTIONAL_COLUMNS;

export type Columns = { readonly [Id in Exclude<ColumnId, OptionalColumn>]: readonly Cell<Id>[] } & {
  readonly [Id in OptionalColumn]?: readonly Cell<Id>[] | undefined;
};

export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];

type Answered = Extract<Measurement, { outcome: 'completed' }>;

/** What each column says of a measurement; the sample and its label are the workload's to say. */
const CELLS: { readonly [Id in Exclude<ColumnId, 'sample' | 'label'>]: (measurement: Measurement) => Cell<Id> } = {
  item: ({ item }) => item,
  scheduledMs: ({ arrivedAtMs }) => arrivedAtMs,
  startedMs: ({ startedAtMs }) => startedAtMs,
  finishedMs: ({ finishedAtMs }) => finishedAtMs,
  waitMs: ofAnswer(({ stages }) => stages.waitMs),
  blockedMs: ofAnswer(({ stages }) => stages.blockedMs),
  queueMs: ofAnswer(({ stages }) => stages.queueMs),
  recordMs: ofAnswer(({ stages }) => stages.recordMs),
  transferMs: ofAnswer(({ stages }) => stages.transferMs),
  computeMs: ofAnswer(({ stages }) => stages.computeMs),
  emulatedMs: ofAnswer(({ stages }) => stages.emulatedMs),
  outcome: ({ outcome }) => outcome,
  batchSize: ofAnswer(({ batchSize }) => batchSize),
  classIndex: ofAnswer(({ answer }) => (isClass(answer) ? answer.classIndex : null)),
  probability: ofAnswer(({ answer }) => (isClass(answer) ? answer.probability : null)),
  value: ofAnswer(({ answer }) => (isValue(answer) ? answer.value : null)),
  error: (measurement) => (measurement.outcome === 'completed' ? null : measurement.error.code),
  errorDetail: (measurement) => (measurement.outcome === 'completed' ? null : measurement.error.detail),
};

function ofAnswer(cell: (measurement: Answered) => number | null): (measurement: Measurement) => number | null {
  return (measurement) => (measurement.outcome === 'completed' ? cell(measurement) : null);
}

/** @param labels of the samples; empty = not known */
export async function columnsOf(
  measurements: MeasurementLog,
  workload: Workload,
  labels: Uint8Array,
): Promise<Columns> {
  const sampleOf = ({ item }: Measurement) => workload.sampleIndex[item] ?? 0;
  const cells: { readonly [Id in ColumnId]: (measurement: Measurement) => Cell<ColumnId> } = {
    ...CELLS,
    sample: sampleOf,
    label: (measurement) => labels[sampleOf(measurement)] ?? null,
  };
  const columns = COLUMN_IDS.map((id) => ({ id, cellOf: cells[id], values: [] as Cell<ColumnId>[] }));
  let index = 0;
  // Row by row: a log makes an object of a measurement each time it is asked for one.
  for (const measurement of measurements) {
    for (const { cellOf, values } of columns) values.push(cellOf(measurement));
    if (++index % PIECE === 0) await breathe();
  }
  const written = columns.filter(({ id, values }) => id !== 'value' || values.some((value) => value !== null));
  return Object.fromEntries(written.map(({ id, values }) => [id, values])) as unknown as Columns;
}

/**
 * The measurements back. All columns must be equally long, as `parseRun` sees to.
 * @param path of the columns, for words
 * @param isSimulated answers need not be told
 * @throws TrilaneError `unreadable-run` when a row is neither an answer nor a failure
 */
export async function measurementsOf(columns: Columns, path: string, isSimulated = false): Promise<MeasurementLog> {
  const measurements = createMeasurementLog();
  for (let index = 0; index < columns.item.length; index++) {
    const measurement = measurementAt(columns, index, isSimulated);
    if (!measurement) {
      const detail = `Row ${index} of ${path} says "${columns.outcome[index]}", but what belongs to that is missing.`;
      throw new TrilaneError('unreadable-run', detail);
    }
    measurements.push(measurement);
    if (index % PIECE === PIECE - 1) await breathe();
  }
  return measurements;
}

function measurementAt(columns: Columns, index: number, isSimulated: boolean): Measurement | null {
  const outcome = columns.outcome[index];
  const item = columns.item[index];
  const arrivedAtMs = columns.scheduledMs[index];
  const startedAtMs = columns.startedMs[index];
  const finishedAtMs = columns.finishedMs[index];
  if (
    outcome === undefined ||
    item === undefined ||
    arrivedAtMs === undefined ||
    startedAtMs === undefined ||
    finishedAtMs === undefined
  )
    return null;
  if (outcome !== 'completed') {
    const code = columns.error[index];
    const detail = columns.errorDetail[index];
    return code == null || detail == null
      ? null
      : { item, arrivedAtMs, startedAtMs, finishedAtMs, outcome, error: { code, detail } };
  }
  const waitMs = columns.waitMs[index];
  const queueMs = columns.queueMs[index];
  const blockedMs = columns.blockedMs ? columns.blockedMs[index] : 0;
  const recordMs = columns.recordMs ? columns.recordMs[index] : 0;
  const transferMs = columns.transferMs[index];
  const computeMs = columns.computeMs[index];
  const emulatedMs = columns.emulatedMs[index];
  const batchSize = columns.batchSize[index];
  if (
    waitMs == null ||
    blockedMs == null ||
    queueMs == null ||
    recordMs == null ||
    transferMs == null ||
    computeMs == null ||
    emulatedMs == null ||
    batchSize == null
  )
    return null;
  const stages = { waitMs, blockedMs, queueMs, recordMs, transferMs, computeMs, emulatedMs };
  const answer = answerAt(columns, index) ?? (isSimulated ? UNTOLD : null);
  if (!answer) return null;
  return { item, arrivedAtMs, startedAtMs, finishedAtMs, outcome, stages, batchSize, answer };
}

function answerAt({ classIndex, probability, value }: Columns, index: number): Answer | null {
  const [one, sure, amount] = [classIndex[index], probability[index], value?.[index]];
  if (one != null && sure != null) return { classIndex: one, probability: sure };
  return amount == null ? null : { value: amount };
}
