import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateRows } from '@/lib/batch/data/generate-rows';

import { medianOf } from '@/lib/measure/median';
import { findModel, findVersion } from '@/lib/model';
import type { ModelTarget } from '@/lib/model/manifest';
import { loadSamples } from '@/lib/model/samples';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { JobDetail } from '@/lib/wire/job-schema';
import { LARGEST_BATCH_SIZE } from '@/lib/wire/lab-job';
import { postJob, postRows } from './batch-system-client';
import type { BenchRow } from './bench-row';
import { benchCheckpoints } from './durable-checkpoints';
import { benchRestart } from './durable-restart';
import { inPairs, inWords, pairedRatio } from './paired-ratio';

const TREES: ModelTarget = { modelId: 'credit-risk', versionId: 'trees' };
const MID: ModelTarget = { modelId: 'clothing', versionId: 'mid-fp32' };
const ROUNDS = 5;
const PAIRS = 9;
const ROWS = 1_000_000;
const MANY_ROWS = 10_000_000;
const TWICE = 1.7;
/** Seconds of work for two, so that coming and going weigh little. */
const MID_ROWS = 40_000;
const SEED = 7;
const MOST_MEGABYTES = 400;
/** The bare loop may take more rows at once than a job. */
const BATCH_SIZES = [256, 1024, 4096];

/** The durable batch system: what it costs over bare inference, how it grows with workers, what it needs, how it restarts. */
export async function benchDurable({ baseUrl }: { baseUrl: string }): Promise<BenchRow[]> {
  return [
    await againstBareLoop(baseUrl),
    await twoWorkers(baseUrl),
    await memoryOfManyRows(baseUrl),
    await benchCheckpoints(),
    ...(await benchRestart()),
  ];
}

async function againstBareLoop(baseUrl: string): Promise<BenchRow> {
  const dataSet = await postRows(baseUrl, TREES.modelId, ROWS, SEED);
  const bare = await startBareLoop();
  try {
    let batchSize = 0;
    let fastest = 0;
    for (const size of BATCH_SIZES) {
      const perSecond = await bare.run(size);
      if (perSecond > fastest) [fastest, batchSize] = [perSecond, size];
    }
    const ownSize = Math.min(batchSize, LARGEST_BATCH_SIZE);
    await score(baseUrl, TREES, dataSet, 1, ownSize);
    const ofLoop: number[] = [];
    const ofJob: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ofLoop.push(await bare.run(batchSize));
      ofJob.push(rowsPerSecond(await score(baseUrl, TREES, dataSet, 1, ownSize)));
    }
    const value = medianOf(ofJob);
    const ratio = value / medianOf(ofLoop);
    return {
      name: 'durable: 1,000,000 rows of credit-risk trees, Parquet to Parquet, one worker',
      value,
      unit: 'rows/s',
      baseline: `bare onnxruntime-node over the rows in memory, one thread, batches of ${batchSize}: ${medianOf(ofLoop).toFixed(0)} rows/s`,
      ratio,
      target: '>= 0.85',
      ok: ratio >= 0.85,
    };
  } finally {
    bare.stop();
  }
}

async function twoWorkers(baseUrl: string): Promise<BenchRow> {
  const dataSet = await postRows(baseUrl, MID.modelId, MID_ROWS, SEED);
  // Both workers have started and loaded the model.
  await score(baseUrl, MID, dataSet, 2);
  const pairs = await inPairs(PAIRS, [2, 1], async (workers) =>
    rowsPerSecond(await score(baseUrl, MID, dataSet, workers)),
  );
  const found = pairedRatio(pairs);
  return {
    name: 'durable: clothing mid, two workers',
    value: medianOf(pairs.map(([ofTwo]) => ofTwo)),
    unit: 'rows/s',
    baseline: `one worker: ${medianOf(pairs.map(([, ofOne]) => ofOne)).toFixed(0)} rows/s (${inWords(found, TWICE)})`,
    ratio: found.ratio,
    target: `>= ${TWICE}`,
    ok: found.ratio >= TWICE,
  };
}

async function memoryOfManyRows(baseUrl: string): Promise<BenchRow> {
  const dataSet = await postRows(baseUrl, TREES.modelId, MANY_ROWS, SEED);
  const job = await score(baseUrl, TREES, dataSet, 1);
  const value = Math.max(...job.workerShares.map(({ peakRssBytes }) => peakRssBytes)) / 1e6;
  return {
    name: 'durable: peak memory of a worker, 10,000,000 rows of credit-risk trees',
    value,
    unit: 'MB',
    baseline: `${MOST_MEGABYTES} MB`,
    ratio: value / MOST_MEGABYTES,
    target: '<= 1',
    ok: value <= MOST_MEGABYTES,
  };
}

function score(
  baseUrl: string,
  { modelId, versionId }: ModelTarget,
  { id }: DataSetInfo,
  workers: number,
  batchSize?: number,
): Promise<JobDetail> {
  return postJob(baseUrl, {
    model: modelId,
    version: versionId,
    dataSet: id,
    workers,
    ...(batchSize && { batchSize }),
  });
}

/** Sustained: from the first worker's coming to the last checkpoint, by the database's clock. */
function rowsPerSecond({ count, startedAt, finishedAt }: JobDetail): number {
  return count / ((Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000);
}

async function startBareLoop() {
  const model = findModel(TREES.modelId);
  const samples = await loadSamples(model, (file) => readFile(join('public', file)));
  const { values } = generateRows(model, samples, SEED, 0, ROWS);
  const features = String(model.input.shape[1] ?? 0);
  const args = [`public${findVersion(TREES).file}`, model.input.name, features];
  const child = fork('tests/bench/rows-bare.mjs', args, { execArgv: [], serialization: 'advanced' });
  await once(child, 'message');
  const ask = async (message: { rows?: unknown; batchSize?: number }) => {
    child.send(message);
    return Number((await once(child, 'message'))[0]);
  };
  await ask({ rows: values });
  return { run: (batchSize: number) => ask({ batchSize }), stop: () => child.kill('SIGKILL') };
}
