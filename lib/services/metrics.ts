import { performance } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../errors';
import type { ModelTarget } from '../model/manifest';

/** What the server counts about itself, for Prometheus. */
export interface Metrics {
  /** Counters of one model version, looked up once: they are touched on every prediction. */
  forVersion(target: ModelTarget): VersionMetrics;
  batchDone(rows: number): void;
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

export function createMetrics(waitingRows: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_DELAY_MS });
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
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
