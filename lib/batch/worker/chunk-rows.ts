import { runOrder } from '../../engine/server/batch-rows';
import type { SharedRows } from '../../engine/server/batch-thread';
import { readPublicFile } from '../../engine/server/public-file';
import { type FloatPool, inSharedMemory } from '../../engine/server/shared-memory';
import { TrilaneError } from '../../errors';
import { isTable, type ModelEntry } from '../../model/manifest';
import { loadSamples, type SampleSet } from '../../model/samples';
import { elementCount } from '../../model/tensor';
import type { JobSource } from '../../wire/job-schema';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import { type FileStore, inputKey, partKey } from '../files/file-store';
import type { ClaimedChunk } from '../jobs/claim';

import { decodePart } from '../rows/part-codec';
import { NO_LABEL, type RowOrigins } from '../rows/row-block';

export interface ChunkRows {
  readonly source: SharedRows;
  /** Index of the true class of each row, or `NO_LABEL`; `null` where none is known. */
  readonly labels: Uint8Array | null;
  /** Of rows of an upload. */
  readonly origins?: RowOrigins | undefined;
}

/** Reads the rows of chunks into memory that threads share. */
export interface ChunkReader {
  /** @throws TrilaneError `not-found`, `storage-failed`, `hash-mismatch` */
  read(chunk: ClaimedChunk, source: JobSource, model: ModelEntry): Promise<ChunkRows>;
}

export function createChunkReader(store: FileStore, publicRoot: string, pool: FloatPool): ChunkReader {
  const sampleSets = new Map<string, SampleSet>();

  async function samplesOf(model: ModelEntry): Promise<SampleSet> {
    const known = sampleSets.get(model.id);
    if (known) return known;
    const samples = await loadSamples(model, (file) => readPublicFile(publicRoot, file));
    const shared: SampleSet =
      samples.kind === 'images'
        ? { ...samples, pixels: inSharedMemory(samples.pixels) }
        : { ...samples, values: inSharedMemory(samples.values) };
    sampleSets.set(model.id, shared);
    return shared;
  }

  async function drawnSamples(model: ModelEntry, seed: number, count: number): Promise<ChunkRows> {
    const samples = await samplesOf(model);
    const length = { by: 'count', count } as const;
    const workload = createWorkload({ ...AT_ONCE, seed, sampleCount: samples.count, length });
    const run = runOrder(workload, samples.count);
    return {
      labels: Uint8Array.from(workload.sampleIndex, (index) => samples.labels[index] ?? NO_LABEL),
      source: {
        kind: 'samples',
        samplesSha256: model.samples.sha256,
        samples,
        run: {
          sampleIndex: inSharedMemory(run.sampleIndex),
          shiftIndex: inSharedMemory(run.shiftIndex),
          order: inSharedMemory(run.order),
          wholePassRows: run.wholePassRows,
        },
      },
    };
  }

  async function sentTensor(jobId: string, model: ModelEntry, rows: number): Promise<ChunkRows> {
    const bytes = await store.get(inputKey(jobId));
    const data = pool.take(rows * elementCount(model.input.shape.slice(1)));
    if (bytes.byteLength !== data.byteLength) {
      throw new TrilaneError('storage-failed', 'The rows of the job are not as many as were sent.');
    }
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength).set(bytes);
    return { source: { kind: 'tensor', data }, labels: null };
  }

  async function partOf(dataSetId: string, chunk: ClaimedChunk, model: ModelEntry): Promise<ChunkRows> {
    const block = await decodePart(model, await store.get(partKey(dataSetId, chunk.partIndex)));
    if (block.count !== chunk.rows) {
      throw new TrilaneError(
        'storage-failed',
        `Part ${chunk.partIndex} of the data set has ${block.count} rows, not ${chunk.rows}.`,
      );
    }
    const data = pool.take(block.values.length);
    if (isTable(model)) data.set(block.values);
    else for (let at = 0; at < data.length; at++) data[at] = (block.values[at] ?? 0) / 255;
    const isLabelled = block.labels.some((label) => label !== NO_LABEL);
    return { source: { kind: 'tensor', data }, labels: isLabelled ? block.labels : null, origins: block.origins };
  }

  return {
    read(chunk, source, model) {
      if (source.kind === 'samples') return drawnSamples(model, source.seed, chunk.rows);
      if (source.kind === 'tensor') return sentTensor(chunk.jobId, model, chunk.rows);
      return partOf(source.id, chunk, model);
    },
  };
}
