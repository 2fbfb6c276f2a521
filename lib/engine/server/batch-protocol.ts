import type { ErrorReport } from '../../errors';
import type { ModelEntry, ModelVersion } from '../../model/manifest';

/**
 * What the server and its batch process say to each other over the process's IPC channel. Tensors do not go that way:
 * they travel as raw bytes through a pipe of their own (file descriptor `TENSOR_PIPE`, both ways), which took a quarter
 * of the time and did not hold up the server's event loop (serialising 60 MB for IPC blocks it for over 100 ms).
 */
export const TENSOR_PIPE = 3;

/** One job at a time: the server sends the next `run` after the last one's end. */
export type ToProcess =
  | { readonly type: 'load'; readonly model: ModelEntry; readonly version: ModelVersion; readonly publicRoot: string }
  | {
      readonly type: 'run';
      /** SHA-256 of a version loaded before. */
      readonly sha256: string;
      readonly count: number;
      readonly batchSize: number | null;
      /** `tensor`: the rows follow through the pipe. `samples`: the process draws them from the test images. */
      readonly source: { readonly kind: 'tensor' } | { readonly kind: 'samples'; readonly seed: number };
    }
  | { readonly type: 'cancel' };

export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'loaded' }
  | { readonly type: 'started'; readonly batchSize: number }
  | { readonly type: 'progress'; readonly done: number }
  /** The answers, `[count, classes]`, go through the pipe as well. */
  | { readonly type: 'done'; readonly report: BatchReport }
  | { readonly type: 'failed'; readonly error: ErrorReport }
  /** Nothing of the cancelled job is left; no answers follow. */
  | { readonly type: 'cancelled' };

export interface BatchReport {
  /** From the first batch's start to the last one's end, ms. */
  readonly computeMs: number;
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
  readonly batchSize: number;
  readonly environment: Readonly<Record<string, string | number | boolean>>;
  /** Right answers, where the truth is known. */
  readonly correct: number | null;
}
