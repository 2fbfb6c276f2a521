import 'server-only';
import type { BatchTimes } from '../engine/server/pool-messages';
import type { ModelTarget } from '../model/manifest';

/** How often something was done, and how long it took in all, ms. */
export interface Span {
  readonly count: number;
  readonly totalMs: number;
}

/** What the server did with one model version since it started. Reading it copies nothing. */
export interface VersionStatistics {
  /** When the last request was over, on the clock of `performance.now()`; null before any. ms */
  readonly lastRequestMs: number | null;
  /** Rows of answered requests. */
  readonly rows: number;
  readonly success: Span;
  /** Requests that were refused or that failed. */
  readonly fail: Span;
  /** Of answered requests: waiting for a thread, and the hop to it and back. */
  readonly queue: Span;
  /** Of answered requests: reading the message. */
  readonly input: Span;
  /** Of answered requests: the model, for the batches their rows were in. */
  readonly infer: Span;
  /** Of answered requests: writing the answer. */
  readonly output: Span;
  /** Executions of the model, by the rows that it worked on together. */
  readonly batches: ReadonlyMap<number, BatchStatistics>;
}

export type BatchStatistics = Readonly<BatchTimes> & { readonly count: number };

/** Durations of one answered request, ms; together they are its time on the server. */
export interface RequestTimes {
  readonly inputMs: number;
  readonly queueMs: number;
  readonly computeMs: number;
  readonly outputMs: number;
}

/** Counts for one model version. On the hot path: some additions a request. */
export class VersionCounters implements VersionStatistics {
  lastRequestMs: number | null = null;
  rows = 0;
  readonly success = { count: 0, totalMs: 0 };
  readonly fail = { count: 0, totalMs: 0 };
  readonly queue = { count: 0, totalMs: 0 };
  readonly input = { count: 0, totalMs: 0 };
  readonly infer = { count: 0, totalMs: 0 };
  readonly output = { count: 0, totalMs: 0 };
  readonly batches = new Map<number, { -readonly [Key in keyof BatchStatistics]: number }>();

  answered(rows: number, { inputMs, queueMs, computeMs, outputMs }: RequestTimes, endMs: number): void {
    this.lastRequestMs = endMs;
    this.rows += rows;
    add(this.success, inputMs + queueMs + computeMs + outputMs);
    add(this.queue, queueMs);
    add(this.input, inputMs);
    add(this.infer, computeMs);
    add(this.output, outputMs);
  }

  /** @param durationMs 0 where a request failed before its clock started */
  failed(durationMs: number, endMs: number): void {
    this.lastRequestMs = endMs;
    add(this.fail, durationMs);
  }

  executed(rows: number, { inputMs, computeMs, outputMs }: BatchTimes): void {
    let batch = this.batches.get(rows);
    if (!batch) {
      batch = { count: 0, inputMs: 0, computeMs: 0, outputMs: 0 };
      this.batches.set(rows, batch);
    }
    batch.count += 1;
    batch.inputMs += inputMs;
    batch.computeMs += computeMs;
    batch.outputMs += outputMs;
  }
}

function add(span: { count: number; totalMs: number }, ms: number): void {
  span.count += 1;
  span.totalMs += ms;
}

/** What the server counts for each model version since it started, for those who ask it over the protocol. */
export interface Statistics {
  forVersion(target: ModelTarget): VersionCounters;
}

export function createStatistics(): Statistics {
  const byKey = new Map<string, VersionCounters>();
  return {
    forVersion({ modelId, versionId }) {
      const key = `${modelId}/${versionId}`;
      const known = byKey.get(key) ?? new VersionCounters();
      byKey.set(key, known);
      return known;
    },
  };
}
