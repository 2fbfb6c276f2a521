import type { EventLoopUtilization } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { ModelTarget } from '../../model/manifest';
import { endInWords } from '../../processes/deaths';
import { failureInWords } from '../../processes/failure-in-words';
import type { FromWorker, SharedRows, ToWorker, VersionFile } from './pool-messages';
import type { Batch, VersionQueue } from './version-queue';

/** A batch and the queue its jobs came from. */
export interface Assignment {
  readonly key: string;
  readonly target: ModelTarget;
  readonly queue: VersionQueue;
  readonly batch: Batch;
}

export interface PoolWorkerEvents {
  onMessage(worker: PoolWorker, message: FromWorker): void;
  /** The thread has ended, whatever the reason; it is told once. @param how such as `exit code 1` */
  onExit(worker: PoolWorker, how: string): void;
}

const STOP_LIMIT_MS = 5000;

/** One inference thread, seen from the thread that serves HTTP. */
export class PoolWorker {
  readonly #thread: Worker;
  readonly #exited: Promise<void>;
  /** The batch it works on, and then its answers. */
  readonly rows: SharedRows;
  /** Versions it can run. */
  readonly loaded = new Set<string>();
  /** Versions whose load it has not answered yet. */
  readonly loading = new Set<string>();
  assignment: Assignment | null = null;
  /** Whether it ever answered a batch or loaded a version: a thread that did neither is not worth replacing for ever. */
  useful = false;

  /** @param sizes the most values that a batch may hold */
  constructor(
    file: string,
    versions: readonly VersionFile[],
    sizes: { input: number; output: number },
    events: PoolWorkerEvents,
  ) {
    this.rows = { input: sharedValues(sizes.input), output: sharedValues(sizes.output) };
    this.#thread = new Worker(file, { name: 'trilane-inference', workerData: this.rows });
    this.#thread.on('message', (message: FromWorker) => events.onMessage(this, message));
    // An error is followed by the exit, which is what counts.
    let failure = '';
    this.#thread.on('error', (error) => {
      failure = `${failureInWords(error)}, `;
    });
    this.#exited = new Promise((resolve) => {
      this.#thread.once('exit', (code) => {
        events.onExit(this, `${failure}${endInWords(code, null)}`);
        resolve();
      });
    });
    for (const version of versions) {
      this.loading.add(version.key);
      this.#post({ type: 'load', version });
    }
  }

  get threadId(): number {
    return this.#thread.threadId;
  }

  run(assignment: Assignment): void {
    this.assignment = assignment;
    const { key, queue, batch } = assignment;
    queue.write(batch, this.rows.input);
    this.#post({ type: 'run', key, rows: batch.rows });
  }

  /** Share of the time since it started that the thread was busy, as `performance.eventLoopUtilization()` counts it. */
  utilisation(): EventLoopUtilization {
    return this.#thread.performance.eventLoopUtilization();
  }

  /** Ends the thread when it is done with what it computes, by force if that takes too long. */
  async stop(): Promise<void> {
    const force = setTimeout(() => void this.#thread.terminate(), STOP_LIMIT_MS);
    this.#post({ type: 'stop' });
    await this.#exited;
    clearTimeout(force);
  }

  #post(message: ToWorker): void {
    this.#thread.postMessage(message);
  }
}

function sharedValues(count: number): Float32Array<SharedArrayBuffer> {
  return new Float32Array(new SharedArrayBuffer(count * Float32Array.BYTES_PER_ELEMENT));
}
