import type { ResourceUse } from '../measure/resources';
import type { ModelTarget } from '../model/manifest';
import type { Tensor } from '../model/tensor';
import type { EngineKind } from '../modes/mode';

/**
 * Told whenever something came of a load: silence means that nothing does. `server`: it still answers; `start`: all was fetched, and
 * the runtime starts. Both count no bytes.
 */
export interface LoadProgress {
  readonly what: 'runtime' | 'model' | 'start' | 'server';
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Cold start, its parts apart; ms. A part that does not exist in a lane is 0. */
export interface ColdStart {
  readonly fetchMs: number;
  readonly compileMs: number;
  readonly firstRunMs: number;
}

export interface LoadedModel {
  /** SHA-256 of the bytes this engine really loaded. */
  readonly sha256: string;
  readonly coldStart: ColdStart;
  /** Runtime, threads, SIMD, clock resolution, cores …: the environment stamp. */
  readonly environment: Readonly<Record<string, string | number | boolean>>;
}

export interface LoadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Most threads of the runtime; only the engine in the browser heeds it. */
  readonly threads?: number | null;
}

export interface InferenceResult {
  /** `[batch, ...]`, one row an input row, in order. */
  readonly outputs: Tensor;
  readonly stages: {
    /** Only of an engine that knows how long this device held a request up. */
    readonly blockedMs?: number;
    readonly queueMs: number;
    /** Only of an engine that keeps books of its work. */
    readonly recordMs?: number;
    readonly transferMs: number;
    readonly computeMs: number;
  };
  /** What the engine did after the outputs were there, for its own notes: no part of the answer's time. ms; absent: nothing */
  readonly notesMs?: number;
  /** Time that was added on purpose, ms; only an emulated engine has any. */
  readonly emulatedMs?: number;
  /** How many items the model worked on together (the server may have joined others to ours). */
  readonly batchSize: number;
}

export interface InferOptions {
  readonly signal: AbortSignal;
  /** How many rows of this call are done; only engines that work in chunks call it. */
  readonly onProgress?: (done: number) => void;
}

/** Counts what an engine uses from `meter()` to `stop()`. */
export interface Meter {
  stop(): Promise<ResourceUse>;
}

/** The longest that `dispose` may wait for what has to be told to the server. ms */
export const LONGEST_CALL_OFF_MS = 5000;

/**
 * One contract for every place a model can run; `tests/contracts/engine.test.ts` runs over all of them.
 * All methods reject with a `TrilaneError`. `infer` accepts overlapping calls and queues them where the
 * runtime cannot run two at once. After `dispose` every call rejects with `engine-died`.
 */
export interface Engine {
  readonly kind: EngineKind;
  load(target: ModelTarget, options: LoadOptions): Promise<LoadedModel>;
  /** @param inputs `[batch, ...]` with batch >= 1 */
  infer(inputs: Tensor, options: InferOptions): Promise<InferenceResult>;
  meter(): Promise<Meter>;
  dispose(): Promise<void>;
}
