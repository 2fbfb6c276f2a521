import { findModel } from '../model';
import { isClass, isValue } from '../model/answer';

import { ANATOMY_PARTS } from './anatomy';
import { csvCell } from './csv-cell';
import type { Distribution } from './distribution';
import type { LaneId, LaneRecord } from './lane-record';
import { latencyMs, type Measurement } from './measurement';
import { PERCENTILE_IDS, type PercentileResult } from './percentile';
import type { LaneSummary } from './summary';
import type { Throughput } from './throughput';

/** Rows behind a chart, for files; column names carry their unit. An empty cell is a value that does not exist. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** RFC 4180, with a header row and LF between rows, as spreadsheets and pandas read it. */
export function toCsv({ columns, rows }: DataTable): string {
  const cell = (value: string | number | null) => csvCell(value === null ? '' : String(value));
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

/** One row a drawn time: which share of each lane's answers had come, and (where drawn) as the uncorrected latency has it (SPEC 1.2). */
export function distributionTable(distribution: Distribution | null, lanes: readonly LaneId[]): DataTable {
  const points = distribution?.points ?? [];
  const both = lanes.filter((lane) => points.some(({ uncorrected }) => uncorrected[lane] !== undefined));
  return {
    columns: ['within_ms', ...lanes.map((lane) => `${lane}_share`), ...both.map((lane) => `${lane}_uncorrected_share`)],
    rows: points.map(({ withinMs, shares, uncorrected }) => [
      withinMs,
      ...lanes.map((lane) => shares[lane] ?? null),
      ...both.map((lane) => uncorrected[lane] ?? null),
    ]),
  };
}

/** One row a window. */
export function throughputTable({ windows }: Throughput, lanes: readonly LaneId[]): DataTable {
  return {
    columns: ['from_ms', 'to_ms', ...lanes.map((lane) => `${lane}_answers_per_second`)],
    rows: windows.map(({ fromMs, toMs, perSecond }) => [fromMs, toMs, ...lanes.map((lane) => perSecond[lane] ?? null)]),
  };
}

/** One row a lane. */
export function anatomyTable(summaries: readonly LaneSummary[]): DataTable {
  return {
    columns: ['lane', 'median_ms', ...ANATOMY_PARTS.map((part) => `${part}_share`)],
    rows: summaries.map(({ id, anatomy }) => [
      id,
      anatomy?.totalMs ?? null,
      ...ANATOMY_PARTS.map((part) => anatomy?.shares[part] ?? null),
    ]),
  };
}

/** One row a lane. */
export function resourceTable(summaries: readonly LaneSummary[]): DataTable {
  return {
    columns: [
      'lane',
      'cpu_seconds_per_1000',
      'cpu_method',
      'items_per_second',
      'cpu_idle_seconds',
      'cpu_others_seconds',
      'peak_memory_bytes',
      'memory_method',
      'bytes_sent_per_item',
      'bytes_received_per_item',
      'bytes_method',
      'bytes_once',
    ],
    rows: summaries.map(({ id, resources, itemsPerSecond }) => [
      id,
      resources?.cpuSecondsPer1000 ?? null,
      resources?.cpuMethod ?? null,
      itemsPerSecond,
      resources?.cpuApart?.idleSeconds ?? null,
      resources?.cpuApart?.othersSeconds ?? null,
      resources?.peakMemoryBytes ?? null,
      resources?.memoryMethod ?? null,
      resources?.bytesSentPerItem ?? null,
      resources?.bytesReceivedPerItem ?? null,
      resources?.bytesMethod ?? null,
      resources?.bytesOnce ?? null,
    ]),
  };
}

/**
 * One row a lane: the results table, with the interval of every percentile. A locked percentile is empty, and so is the
 * uncorrected one of a lane that gathers.
 */
export function resultsTable(summaries: readonly LaneSummary[]): DataTable {
  const of = (result: PercentileResult) =>
    result.state === 'earned' ? [result.valueMs, result.low, result.high] : [null, null, null];
  return {
    columns: [
      'lane',
      'model',
      'version',
      'planned',
      'completed',
      'failed',
      'timed_out',
      'cancelled',
      ...PERCENTILE_IDS.flatMap((id) => [`${id}_ms`, `${id}_low_ms`, `${id}_high_ms`]),
      ...PERCENTILE_IDS.map((id) => `${id}_uncorrected_ms`),
      'emulated_median_ms',
      'items_per_second',
      'items_per_second_low',
      'items_per_second_high',
      'items_per_compute_second',
      'items_per_compute_second_low',
      'items_per_compute_second_high',
      'mean_batch_size',
      'age_mean_ms',
      'age_worst_ms',
      'lag_one_correlation',
      'cpu_seconds_per_1000',
      'cores_busy',
      'peak_memory_bytes',
      'bytes_total',
      'bytes_once',
      'right',
      'labelled',
      'accuracy_low',
      'accuracy_high',
    ],
    rows: summaries.map((summary) => {
      const { counts, resources, accuracy } = summary;
      return [
        summary.id,
        summary.target.modelId,
        summary.target.versionId,
        summary.plannedCount,
        counts.completed,
        counts.failed,
        counts.timedOut,
        counts.cancelled,
        ...PERCENTILE_IDS.flatMap((id) => of(summary.latency[id])),
        ...PERCENTILE_IDS.map((id) => (summary.uncorrected && of(summary.uncorrected[id])[0]) ?? null),
        summary.emulatedMedianMs,
        summary.itemsPerSecond,
        summary.throughputInterval?.low ?? null,
        summary.throughputInterval?.high ?? null,
        summary.itemsPerComputeSecond,
        summary.computeRateInterval?.low ?? null,
        summary.computeRateInterval?.high ?? null,
        summary.meanBatchSize,
        summary.freshness?.meanMs ?? null,
        summary.freshness?.worstMs ?? null,
        summary.correlation,
        resources?.cpuSecondsPer1000 ?? null,
        summary.coresBusy,
        resources?.peakMemoryBytes ?? null,
        resources?.bytesTotal ?? null,
        resources?.bytesOnce ?? null,
        accuracy?.count ?? null,
        accuracy?.of ?? null,
        accuracy?.low ?? null,
        accuracy?.high ?? null,
      ];
    }),
  };
}

/** What a row says of a measurement; a column more where a model answers with a value. */
export function measurementColumns(records: readonly Pick<LaneRecord, 'target'>[]): readonly string[] {
  return [
    'repeat',
    'lane',
    'item',
    'outcome',
    'arrived_at_ms',
    'started_at_ms',
    'finished_at_ms',
    'latency_ms',
    'wait_ms',
    'blocked_ms',
    'queue_ms',
    'record_ms',
    'transfer_ms',
    'compute_ms',
    'emulated_ms',
    'batch_size',
    'class_index',
    'probability',
    ...(records.some(answersWithValue) ? ['value'] : []),
    'error',
  ];
}

const answersWithValue = ({ target }: Pick<LaneRecord, 'target'>) => findModel(target.modelId).answers === 'value';

/** The rows of some measurements of a lane: a long table is made in pieces. @param repeat counted from 1 */
export function measurementRows(repeat: number, record: LaneRecord, from: number, to: number): DataTable['rows'] {
  const { id, measurements } = record;
  const hasValue = answersWithValue(record);
  return Array.from({ length: Math.max(0, Math.min(to, measurements.length) - from) }, (_, index) => {
    const measurement = measurements.at(from + index);
    return measurement ? [repeat, id, ...measurementCells(measurement, hasValue)] : [];
  });
}

function measurementCells(measurement: Measurement, hasValue: boolean): readonly (string | number | null)[] {
  const { item, outcome, arrivedAtMs, startedAtMs, finishedAtMs } = measurement;
  const timing = [item, outcome, arrivedAtMs, startedAtMs, finishedAtMs, latencyMs(measurement)] as const;
  if (measurement.outcome !== 'completed')
    return [...timing, ...Array<null>(hasValue ? 11 : 10).fill(null), measurement.error.code];
  const { stages, batchSize, answer } = measurement;
  const answered = isClass(answer) ? [answer.classIndex, answer.probability] : [null, null];
  return [
    ...timing,
    stages.waitMs,
    stages.blockedMs,
    stages.queueMs,
    stages.recordMs,
    stages.transferMs,
    stages.computeMs,
    stages.emulatedMs,
    batchSize,
    ...answered,
    ...(hasValue ? [isValue(answer) ? answer.value : null] : []),
    null,
  ];
}
