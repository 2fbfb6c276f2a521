import { Worker } from 'node:worker_threads';
import { TrilaneError } from '../../errors';
import type { ModelEntry, ModelVersion } from '../../model/manifest';
import { failureInWords } from '../../processes/failure-in-words';
import { log } from '../../processes/log';
import { CONTROL, type FromThread, type SharedRows, type ToThread } from './batch-thread';

/** All inference threads of the batch process, worked as one. */
export interface BatchThreads {
  readonly count: number;
  load(model: ModelEntry, version: ModelVersion, bytes: Uint8Array): Promise<void>;
  run(work: ThreadWork): ThreadRun;
}

export interface ThreadWork {
  readonly sha256: string;
  readonly count: number;
  readonly batchSize: number;
  readonly source: SharedRows;
  /** Shared memory for `[count, classes]`; anything may be in it. */
  readonly outputs: Float32Array;
}

export interface ThreadRun {
  /** `[count, classes]`, in shared memory, in order. */
  readonly outputs: Float32Array;
  readonly finished: Promise<void>;
  rowsDone(): number;
  /** Every thread stops after the batch it is at. */
  stop(): void;
}

/** @param entry the module to start, which must call `runBatchThread` off the main thread */
export function startBatchThreads(entry: URL, count: number): BatchThreads {
  const workers = Array.from({ length: count }, () => new Worker(entry));
  for (const worker of workers) {
    // A thread that dies leaves its process unfit: let it die too, and be replaced.
    worker.on('error', (error) => {
      log.report('worker-failed', `an inference thread of a batch worker died: ${failureInWords(error)}`);
      process.exit(1);
    });
  }
  const ask = async (message: ToThread) => {
    // Also after a failure, all threads have answered before the next message: none takes an old answer for its own.
    const answers = await Promise.allSettled(workers.map((worker) => answerOf(worker, message)));
    const failure = answers.find((answer) => answer.status === 'rejected');
    if (failure) throw failure.reason;
  };
  return {
    count,
    load: (model, version, bytes) =>
      ask({
        type: 'load',
        sha256: version.sha256,
        bytes,
        inputName: model.input.name,
        outputName: model.output.name,
        rowShape: model.input.shape.slice(1),
      }),
    run({ sha256, count: rows, batchSize, source, outputs }) {
      const control = new Int32Array(new SharedArrayBuffer(CONTROL.slots * Int32Array.BYTES_PER_ELEMENT));
      return {
        outputs,
        finished: ask({ type: 'run', sha256, count: rows, batchSize, source, control, outputs }),
        rowsDone: () => Atomics.load(control, CONTROL.rowsDone),
        stop: () => Atomics.store(control, CONTROL.stopped, 1),
      };
    },
  };
}

/** A thread answers messages in order, and has one at a time. */
function answerOf(worker: Worker, message: ToThread): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: FromThread) => {
      if (answer.type === 'failed') reject(TrilaneError.from(answer.error));
      else resolve();
    });
    worker.postMessage(message);
  });
}
