import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { env } from 'onnxruntime-node';
import { reportOf, TrilaneError } from '../../errors';
import { verifyBytes } from '../../model/hash';
import type { ModelEntry } from '../../model/manifest';
import { loadSamples, type SampleSet } from '../../model/samples';
import { elementCount } from '../../model/tensor';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import { meterProcess } from './batch-meter';
import type { FromProcess, ToProcess } from './batch-protocol';
import { runOrder } from './batch-rows';
import type { SharedRows } from './batch-thread';
import { sharedFloats, startBatchThreads, type ThreadRun } from './batch-threads';
import { openTensorPipe } from './tensor-pipe';

/** Fastest of 32..256 for the small models, and as good as any for the large ones, whose batches then still end soon after a cancel. */
const DEFAULT_BATCH_SIZE = 64;
const PROGRESS_MS = 50;

/** Serves the parent process: loads models, runs jobs one at a time. This thread only directs; the others compute. */
export function runBatchProcess(entry: URL): void {
  const threads = startBatchThreads(entry, numberFrom('TRILANE_BATCH_THREADS') ?? availableParallelism());
  const pipe = openTensorPipe();
  const loaded = new Map<string, { model: ModelEntry; publicRoot: string }>();
  const sampleSets = new Map<string, SampleSet>();
  let cancelled = false;
  let current: ThreadRun | undefined;
  const tell = (message: FromProcess) => process.send?.(message);

  async function load({ model, version, publicRoot }: Extract<ToProcess, { type: 'load' }>): Promise<void> {
    if (!loaded.has(version.sha256)) {
      const bytes = await readPublicFile(publicRoot, version.file);
      verifyBytes(bytes, version.sha256, `${model.id} ${version.id}`);
      await threads.load(model, version, bytes);
      loaded.set(version.sha256, { model, publicRoot });
    }
    tell({ type: 'loaded' });
  }

  async function samplesOf({ model, publicRoot }: { model: ModelEntry; publicRoot: string }): Promise<SampleSet> {
    const known = sampleSets.get(model.samples.sha256);
    if (known) return known;
    const read = await loadSamples(model, (file) => readPublicFile(publicRoot, file));
    const samples: SampleSet =
      read.kind === 'images'
        ? { ...read, pixels: inSharedMemory(read.pixels) }
        : { ...read, values: inSharedMemory(read.values) };
    sampleSets.set(model.samples.sha256, samples);
    return samples;
  }

  async function run(message: Extract<ToProcess, { type: 'run' }>): Promise<void> {
    const { sha256, count } = message;
    cancelled = false;
    const known = loaded.get(sha256);
    if (!known) throw new TrilaneError('model-load-failed', 'The model was not loaded.');
    const meter = meterProcess();
    try {
      let source: SharedRows;
      let labelOf: ((row: number) => number) | undefined;
      if (message.source.kind === 'tensor') {
        const data = sharedFloats(count * elementCount(known.model.input.shape.slice(1)));
        await pipe.receive(new Uint8Array(data.buffer));
        source = { kind: 'tensor', data };
      } else {
        const samples = await samplesOf(known);
        const { seed } = message.source;
        const workload = createWorkload({
          ...AT_ONCE,
          seed,
          sampleCount: samples.count,
          length: { by: 'count', count },
        });
        const run = runOrder(workload, samples.count);
        labelOf = (row) => samples.labels[workload.sampleIndex[row] ?? 0] ?? -1;
        source = {
          kind: 'samples',
          samplesSha256: known.model.samples.sha256,
          samples,
          run: {
            sampleIndex: inSharedMemory(run.sampleIndex),
            shiftIndex: inSharedMemory(run.shiftIndex),
            order: inSharedMemory(run.order),
            wholePassRows: run.wholePassRows,
          },
        };
      }
      // A job smaller than a batch a thread is shared out evenly.
      const wished =
        message.batchSize ??
        numberFrom('TRILANE_BATCH_SIZE') ??
        Math.min(DEFAULT_BATCH_SIZE, Math.ceil(count / threads.count));
      const batchSize = Math.min(wished, count);
      if (!cancelled) {
        tell({ type: 'started', batchSize });
        const startedAtMs = performance.now();
        current = threads.run({ model: known.model, sha256, count, batchSize, source });
        await reportingProgress(current, tell);
        const computeMs = performance.now() - startedAtMs;
        if (!cancelled) {
          const { outputs } = current;
          pipe.send(new Uint8Array(outputs.buffer, outputs.byteOffset, outputs.byteLength));
          const correct = labelOf ? countCorrect(outputs, count, labelOf) : null;
          const environment = {
            runtime: 'onnxruntime-node',
            runtimeVersion: env.versions.node ?? env.versions.common,
            threads: threads.count,
            threadsPerSession: 1,
            batchSize,
          };
          tell({ type: 'done', report: { computeMs, ...meter.stop(), batchSize, environment, correct } });
          return;
        }
      }
      tell({ type: 'cancelled' });
    } finally {
      current = undefined;
      meter.stop();
    }
  }

  process.on('message', (message: ToProcess) => {
    if (message.type === 'cancel') {
      cancelled = true;
      current?.stop();
      return;
    }
    const [work, fallback] =
      message.type === 'load'
        ? ([load(message), 'model-load-failed'] as const)
        : ([run(message), 'inference-failed'] as const);
    work.catch((thrown) => tell({ type: 'failed', error: reportOf(thrown, fallback) }));
  });
  // The parent is gone: nobody is left to work for.
  process.on('disconnect', () => process.exit());
  tell({ type: 'ready' });
}

async function reportingProgress(run: ThreadRun, tell: (message: FromProcess) => void): Promise<void> {
  let told = 0;
  const timer = setInterval(() => {
    const done = run.rowsDone();
    if (done > told) tell({ type: 'progress', done });
    told = done;
  }, PROGRESS_MS);
  try {
    await run.finished;
  } finally {
    clearInterval(timer);
  }
}

/** How many rows' most probable class (the first wins a tie) is their label. */
function countCorrect(outputs: Float32Array, count: number, labelOf: (row: number) => number): number {
  const classes = outputs.length / count;
  let correct = 0;
  for (let row = 0; row < count; row++) {
    let best = row * classes;
    for (let at = best + 1; at < (row + 1) * classes; at++) if ((outputs[at] ?? 0) > (outputs[best] ?? 0)) best = at;
    if (best - row * classes === labelOf(row)) correct += 1;
  }
  return correct;
}

function inSharedMemory<T extends Uint8Array | Int32Array | Float32Array>(values: T): T {
  const shared = new Uint8Array(new SharedArrayBuffer(values.byteLength));
  shared.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if (values instanceof Uint8Array) return shared as T; // the same kind as went in, here and below
  return (values instanceof Int32Array ? new Int32Array(shared.buffer) : new Float32Array(shared.buffer)) as T;
}

/** @param file an address within the site, as the manifest has it: `/models/…` */
async function readPublicFile(publicRoot: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(publicRoot, file));
  } catch (cause) {
    throw new TrilaneError('model-load-failed', `The file ${file} could not be read.`, { cause });
  }
}

function numberFrom(variable: string): number | undefined {
  const value = Number(process.env[variable]);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
