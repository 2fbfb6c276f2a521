import 'server-only';
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { reportOf, TrilaneError } from '../../errors';
import { verifyBytes } from '../../model/hash';
import { elementCount } from '../../model/tensor';
import { EQUAL_FOOTING } from '../equal-footing';
import type { FromWorker, SharedRows, ToWorker, VersionFile } from './pool-messages';

// One of the online lane's inference threads. onnxruntime-node blocks the thread that calls it, so none of this
// may run where HTTP is served.

if (!parentPort) throw new Error('inference-worker runs as a worker thread only.');
const port = parentPort;
const shared = workerData as SharedRows;
// The runtime does not take shared memory.
const input = new Float32Array(shared.input.length);

interface Loaded {
  readonly session: InferenceSession;
  readonly version: VersionFile;
  /** Values in one row of the input. */
  readonly rowLength: number;
}

const loaded = new Map<string, Loaded>();

const answer = (message: FromWorker) => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  if (message.type === 'load') void load(message.version);
  else if (message.type === 'run') void run(message.key, message.rows);
  // Here and nowhere else: a thread that is ended from outside while it is inside the runtime takes the process with it.
  else process.exit();
});

async function load(version: VersionFile): Promise<void> {
  const { key, path, sha256 } = version;
  try {
    const startMs = performance.now();
    const bytes = await readFile(path).catch(() => {
      throw new TrilaneError('model-load-failed', `The file of ${key} could not be read.`);
    });
    const fetchedMs = performance.now();
    verifyBytes(bytes, sha256, key);
    const compileFromMs = performance.now();
    const session = await InferenceSession.create(bytes, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      ...EQUAL_FOOTING,
    }).catch(() => {
      throw new TrilaneError('model-load-failed', `The file of ${key} is not a model this runtime can load.`);
    });
    const compiledMs = performance.now();
    const entry = { session, version, rowLength: elementCount(version.rowShape) };
    await compute(entry, 1, new Float32Array(entry.rowLength));
    loaded.set(key, entry);
    const coldStart = {
      fetchMs: fetchedMs - startMs,
      compileMs: compiledMs - compileFromMs,
      firstRunMs: performance.now() - compiledMs,
    };
    answer({ type: 'loaded', key, coldStart, runtime: `onnxruntime-node ${env.versions.node ?? env.versions.common}` });
  } catch (error) {
    answer({ type: 'not-loaded', key, error: reportOf(error, 'model-load-failed') });
  }
}

async function run(key: string, rows: number): Promise<void> {
  try {
    const entry = loaded.get(key);
    if (!entry) throw new TrilaneError('not-ready', `${key} is not loaded in this thread.`);
    const copyFromMs = performance.now();
    const values = input.subarray(0, rows * entry.rowLength);
    values.set(shared.input.subarray(0, values.length));
    const startMs = performance.now();
    const output = await compute(entry, rows, values);
    const computedMs = performance.now();
    shared.output.set(output);
    const outputMs = performance.now() - computedMs;
    answer({ type: 'ran', inputMs: startMs - copyFromMs, computeMs: computedMs - startMs, outputMs });
  } catch (error) {
    answer({ type: 'failed', error: reportOf(error, 'inference-failed') });
  }
}

async function compute({ session, version }: Loaded, rows: number, values: Float32Array): Promise<Float32Array> {
  const feeds = { [version.inputName]: new Tensor('float32', values, [rows, ...version.rowShape]) };
  const output = (await session.run(feeds))[version.outputName];
  if (!output) throw new TrilaneError('inference-failed', `${version.key} has no output "${version.outputName}".`);
  return output.data as Float32Array; // FP32 is the only output type in the manifest
}
