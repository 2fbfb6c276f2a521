import type { EventLoopUtilization } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, VersionFile } from './pool-messages';
import type { Batch, VersionQueue } from './version-queue';

/** A batch and the queue its jobs came from. */
export interface Assignment {
  readonly key: string;
  readonly queue: VersionQueue;
  readonly batch: Batch;
}

export interface PoolWorkerEvents {
  onMessage(worker: PoolWorker, message: FromWorker): void;
  /** The thread has ended, whatever the reason; it is told once. */
  onExit(worker: PoolWorker): void;
}

/** One inference thread, seen from the thread that serves HTTP. */
export class PoolWorker {
  readonly #thread: Worker;
  /** Versions it can run. */
  readonly loaded = new Set<string>();
  /** Versions whose load it has not answered yet. */
  readonly loading = new Set<string>();
  assignment: Assignment | null = null;
  /** Whether it ever answered a batch or loaded a version: a thread that did neither is not worth replacing for ever. */
  useful = false;

  constructor(file: string, versions: readonly VersionFile[], events: PoolWorkerEvents) {
    this.#thread = new Worker(file, { name: 'trilane-inference' });
    this.#thread.on('message', (message: FromWorker) => events.onMessage(this, message));
    // An error is followed by the exit, which is what counts.
    this.#thread.on('error', () => {});
    this.#thread.once('exit', () => events.onExit(this));
    for (const version of versions) {
      this.loading.add(version.key);
      this.#post({ type: 'load', version });
    }
  }

  run(assignment: Assignment): void {
    this.assignment = assignment;
    const values = assignment.queue.join(assignment.batch);
    this.#post({ type: 'run', key: assignment.key, rows: assignment.batch.rows, values }, [values.buffer]);
  }

  /** Share of the time since it started that the thread was busy, as `performance.eventLoopUtilization()` counts it. */
  utilisation(): EventLoopUtilization {
    return this.#thread.performance.eventLoopUtilization();
  }

  async terminate(): Promise<void> {
    await this.#thread.terminate();
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#thread.postMessage(message, transfer);
  }
}
