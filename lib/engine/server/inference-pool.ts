import 'server-only';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { EventLoopUtilization } from 'node:perf_hooks';
import { type ErrorReport, TrilaneError } from '../../errors';
import { onAbort } from '../../errors/on-abort';
import type { Manifest, ModelTarget } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import type { Death } from '../../processes/deaths';
import type { ColdStart } from '../contract';
import type { BatchTimes, FromWorker, VersionFile } from './pool-messages';
import { PoolWorker } from './pool-worker';
import { versionFileOf } from './version-file';
import { type Job, type PoolResult, VersionQueue } from './version-queue';

export interface PoolOptions {
  readonly manifest: Manifest;
  /** The folder whose files the manifest's paths name. */
  readonly publicRoot: string;
  /** The bundle of `inference-worker.ts`. */
  readonly workerFile?: string;
  /** Inference threads; default one fewer than there are cores, at least 1. */
  readonly workerCount?: number;
  /** Most rows the model works on together; default 32. */
  readonly mostRowsPerBatch?: number;
  /** Most rows that may wait, over all versions; default 1024. */
  readonly queueLimit?: number;
  /** Called for every batch that is done. */
  readonly onBatch?: (target: ModelTarget, rows: number, times: BatchTimes) => void;
  /** Called when a thread has ended unasked. */
  readonly onDeath?: (death: Death) => void;
}

export interface PoolInferOptions {
  readonly signal?: AbortSignal;
  /** A cheaper way to say the same: polled before the rows are handed to a thread. */
  readonly abandoned?: () => boolean;
}

/** Where a model version stands. `sha256` is that of the bytes really loaded. */
export type VersionState = ModelTarget &
  (
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly sha256: string; readonly coldStart: ColdStart }
    | { readonly state: 'failed'; readonly error: ErrorReport }
  );

export interface InferencePool {
  readonly workerCount: number;
  readonly mostRowsPerBatch: number;
  readonly queueLimit: number;
  /** Name and version of what computes; null until a thread has said it. */
  readonly runtime: string | null;
  /** @throws TrilaneError `unknown-version`, `not-ready`, `queue-full`, `too-many-samples`, `inference-failed`, `engine-died`, `cancelled`, or why the version did not load */
  infer(target: ModelTarget, inputs: Tensor, options?: PoolInferOptions): Promise<PoolResult>;
  versions(): readonly VersionState[];
  /** @throws TrilaneError `unknown-version` */
  version(target: ModelTarget): VersionState;
  /** Every version is loaded or has failed for good. */
  isSettled(): boolean;
  /** Resolves when `isSettled()`. */
  settled(): Promise<void>;
  /** Threads that are there, whatever they have loaded. */
  livingThreads(): number;
  /** Rows that wait for a thread. */
  waitingRows(): number;
  /** A snapshot for each living thread, by its id, to be compared with a later one. */
  utilisation(): ReadonlyMap<number, EventLoopUtilization>;
  close(): Promise<void>;
}

/** A thread that dies so often in a row without any use is not replaced again. */
const MOST_USELESS_DEATHS = 3;

interface Version {
  readonly target: ModelTarget;
  readonly file: VersionFile;
  readonly queue: VersionQueue;
  state: VersionState;
  /** Why some thread could not load it. */
  refusal?: ErrorReport;
}

const DEFAULT_WORKER_FILE = join(process.cwd(), '.build', 'inference-worker.mjs');

/**
 * A pool of inference threads with continuous batching: whatever waits for a version when a thread is free goes out
 * as one batch, up to a cap; no timer. Versions take turns. All versions are loaded in every thread, at once and in
 * the background.
 */
export function createInferencePool(options: PoolOptions): InferencePool {
  return new Pool(options);
}

class Pool implements InferencePool {
  readonly workerCount: number;
  readonly mostRowsPerBatch: number;
  readonly queueLimit: number;
  runtime: string | null = null;
  readonly #workerFile: string;
  readonly #onBatch: PoolOptions['onBatch'];
  readonly #onDeath: PoolOptions['onDeath'];
  readonly #versions: readonly Version[];
  readonly #sharedSizes: { readonly input: number; readonly output: number };
  readonly #byKey: ReadonlyMap<string, Version>;
  readonly #workers = new Set<PoolWorker>();
  #turn = 0;
  #isPumpDue = false;
  #uselessDeaths = 0;
  #closed = false;
  #whenSettled: (() => void)[] = [];

