import { randomUUID } from 'node:crypto';
import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { TrilaneError } from '../errors';

/** What the server process used between the start and the stop of a meter. */
export interface MeterReport {
  /** All threads of the server process, user and system. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssBytes: number;
  /** Share of the time the serving thread was busy, 0..1. */
  readonly eventLoopUtilisation: number;
  /** The same for every inference thread that lived all the time. */
  readonly workerUtilisation: readonly number[];
}

export interface MeterRegistry {
  /** @throws TrilaneError `queue-full` when too many are open */
  start(): string;
  /** @throws TrilaneError `unknown-job` when there is no such meter, or it has expired */
  stop(id: string): MeterReport;
  /** Whether any is open. */
  isMeasuring(): boolean;
  close(): void;
}

const SAMPLE_INTERVAL_MS = 100;
const EXPIRES_AFTER_MS = 15 * 60_000;
const MOST_OPEN = 256;

interface OpenMeter {
  readonly startMs: number;
  readonly cpu: NodeJS.CpuUsage;
  readonly loop: EventLoopUtilization;
  readonly workers: ReadonlyMap<number, EventLoopUtilization>;
  peakRssBytes: number;
}

/** @param workers a snapshot of every inference thread, by its id */
export function createMeterRegistry(workers: () => ReadonlyMap<number, EventLoopUtilization>): MeterRegistry {
  const open = new Map<string, OpenMeter>();
  let sampling: NodeJS.Timeout | undefined;

  const sample = () => {
    const rssBytes = process.memoryUsage.rss();
    const nowMs = performance.now();
    for (const [id, meter] of open) {
      meter.peakRssBytes = Math.max(meter.peakRssBytes, rssBytes);
      if (nowMs - meter.startMs > EXPIRES_AFTER_MS) open.delete(id);
    }
    stopSamplingWhenIdle();
  };
  const stopSamplingWhenIdle = () => {
    if (open.size > 0) return;
    clearInterval(sampling);
    sampling = undefined;
  };

  return {
    start() {
      if (open.size >= MOST_OPEN) throw new TrilaneError('queue-full', `${MOST_OPEN} meters are open already.`);
      const id = randomUUID();
      open.set(id, {
        startMs: performance.now(),
        cpu: process.cpuUsage(),
        loop: performance.eventLoopUtilization(),
        workers: workers(),
        peakRssBytes: process.memoryUsage.rss(),
      });
      sampling ??= setInterval(sample, SAMPLE_INTERVAL_MS).unref();
      return id;
    },
    stop(id) {
      const meter = open.get(id);
      if (!meter) throw new TrilaneError('unknown-job', 'There is no such meter, or it was left open too long.');
      sample();
      open.delete(id);
      stopSamplingWhenIdle();
      const { user, system } = process.cpuUsage(meter.cpu);
      return {
        cpuSeconds: (user + system) / 1e6,
        wallSeconds: (performance.now() - meter.startMs) / 1000,
        peakRssBytes: meter.peakRssBytes,
        eventLoopUtilisation: performance.eventLoopUtilization(meter.loop).utilization,
        workerUtilisation: [...workers()].flatMap(([thread, now]) => {
          const then = meter.workers.get(thread);
          return then ? [performance.eventLoopUtilization(now, then).utilization] : [];
        }),
      };
    },
    isMeasuring: () => open.size > 0,
    close() {
      open.clear();
      stopSamplingWhenIdle();
    },
  };
}
