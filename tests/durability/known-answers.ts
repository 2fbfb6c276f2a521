import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect } from 'vitest';
import { generateRows } from '@/lib/batch/data/generate-rows';
import type { FileStore } from '@/lib/batch/files/file-store';
import { createGenerateJob, createScoreJob } from '@/lib/batch/jobs/jobs';
import { resultsCsv } from '@/lib/batch/jobs/results';
import { type Database, inTransaction } from '@/lib/db/database';
import { chunks, dataSets } from '@/lib/db/schema';
import { findModel, findVersion } from '@/lib/model';
import { loadSamples } from '@/lib/model/samples';

export const TARGET = { modelId: 'credit-risk', versionId: 'trees' } as const;
const MODEL = findModel(TARGET.modelId);
const SEED = 11;

/** A data set of generated rows, and a job that writes it. @returns their ids */
export async function startDataSet(
  database: Database,
  partRows: readonly number[],
): Promise<{ id: string; job: string }> {
  const id = randomUUID();
  const name = 'Known';
  const wantedRows = partRows.reduce((sum, rows) => sum + rows, 0);
  const job = await inTransaction(database, async (tx) => {
    const values = {
      id,
      name,
      kind: 'generated',
      model: TARGET.modelId,
      state: 'generating',
      seed: SEED,
      wantedRows,
    } as const;
    await tx.orm.insert(dataSets).values(values);
    return createGenerateJob(database, tx, { dataSet: { id, name }, target: TARGET, workers: 2, partRows });
  });
  return { id, job };
}

export interface WantedJob {
  readonly dataSetId: string;
  readonly parts: number;
  readonly batchSize: number;
  readonly workers: number;
}

export function startJob(database: Database, { dataSetId, parts, batchSize, workers }: WantedJob): Promise<string> {
  const dataSet = { id: dataSetId, name: 'Known', checksum: null };
  return inTransaction(database, (tx) =>
    createScoreJob(database, tx, { target: TARGET, dataSet, firstPart: 0, endPart: parts, batchSize, workers }),
  );
}

/** What the model answers when it is called directly: the probability of each row's likelier class. */
export async function knownAnswers(rows: number): Promise<readonly { predicted: string; probability: number }[]> {
  const samples = await loadSamples(MODEL, (file) => readFile(join('public', file)));
  const { values } = generateRows(MODEL, samples, SEED, 0, rows);
  const session = await InferenceSession.create(join('public', findVersion(TARGET).file));
  const features = MODEL.input.shape[1] ?? 0;
  const input = new Tensor('float32', Float32Array.from(values), [rows, features]);
  const output = (await session.run({ [MODEL.input.name]: input }))[MODEL.output.name]?.data as Float32Array;
  return Array.from({ length: rows }, (_, row) => {
    const [good = 0, bad = 0] = output.subarray(2 * row, 2 * row + 2);
    return bad > good
      ? { predicted: MODEL.classes[1] ?? '', probability: bad }
      : { predicted: MODEL.classes[0] ?? '', probability: good };
  });
}

type Known = Awaited<ReturnType<typeof knownAnswers>>;

/** Every row exactly once, in order, with the answer that is known. */
export async function expectAnswers(database: Database, store: FileStore, jobId: string, known: Known): Promise<void> {
  const { rows, wrong, isWhole } = await answersOf(database, store, jobId, known);
  expect(isWhole).toBe(true);
  expect(rows).toEqual(known.map((_, index) => index + 1));
  expect(wrong).toEqual([]);
}

/** The rows (from 1) that are answered, in the order of the file, and the lines that are not what is known. */
export async function answersOf(
  { orm }: Database,
  store: FileStore,
  jobId: string,
  known: Known,
): Promise<{ rows: readonly number[]; wrong: readonly string[]; isWhole: boolean }> {
  const all = await orm.select().from(chunks).where(eq(chunks.jobId, jobId)).orderBy(asc(chunks.index));
  const done = all.filter(({ state }) => state === 'done');
  const keys = done.map(({ output }) => output?.key ?? '');
  let text = '';
  for await (const piece of resultsCsv({ model: MODEL, kept: null }, keys, store))
    text += Buffer.from(piece).toString();
  const lines = text.trimEnd().split('\r\n').slice(1);
  const wrong = lines.filter((line) => {
    const [row, predicted, probability] = line.split(',');
    const right = known[Number(row) - 1];
    return !right || predicted !== right.predicted || !(Math.abs(Number(probability) - right.probability) <= 1e-5);
  });
  return { rows: lines.map((line) => Number(line.split(',')[0])), wrong, isWhole: done.length === all.length };
}
