import { createHash } from 'node:crypto';
import { env } from 'onnxruntime-node';
import { meterProcess, type ProcessMeter } from '../../engine/server/batch-meter';
import type { ThreadRun } from '../../engine/server/batch-threads';
import { readPublicFile } from '../../engine/server/public-file';
import { createFloatPool } from '../../engine/server/shared-memory';
import { TrilaneError } from '../../errors';
import { findModel } from '../../model';
import { isTable, type ModelEntry } from '../../model/manifest';
import { loadSamples } from '../../model/samples';
import { elementCount } from '../../model/tensor';
import { generateRows } from '../data/generate-rows';
import { type FileStore, outputKey, partKey } from '../files/file-store';
import type { ChunkResult } from '../jobs/chunk-ledger';
import type { ClaimedChunk } from '../jobs/claim';
import { encodeAnswers } from '../jobs/results';
import { encodePart } from '../rows/part-codec';
import type { ChunkRows } from './chunk-rows';
import { createChunkReader } from './chunk-rows';
import type { ModelThreads } from './model-threads';
import { summaryOf } from './summary-of';
import type { TicketJob } from './ticket-job';

/** Fastest of 32..256 for the small image models, and as good as any for the large ones, whose batches then still end soon after a cancel. */
const IMAGE_BATCH = 64;
/** A row of a table is a thousandth of the work: the call itself must be shared by more of them. */
const TABLE_BATCH = 1024;

export interface PreparedChunk {
  readonly chunk: ClaimedChunk;
  /** `null` where no model runs. */
  readonly rows: ChunkRows | null;
  readonly readMs: number;
}

export type Written = Pick<ChunkResult, 'output' | 'summary' | 'durations' | 'use' | 'environment'>;

/** What a worker does with a chunk: read, compute, write. Each may run beside another chunk's other two. */
export interface ChunkRunner {
  /** From now until `rest` what the process uses is this work's. */
  begin(): void;
  rest(): void;
  prepare(chunk: ClaimedChunk, job: TicketJob): Promise<PreparedChunk>;
  /** One at a time. @throws TrilaneError `cancelled`, `inference-failed` */
  compute(prepared: PreparedChunk, job: TicketJob): Promise<ComputedChunk>;
  write(computed: ComputedChunk, job: TicketJob): Promise<Written>;
  /** Rows of the chunk at hand that are computed. */
  rowsDone(): number;
  /** Stops computing between two batches. */
  stop(): void;
}

export interface ComputedChunk extends PreparedChunk {
  readonly outputs: Float32Array | null;
  readonly computeMs: number;
  readonly loadMs: number;
  readonly batchSize: number;
}

export function createChunkRunner(threads: ModelThreads, store: FileStore, publicRoot: string): ChunkRunner {
  const pool = createFloatPool();
  const reader = createChunkReader(store, publicRoot, pool);
  let meter: ProcessMeter | undefined;
  let current: ThreadRun | undefined;
  let stopped = false;

  async function infer(prepared: PreparedChunk & { rows: ChunkRows }, job: TicketJob): Promise<ComputedChunk> {
    const { rows } = prepared.chunk;
    const { model, sha256, loadMs } = await threads.require(job.target, job.sha256);
    const batchSize = batchSizeFor(model, job.batchSize, rows, threads.count);
    const startMs = performance.now();
    stopped = false;
    const { source } = prepared.rows;
    const outputs = pool.take(rows * elementCount(model.output.shape.slice(1)));
    current = threads.run({ sha256, count: rows, batchSize, source, outputs });
    try {
      await current.finished;
      if (source.kind === 'tensor') pool.give(source.data);
      if (stopped) throw new TrilaneError('cancelled', 'The job was cancelled.');
      return { ...prepared, outputs, computeMs: performance.now() - startMs, loadMs, batchSize };
    } finally {
      current = undefined;
    }
  }

  async function generated(job: TicketJob, chunk: ClaimedChunk): Promise<Uint8Array> {
    const model = findModel(job.target.modelId);
    const samples = await loadSamples(model, (file) => readPublicFile(publicRoot, file));
    return encodePart(model, generateRows(model, samples, job.seed, chunk.firstRow, chunk.rows));
  }

  return {
    begin() {
      meter = meterProcess();
    },
    rest() {
      meter?.stop();
      meter = undefined;
    },
    async prepare(chunk, job) {
      const startMs = performance.now();
      const rows = job.kind === 'generate' ? null : await reader.read(chunk, job.source, findModel(job.target.modelId));
      return { chunk, rows, readMs: performance.now() - startMs };
    },
    async compute({ chunk, rows, readMs }, job) {
      if (rows) return infer({ chunk, rows, readMs }, job);
      return { chunk, rows, readMs, outputs: null, computeMs: 0, loadMs: 0, batchSize: 0 };
    },
    async write({ chunk, rows, readMs, outputs, computeMs, loadMs, batchSize }, job) {
      const model = findModel(job.target.modelId);
      const startMs = performance.now();
      const { key, bytes } = outputs
        ? answersFile(model, job, chunk, outputs, rows)
        : { key: partKey(job.dataSetId ?? '', chunk.partIndex), bytes: await generated(job, chunk) };
      await store.put(key, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const use = meter?.stop() ?? { cpuSeconds: 0, peakRssBytes: 0 };
      meter = meterProcess();
      const summary = outputs ? summaryOf(outputs, model.classes.length, rows?.labels ?? null) : null;
      if (outputs) pool.give(outputs);
      return {
        output: { key, sizeBytes: bytes.byteLength, sha256 },
        summary,
        durations: { loadMs, readMs, computeMs, writeMs: performance.now() - startMs },
        use,
        environment: outputs
          ? {
              runtime: 'onnxruntime-node',
              runtimeVersion: env.versions.node ?? env.versions.common,
              threads: threads.count,
              threadsPerSession: 1,
              batchSize,
            }
          : { node: process.versions.node },
      };
    },
    rowsDone: () => current?.rowsDone() ?? 0,
    stop() {
      stopped = true;
      current?.stop();
    },
  };
}

function answersFile(
  model: ModelEntry,
  job: TicketJob,
  chunk: ClaimedChunk,
  outputs: Float32Array,
  rows: ChunkRows | null,
): { key: string; bytes: Uint8Array } {
  const { jobId, index, claim, firstRow } = chunk;
  // The Lab asks for its answers as the tensor they are.
  if (job.source.kind !== 'data-set') {
    const bytes = new Uint8Array(outputs.buffer, outputs.byteOffset, outputs.byteLength);
    return { key: outputKey(jobId, index, claim, 'f32'), bytes };
  }
  const bytes = encodeAnswers(model, {
    firstRow,
    probabilities: outputs,
    labels: rows?.labels ?? null,
    origins: rows?.origins,
  });
  return { key: outputKey(jobId, index, claim, 'parquet'), bytes };
}

/** A chunk smaller than a batch a thread is shared out evenly. */
function batchSizeFor(model: ModelEntry, wished: number | null, rows: number, threads: number): number {
  const usual = isTable(model) ? TABLE_BATCH : IMAGE_BATCH;
  return Math.min(rows, wished ?? numberFrom('TRILANE_BATCH_SIZE') ?? Math.min(usual, Math.ceil(rows / threads)));
}

export function numberFrom(variable: string): number | undefined {
  const value = Number(process.env[variable]);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
