import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import { findModel, findVersion } from '../model';
import type { Tensor } from '../model/tensor';
import type { Engine, InferenceResult, LoadedModel } from './contract';

/** Time as the fake needs it; `lib/experiment`'s `Clock` is one. */
export interface FakeEngineClock {
  now(): number;
  sleepUntil(atMs: number, signal: AbortSignal): Promise<void>;
}

/** How one call goes. */
export interface FakeCall {
  readonly queueMs?: number;
  readonly transferMs?: number;
  /** Default 1. */
  readonly computeMs?: number;
  /** Time that no stage claims, ms. */
  readonly restMs?: number;
  /** What it takes to note the answer once it is there, ms. */
  readonly notesMs?: number;
  /** Thrown when the call's time is over; anything at all, as a runtime may throw anything. */
  readonly error?: unknown;
  /** The call never ends by itself. */
  readonly hangs?: boolean;
}

export interface FakeEngineOptions {
  readonly clock: FakeEngineClock;
  /** Script: how the `call`-th call (0, 1, …) over `rows` rows goes. */
  readonly plan?: (call: number, rows: number) => FakeCall;
  /** The answer to a row; by default a soft-max over ten slices of it. */
  readonly answer?: (row: Float32Array) => Float32Array;
  /** Chunks in which progress is told; 0 = none. */
  readonly progressSteps?: number;
  /** Calls at a time, the others wait; default any number. */
  readonly concurrency?: number;
}

/** An engine that knows the models by name only: deterministic answers, scripted times and failures on a clock that the test owns. */
export function createFakeEngine(options: FakeEngineOptions): Engine {
  const {
    clock,
    plan = (): FakeCall => ({}),
    answer = sliceMeans,
    progressSteps = 0,
    concurrency = Number.POSITIVE_INFINITY,
  } = options;
  let calls = 0;
  let running = 0;
  let busyMs = 0;
  let rowShape: readonly number[] | undefined;
  const disposed = new AbortController();
  const waiting: (() => void)[] = [];

  const infer: Engine['infer'] = async (inputs, { signal, onProgress }) => {
    requireAlive();
    if (!rowShape) throw new TrilaneError('not-ready', 'The model is not loaded yet.');
    if (inputs.shape.slice(1).join() !== rowShape.join())
      throw new TrilaneError('wrong-shape', `A row must have the shape ${rowShape.join(' x ')}.`);
    const rows = inputs.shape[0] ?? 0;
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    const {
      queueMs = 0,
      transferMs = 0,
      computeMs = 1,
      restMs = 0,
      notesMs = 0,
      error,
      hangs = false,
    } = plan(calls++, rows);
    const calledAtMs = clock.now();
    while (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    const stop = either(signal, disposed.signal);
    try {
      const ownQueueMs = clock.now() - calledAtMs;
      const startMs = clock.now();
      const totalMs = hangs ? Number.POSITIVE_INFINITY : queueMs + transferMs + computeMs + restMs + notesMs;
      for (let step = 1; step <= Math.max(1, progressSteps); step++) {
        await clock.sleepUntil(startMs + (totalMs * step) / Math.max(1, progressSteps), stop.signal);
        requireAlive();
        if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
        if (progressSteps > 0) onProgress?.(Math.floor((rows * step) / progressSteps));
      }
      if (error !== undefined) throw error;
      busyMs += computeMs;
      const stages = { queueMs: ownQueueMs + queueMs, transferMs, computeMs };
      return { outputs: answerAll(inputs, answer), stages, batchSize: rows, notesMs } satisfies InferenceResult;
    } catch (thrown) {
      throw thrown instanceof TrilaneError ? thrown : TrilaneError.from(reportOf(thrown, 'inference-failed'));
    } finally {
      stop.release();
      running -= 1;
      waiting.shift()?.();
    }
  };
  const requireAlive = () => {
    if (disposed.signal.aborted) throw new TrilaneError('engine-died', 'The engine was closed.');
  };

  return {
    kind: 'fake',
    async load(target, { signal, onProgress }): Promise<LoadedModel> {
      requireAlive();
      if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
      const { sha256, sizeBytes } = findVersion(target);
      onProgress?.({ what: 'model', loadedBytes: sizeBytes, totalBytes: sizeBytes });
      rowShape = findModel(target.modelId).input.shape.slice(1);
      return {
        sha256,
        coldStart: { fetchMs: 0, compileMs: 0, firstRunMs: 0 },
        environment: { runtime: 'fake', threads: 1 },
      };
    },
    infer,
    async meter() {
      requireAlive();
      const busyBeforeMs = busyMs;
      return {
        stop: async () => ({
          cpuSeconds: (busyMs - busyBeforeMs) / 1000,
          cpuMethod: 'worker-busy-time',
          computeThreads: 1,
          peakMemoryBytes: null,
          memoryMethod: 'wasm-heap',
          bytesSent: 0,
          bytesReceived: 0,
          bytesOnce: 0,
          eventLoopUtilisation: null,
        }),
      };
    },
    async dispose() {
      disposed.abort();
    },
  };
}

function answerAll(inputs: Tensor, answer: (row: Float32Array) => Float32Array): Tensor {
  const rows = inputs.shape[0] ?? 0;
  const rowLength = inputs.data.length / rows;
  const answers = Array.from({ length: rows }, (_, row) =>
    answer(inputs.data.subarray(row * rowLength, (row + 1) * rowLength)),
  );
  const classes = answers[0]?.length ?? 0;
  const data = new Float32Array(rows * classes);
  answers.forEach((values, row) => {
    data.set(values, row * classes);
  });
  return { shape: [rows, classes], data };
}

const CLASSES = 10;

function sliceMeans(row: Float32Array): Float32Array {
  const sums = new Float64Array(CLASSES);
  row.forEach((value, index) => {
    sums[Math.floor((index * CLASSES) / row.length)] = (sums[Math.floor((index * CLASSES) / row.length)] ?? 0) + value;
  });
  const largest = Math.max(...sums);
  const weights = sums.map((sum) => Math.exp(((sum - largest) * CLASSES) / row.length));
  const total = weights.reduce((left, right) => left + right, 0);
  return Float32Array.from(weights, (weight) => weight / total);
}

function either(...signals: readonly AbortSignal[]): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const ends = signals.map((signal) => onAbort(signal, () => controller.abort()));
  return {
    signal: controller.signal,
    release: () => {
      for (const end of ends) end();
    },
  };
}