  constructor(options: PoolOptions) {
    this.workerCount = options.workerCount ?? Math.max(1, availableParallelism() - 1);
    this.mostRowsPerBatch = options.mostRowsPerBatch ?? 32;
    this.queueLimit = options.queueLimit ?? 1024;
    this.#workerFile = options.workerFile ?? DEFAULT_WORKER_FILE;
    this.#onBatch = options.onBatch;
    this.#onDeath = options.onDeath;
    this.#versions = versionsOf(options.manifest, options.publicRoot);
    this.#byKey = new Map(this.#versions.map((version) => [version.file.key, version]));
    const longest = (lengths: readonly number[]) => Math.max(0, ...lengths) * this.mostRowsPerBatch;
    this.#sharedSizes = {
      input: longest(this.#versions.map((version) => version.queue.inputLength)),
      output: longest(this.#versions.map((version) => version.queue.outputLength)),
    };
    for (let index = 0; index < this.workerCount; index++) this.#startWorker();
  }

  infer(target: ModelTarget, inputs: Tensor, { signal, abandoned }: PoolInferOptions = {}): Promise<PoolResult> {
    return new Promise((resolve, reject) => {
      const version = this.#find(target);
      const { queue, state } = version;
      if (this.#closed) throw new TrilaneError('engine-died', 'The server is shutting down.');
      if (state.state === 'failed') throw TrilaneError.from(state.error);
      if (state.state === 'loading') throw new TrilaneError('not-ready', `${version.file.key} is still loading.`);
      if (signal?.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
      const rows = inputs.shape[0] ?? 0;
      if (rows > this.queueLimit) {
        throw new TrilaneError(
          'too-many-samples',
          `One request takes up to ${this.queueLimit} rows here; it has ${rows}.`,
        );
      }
      if (this.waitingRows() + rows > this.queueLimit) {
        throw new TrilaneError('queue-full', `${this.waitingRows()} rows are waiting already. Try again in a moment.`);
      }
      const job: Job = {
        values: inputs.data,
        rows,
        enqueuedAtMs: performance.now(),
        abandoned,
        resolve,
        reject,
        settled: false,
        taken: 0,
        done: 0,
        gathered: null,
        computeMs: 0,
        batchSize: 0,
        unwatch: null,
      };
      queue.add(job);
      if (signal) {
        job.unwatch = onAbort(signal, () => queue.drop(job, new TrilaneError('cancelled', 'Cancelled.')));
      }
      this.#pump();
    });
  }

  versions(): readonly VersionState[] {
    return this.#versions.map((version) => version.state);
  }

  version(target: ModelTarget): VersionState {
    return this.#find(target).state;
  }

  isSettled(): boolean {
    return this.#versions.every((version) => version.state.state !== 'loading');
  }

  settled(): Promise<void> {
    return this.isSettled() ? Promise.resolve() : new Promise((resolve) => this.#whenSettled.push(resolve));
  }

  livingThreads(): number {
    return this.#workers.size;
  }

  waitingRows(): number {
    let rows = 0;
    for (const version of this.#versions) rows += version.queue.waitingRows;
    return rows;
  }

  utilisation(): ReadonlyMap<number, EventLoopUtilization> {
    return new Map([...this.#workers].map((worker) => [worker.threadId, worker.utilisation()]));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const error = new TrilaneError('engine-died', 'The server is shutting down.');
    for (const version of this.#versions) version.queue.dropAll(error);
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
  }

  #find(target: ModelTarget): Version {
    const version = this.#byKey.get(keyOf(target));
    if (!version) throw new TrilaneError('unknown-version', `There is no "${keyOf(target)}" in this pool.`);
    return version;
  }

  /**
   * Gives every idle thread the next batch, at the end of this turn of the event loop: requests that were read in the same
   * turn go together, and a hop to a thread costs as much for one row as for thirty.
   */
  #pump(): void {
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    setImmediate(() => this.#pumpNow());
  }

  #pumpNow(): void {
    this.#isPumpDue = false;
    for (const worker of this.#workers) {
      if (worker.assignment === null) this.#assign(worker);
    }
  }

  #assign(worker: PoolWorker): void {
    for (let step = 0; step < this.#versions.length; step++) {
      const index = (this.#turn + step) % this.#versions.length;
      const version = this.#versions[index];
      if (!version || version.queue.waitingRows === 0 || !worker.loaded.has(version.file.key)) continue;
      const batch = version.queue.take(this.mostRowsPerBatch);
      if (!batch) continue;
      this.#turn = index + 1;
      worker.run({ key: version.file.key, target: version.target, queue: version.queue, batch });
      return;
    }
  }

  #startWorker(): void {
    const files = this.#versions.map((version) => version.file);
    const worker = new PoolWorker(this.#workerFile, files, this.#sharedSizes, {
      onMessage: (from, message) => this.#receive(from, message),
      onExit: (from, how) => this.#replace(from, how),
    });
    this.#workers.add(worker);
  }

  #receive(worker: PoolWorker, message: FromWorker): void {
    switch (message.type) {
      case 'ran':
      case 'failed': {
        const { assignment } = worker;
        if (!assignment) return;
        const { target, queue, batch } = assignment;
        worker.assignment = null;
        if (message.type === 'ran') {
          this.#onBatch?.(target, batch.rows, message);
          queue.settle(batch, worker.rows.output, message.computeMs);
        } else {
          for (const { job } of batch.slices) queue.drop(job, TrilaneError.from(message.error));
        }
        // What waits already goes at once, while the answers above are written: the thread need not wait for that.
        this.#assign(worker);
        return;
      }
      case 'loaded':
        worker.loaded.add(message.key);
        worker.useful = true;
        this.runtime = message.runtime;
        this.#uselessDeaths = 0;
        this.#loadAnswered(worker, message.key, { coldStart: message.coldStart });
        return;
      case 'not-loaded':
        this.#loadAnswered(worker, message.key, { error: message.error });
    }
  }

  #loadAnswered(worker: PoolWorker, key: string, answer: { coldStart: ColdStart } | { error: ErrorReport }): void {
    worker.loading.delete(key);
    const version = this.#byKey.get(key);
    if (!version) return;
    if ('coldStart' in answer) {
      // What this thread verified before it loaded.
      version.state = { ...version.target, state: 'ready', sha256: version.file.sha256, ...answer };
      this.#pump();
    } else {
      version.refusal = answer.error;
      if (!this.#isHeld(key)) this.#fail(version, answer.error);
    }
    this.#announceSettled();
  }

  /** Whether some thread can run a version, or may yet. */
  #isHeld(key: string): boolean {
    return [...this.#workers].some((worker) => worker.loaded.has(key) || worker.loading.has(key));
  }

  #fail(version: Version, error: ErrorReport): void {
    version.state = { ...version.target, state: 'failed', error };
    version.queue.dropAll(TrilaneError.from(error));
  }

  #replace(worker: PoolWorker, how: string): void {
    this.#workers.delete(worker);
    const died = new TrilaneError(
      'engine-died',
      'The thread that computed this ended unexpectedly; it has been replaced.',
    );
    if (worker.assignment) {
      for (const { job } of worker.assignment.batch.slices) worker.assignment.queue.drop(job, died);
    }
    if (this.#closed) return;
    if (!worker.useful) this.#uselessDeaths += 1;
    const isReplaced = this.#uselessDeaths < MOST_USELESS_DEATHS;
    this.#onDeath?.({ process: 'inference-thread', how, isReplaced });
    if (isReplaced) {
      this.#startWorker();
      return;
    }
    // It is not replaced: what no other thread has loaded, or is loading, nobody will.
    const error: ErrorReport = { code: 'engine-died', detail: 'The inference threads end as soon as they start.' };
    for (const version of this.#versions) {
      if (version.state.state !== 'failed' && !this.#isHeld(version.file.key))
        this.#fail(version, version.refusal ?? error);
    }
    this.#announceSettled();
  }

  #announceSettled(): void {
    if (!this.isSettled()) return;
    for (const resolve of this.#whenSettled.splice(0)) resolve();
  }
}

function keyOf({ modelId, versionId }: ModelTarget): string {
  return `${modelId}/${versionId}`;
}

function versionsOf(manifest: Manifest, publicRoot: string): Version[] {
  return manifest.models.flatMap((model) =>
    model.versions.map((version): Version => {
      const target = { modelId: model.id, versionId: version.id };
      const file = versionFileOf(model, version, publicRoot);
      const queue = new VersionQueue(elementCount(file.rowShape), elementCount(model.output.shape.slice(1)));
      return { target, file, queue, state: { ...target, state: 'loading' } };
    }),
  );
}
