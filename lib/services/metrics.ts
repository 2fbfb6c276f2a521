import { performance } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BatchSystem } from '../batch/batch-system';
import { ERROR_STATUS, type ErrorCode, reportOf } from '../errors';
import type { ModelTarget } from '../model/manifest';
import { type Death, KEPT_PROCESSES } from '../processes/deaths';
import { addBatchMetrics } from './batch-metrics';

/** What the server counts about itself, for Prometheus. */
export interface Metrics {
  /** Counters of one model version, looked up once: they are touched on every prediction. */
  forVersion(target: ModelTarget): VersionMetrics;
  batchDone(rows: number): void;
  /** A query of the database took so long, ms. */
  queryDone(durationMs: number): void;
  /** A process or thread ended unasked. */
  died(death: Death): void;
  /**
   * A client was refused something, whoever refused it.
   * @param reason one of a few words of ours, such as a code of an error: never anything that a client sent
   */
  refused(reason: string): void;
  /** A stream of events began. @returns to be called when it is over */
  streamOpened(route: string): () => void;
  /** Counts an upload, and what came of it. */
  upload<T>(work: () => Promise<T>): Promise<T>;
  /** In the Prometheus text format. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

export interface VersionMetrics {
  completed(durationMs: number): void;
  failed(code: ErrorCode): void;
}

/**
 * Between two looks at the delay of the event loop. At the usual 10 a hundred wake-ups a second cost an idle server more than
 * all else; the utilisation below tells of a busy loop without any. ms
 */
const LOOP_DELAY_MS = 1000;
const DURATION_BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const BATCH_BUCKETS_ROWS = [1, 2, 4, 8, 16, 32, 64];

/** What is looked at when somebody asks. */
export interface MetricSources {
  waitingRows(): number;
  livingThreads(): number;
  system(): Pick<BatchSystem, 'opened' | 'dataRoot'>;
  onRefused?(reason: string): void;
}

export function createMetrics({ waitingRows, livingThreads, system, onRefused = () => {} }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_DELAY_MS });
  // They hold the interval between two looks, and so would tell of a loop that is a second late.
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    registry.removeSingleMetric(`nodejs_eventloop_lag_${part}_seconds`);
  const predictions = new Counter({
    name: 'trilane_predictions_total',
    help: 'Inference requests answered, by outcome: completed, or the code of the error.',
    labelNames: ['model', 'version', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'trilane_prediction_duration_seconds',
    help: 'Time a completed inference request spent on the server, its upload excluded.',
    labelNames: ['model', 'version'],
    buckets: DURATION_BUCKETS_SECONDS,
    registers,
  });
  const batchRows = new Histogram({
    name: 'trilane_batch_rows',
    help: 'Rows the model worked on together.',
    buckets: BATCH_BUCKETS_ROWS,
    registers,
  });
  new Gauge({
    name: 'trilane_queue_rows',
    help: 'Rows that wait for an inference thread.',
    registers,
    collect() {
      this.set(waitingRows());
    },
  });
  new Gauge({
    name: 'trilane_inference_threads',
    help: 'Inference threads that live.',
    registers,
    collect() {
      this.set(livingThreads());
    },
  });
  const deaths = new Counter({
    name: 'trilane_process_deaths_total',
    help: 'Processes and threads of the server that ended unasked.',
    labelNames: ['process'],
    registers,
  });
  const restarts = new Counter({
    name: 'trilane_process_restarts_total',
    help: 'Those of them that were started again.',
    labelNames: ['process'],
    registers,
  });
  for (const process of KEPT_PROCESSES) for (const counter of [deaths, restarts]) counter.inc({ process }, 0);
  const refusals = new Counter({
    name: 'trilane_refusals_total',
    help: 'Requests and connections that were refused for what they ask of the server or may not ask, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const streams = new Gauge({
    name: 'trilane_open_streams',
    help: 'Streams of events that somebody follows, by route.',
    labelNames: ['route'],
    registers,
  });
  const uploads = new Counter({
    name: 'trilane_uploads_total',
    help: 'Uploads that are over, by outcome: kept, refused (for what they were), failed, cancelled.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of UPLOAD_OUTCOMES) uploads.inc({ outcome }, 0);
  const uploading = new Gauge({ name: 'trilane_uploads_in_progress', help: 'Uploads that come in.', registers });
  const queryDone = addBatchMetrics(registry, system);
  let sinceLast = performance.eventLoopUtilization();
  new Gauge({
    name: 'trilane_event_loop_utilisation_ratio',
    help: 'Share of the time since the last scrape that the serving thread was busy, 0 to 1.',
    registers,
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, sinceLast).utilization);
      sinceLast = now;
    },
  });
  return {
    forVersion({ modelId, versionId }) {
      const completed = predictions.labels(modelId, versionId, 'completed');
      const seconds = duration.labels(modelId, versionId);
      return {
        completed(durationMs) {
          completed.inc();
          seconds.observe(durationMs / 1000);
        },
        failed: (code) => predictions.labels(modelId, versionId, code).inc(),
      };
    },
    batchDone: (rows) => batchRows.observe(rows),
    queryDone,
    died({ process, isReplaced }) {
      deaths.inc({ process });
      if (isReplaced) restarts.inc({ process });
    },
    refused(reason) {
      refusals.inc({ reason });
      onRefused(reason);
    },
    streamOpened(route) {
      const stream = streams.labels(route);
      stream.inc();
      return () => stream.dec();
    },
    async upload(work) {
      uploading.inc();
      let outcome: UploadOutcome = 'kept';
      try {
        return await work();
      } catch (thrown) {
        outcome = outcomeOf(reportOf(thrown).code);
        throw thrown;
      } finally {
        uploading.dec();
        uploads.inc({ outcome });
      }
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

const UPLOAD_OUTCOMES = ['kept', 'refused', 'failed', 'cancelled'] as const;
type UploadOutcome = (typeof UPLOAD_OUTCOMES)[number];

function outcomeOf(code: ErrorCode): UploadOutcome {
  if (code === 'cancelled') return 'cancelled';
  return ERROR_STATUS[code] < 500 ? 'refused' : 'failed';
}
