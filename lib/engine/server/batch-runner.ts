import 'server-only';
import { TrilaneError } from '../../errors';
import type { Tensor } from '../../model/tensor';
import { type BatchChild, type ChildWork, type RunListeners, startBatchChild } from './batch-child';
import type { BatchReport } from './batch-protocol';

export type BatchWork = ChildWork;

export interface BatchOutcome {
  /** `[count, classes]`, in the order of the rows. */
  readonly outputs: Tensor;
  readonly report: BatchReport;
  /** Starting the process and loading the model, ms; 0 when both were warm. */
  readonly loadMs: number;
  /** Handing the job over to the process and its answers back, ms. */
  readonly transferMs: number;
}

export interface BatchRunOptions extends RunListeners {
  readonly signal: AbortSignal;
}

/** Runs batch jobs in a process of its own, kept warm between jobs and replaced when it dies. */
export interface BatchRunner {
  /**
   * Calls that overlap run one after another. An abort rejects at once; the process stops behind it.
   * @throws TrilaneError `cancelled`, `engine-died`, `hash-mismatch`, `model-load-failed`, `inference-failed`
   */
  run(work: BatchWork, options: BatchRunOptions): Promise<BatchOutcome>;
  /** Of the process as it is now; `undefined` before the first job and after a death. */
  processId(): number | undefined;
  dispose(): Promise<void>;
}

/** @param publicRoot the folder that the manifest's addresses start from */
export function createBatchRunner({ publicRoot }: { publicRoot: string }): BatchRunner {
  let child: BatchChild | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let disposed = false;

  async function work(job: BatchWork, { signal, ...listeners }: BatchRunOptions): Promise<BatchOutcome> {
    const beganAtMs = performance.now();
    throwIfStopped(signal);
    const warm = child?.isAlive() ? child : undefined;
    const current = warm ?? startBatchChild();
    child = current;
    await current.load(job.model, job.version, publicRoot);
    throwIfStopped(signal);
    const loadedAtMs = performance.now();
    const cancel = () => current.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const { outputs, report } = await current.run(job, listeners);
      const transferMs = Math.max(0, performance.now() - loadedAtMs - report.computeMs);
      const shape = [job.count, ...job.model.output.shape.slice(1)];
      return { outputs: { shape, data: outputs }, report, loadMs: loadedAtMs - beganAtMs, transferMs };
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
  const throwIfStopped = (signal: AbortSignal) => {
    if (signal.aborted) throw cancelledError();
    if (disposed) throw new TrilaneError('engine-died', 'The batch engine was shut down.');
  };

  return {
    run(job, options) {
      const result = turn.then(() => work(job, options));
      turn = result.catch(() => {});
      return untilAborted(result, options.signal);
    },
    processId: () => (child?.isAlive() ? child.processId : undefined),
    async dispose() {
      disposed = true;
      await child?.kill();
    },
  };
}

function cancelledError(): TrilaneError {
  return new TrilaneError('cancelled', 'The job was cancelled.');
}

/** What `result` gives, or `cancelled` as soon as the signal aborts. */
function untilAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelledError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
