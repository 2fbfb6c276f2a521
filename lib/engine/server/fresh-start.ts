import 'server-only';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { type ErrorReport, reportOf, TrilaneError } from '../../errors';
import { verifyBytes } from '../../model/hash';
import { elementCount } from '../../model/tensor';
import type { FreshStartReport } from '../../wire/fresh-start-schema';
import { createRandom } from '../../workload/random';
import { EQUAL_FOOTING } from '../equal-footing';
import type { VersionFile } from './pool-messages';

// Starts from nothing, once, as a thread or as a process: loads a model, runs some items, tells how long each part took,
// and ends. The entry of a bundle.

/** What is to be started, as the data of the worker or the first argument of the process. */
export interface FreshStartOrder {
  readonly version: VersionFile;
  readonly leastItems: number;
  readonly mostItems: number;
  /** After the least, no item is begun later than this. */
  readonly mostMs: number;
}

export type FromFreshStart =
  /** `upAtMs`: since the epoch, when the first line of this code ran. */
  | ({ readonly type: 'done'; readonly upAtMs: number } & Omit<FreshStartReport, 'startMs'>)
  | { readonly type: 'failed'; readonly error: ErrorReport };

const upAtMs = performance.timeOrigin + performance.now();
const order = (parentPort ? workerData : JSON.parse(process.argv[2] ?? '{}')) as FreshStartOrder;

start(order)
  .then(
    (parts) => tell({ type: 'done', upAtMs, ...parts }),
    (thrown: unknown) => tell({ type: 'failed', error: reportOf(thrown, 'model-load-failed') }),
  )
  // Of a thread this ends the thread alone.
  .finally(() => process.exit());

async function start({ version, leastItems, mostItems, mostMs }: FreshStartOrder) {
  const { key, path, sha256, inputName, outputName, rowShape } = version;
  const startMs = performance.now();
  const bytes = await readFile(path).catch(() => {
    throw new TrilaneError('model-load-failed', `The file of ${key} could not be read.`);
  });
  verifyBytes(bytes, sha256, key);
  const readMs = performance.now();
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    ...EQUAL_FOOTING,
  });
  const compiledMs = performance.now();
  const random = createRandom(1);
  const itemsMs: number[] = [];
  while (itemsMs.length < mostItems && (itemsMs.length < leastItems || performance.now() - compiledMs < mostMs)) {
    // Items differ, so that no cache answers.
    const input = Float32Array.from({ length: elementCount(rowShape) }, random);
    const fromMs = performance.now();
    const output = await session.run({ [inputName]: new Tensor('float32', input, [1, ...rowShape]) });
    itemsMs.push(performance.now() - fromMs);
    if (!output[outputName]) throw new TrilaneError('inference-failed', `${key} has no output "${outputName}".`);
  }
  const environment = {
    runtime: `onnxruntime-node ${env.versions.node ?? env.versions.common}`,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    threads: 1,
  };
  return { readMs: readMs - startMs, compileMs: compiledMs - readMs, itemsMs, sha256, environment };
}

function tell(message: FromFreshStart): Promise<void> {
  if (parentPort) {
    parentPort.postMessage(message);
    return Promise.resolve();
  }
  // A process must not end before its message has left.
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}
