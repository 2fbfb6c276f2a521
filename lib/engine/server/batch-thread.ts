import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type ErrorReport, reportOf } from '../../errors';
import type { SampleSet } from '../../model/samples';
import { EQUAL_FOOTING } from '../equal-footing';
import { type EncodedImages, encodeImages, type RowSource, type RunOrder, tableRows, tensorRows } from './batch-rows';

/** One inference thread of the batch process: a session for each model it was asked for, and the batches it can get. */

export type ToThread =
  | {
      readonly type: 'load';
      readonly sha256: string;
      readonly bytes: Uint8Array;
      readonly inputName: string;
      readonly outputName: string;
      readonly rowShape: readonly number[];
    }
  | {
      readonly type: 'run';
      readonly sha256: string;
      readonly count: number;
      readonly batchSize: number;
      readonly source: SharedRows;
      /** Shared by all threads; see `CONTROL`. */
      readonly control: Int32Array;
      /** Shared: each thread fills in the rows it did. */
      readonly outputs: Float32Array;
    };

export type FromThread =
  | { readonly type: 'loaded' }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly error: ErrorReport };

/** Views of shared memory, so that a job costs no copy a thread. */
export type SharedRows =
  | { readonly kind: 'tensor'; readonly data: Float32Array }
  | {
      readonly kind: 'samples';
      /** Names the samples: the encoded form of images is kept from job to job. */
      readonly samplesSha256: string;
      readonly samples: SampleSet;
      readonly run: RunOrder;
    };

/** Slots of the control block: threads take the next batch by counting up, and stop between batches. */
export const CONTROL = { nextBatch: 0, rowsDone: 1, stopped: 2, slots: 3 } as const;

interface LoadedSession {
  readonly session: InferenceSession;
  readonly inputName: string;
  readonly outputName: string;
  readonly rowShape: readonly number[];
  readonly rowLength: number;
}

/** @throws Error outside a worker thread */
export function runBatchThread(): void {
  const port = parentPort;
  if (!port) throw new Error('A batch thread needs a parent.');
  const sessions = new Map<string, LoadedSession>();
  let images: { key: string; encoded: EncodedImages } | undefined;

  const rowsOf = (source: SharedRows, rowLength: number, batchSize: number): RowSource => {
    if (source.kind === 'tensor') return tensorRows(source.data, rowLength, batchSize);
    const { samples, samplesSha256, run } = source;
    if (samples.kind === 'table') return tableRows(samples.values, rowLength, batchSize, run);
    const key = `${samplesSha256} ${batchSize}`;
    if (images?.key !== key) images = { key, encoded: encodeImages(samples.pixels, batchSize) };
    return images.encoded.rows(run);
  };
  const work = async (message: ToThread): Promise<FromThread> => {
    if (message.type === 'load') {
      sessions.set(message.sha256, await loadSession(message));
      return { type: 'loaded' };
    }
    const model = sessions.get(message.sha256);
    if (!model) throw new Error('The model was not loaded.');
    await runBatches(model, rowsOf(message.source, model.rowLength, message.batchSize), message);
    return { type: 'finished' };
  };
  port.on('message', (message: ToThread) => {
    const fallback = message.type === 'load' ? 'model-load-failed' : 'inference-failed';
    work(message).then(
      (answer) => port.postMessage(answer),
      (thrown) => {
        if (message.type === 'run') Atomics.store(message.control, CONTROL.stopped, 1);
        port.postMessage({ type: 'failed', error: reportOf(thrown, fallback) } satisfies FromThread);
      },
    );
  });
}

async function loadSession(message: Extract<ToThread, { type: 'load' }>): Promise<LoadedSession> {
  const { inputName, outputName, rowShape } = message;
  const session = await InferenceSession.create(message.bytes, {
    // One thread a session and a session a thread: on models this small, two threads within one run were slower than one.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    ...EQUAL_FOOTING,
  });
  return { session, inputName, outputName, rowShape, rowLength: rowShape.reduce((product, size) => product * size, 1) };
}

async function runBatches(
  model: LoadedSession,
  rows: RowSource,
  run: Extract<ToThread, { type: 'run' }>,
): Promise<void> {
  const { session, inputName, outputName, rowShape } = model;
  const { count, batchSize, control, outputs } = run;
  const classes = outputs.length / count;
  const order = run.source.kind === 'samples' ? run.source.run.order : undefined;
  while (Atomics.load(control, CONTROL.stopped) === 0) {
    const first = Atomics.add(control, CONTROL.nextBatch, 1) * batchSize;
    if (first >= count) return;
    const size = Math.min(batchSize, count - first);
    const input = new Tensor('float32', rows.gather(first, size), [size, ...rowShape]);
    const output = (await session.run({ [inputName]: input }))[outputName];
    if (!(output?.data instanceof Float32Array) || output.data.length !== size * classes) {
      throw new Error(`The model did not answer with ${size} x ${classes} numbers.`);
    }
    if (order) scatter(output.data, outputs, order.subarray(first, first + size), classes);
    else outputs.set(output.data, first * classes);
    Atomics.add(control, CONTROL.rowsDone, size);
  }
}

/** Brings the rows of a batch to their places in the job. */
function scatter(batch: Float32Array, outputs: Float32Array, places: Int32Array, classes: number): void {
  let from = 0;
  for (const place of places) {
    const to = place * classes;
    for (let index = 0; index < classes; index++) outputs[to + index] = batch[from++] ?? 0;
  }
}
