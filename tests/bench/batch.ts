import { type ChildProcess, fork } from 'node:child_process';
import { followJob } from '@/lib/engine/job-events';
import type { BatchJob } from '@/lib/engine/wire/batch';
import { findModel, findVersion } from '@/lib/model';
import type { ModelTarget } from '@/lib/model/manifest';
import type { BenchRow } from './bench-row';
import { median } from './median';

const ROUNDS = 7;
const TARGETS: readonly (ModelTarget & { readonly samples: number })[] = [
  { modelId: 'digits', versionId: 'fp32', samples: 1_000_000 },
  { modelId: 'clothing', versionId: 'mid-fp32', samples: 20_000 },
];
const SWEEP = [1, 2].flatMap((threads) => [32, 64, 128, 256].map((batchSize) => ({ threads, batchSize })));

/**
 * Batch: samples per second of a whole job, from its posting to the news of its end, against the best of bare
 * onnxruntime-node loops. Rounds alternate, medians are compared.
 *
 * @param baseUrl a running native server
 */
export async function benchBatch({ baseUrl }: { baseUrl: string }): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const target of TARGETS) rows.push(await throughput(baseUrl, target, target.samples));
  return rows;
}

async function throughput(baseUrl: string, target: ModelTarget, samples: number): Promise<BenchRow> {
  const bare = startBareLoop(target);
  try {
    let best = { threads: 0, batchSize: 0, perSecond: 0 };
    for (const setting of SWEEP) {
      const perSecond = await bareLoop(bare, { ...setting, samples: samples / 5 });
      if (perSecond > best.perSecond) best = { ...setting, perSecond };
    }
    await jobLoop(baseUrl, target, samples / 10);
    const barePerSecond: number[] = [];
    const jobPerSecond: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      barePerSecond.push(await bareLoop(bare, { ...best, samples }));
      jobPerSecond.push(await jobLoop(baseUrl, target, samples, round + 1));
    }
    const value = median(jobPerSecond);
    const ratio = value / median(barePerSecond);
    return {
      name: `batch: ${target.modelId} ${target.versionId}, whole job`,
      value,
      unit: 'samples/s',
      baseline: `bare onnxruntime-node, batches of ${best.batchSize}, ${best.threads} thread(s): ${median(barePerSecond).toFixed(0)} samples/s`,
      ratio,
      target: '>= 0.95',
      ok: ratio >= 0.95,
    };
  } finally {
    bare.kill('SIGKILL');
  }
}

async function jobLoop(baseUrl: string, { modelId, versionId }: ModelTarget, count: number, seed = 1): Promise<number> {
  const startMs = performance.now();
  const response = await fetch(`${baseUrl}/api/batches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: modelId, version: versionId, count, seed }),
  });
  const { id } = (await response.json()) as BatchJob;
  const ignore = () => {};
  const options = { signal: new AbortController().signal, onProgress: ignore, onBytes: ignore };
  const job = await followJob({ baseUrl, fetch }, id, options);
  if (job.state !== 'completed') throw new Error(`The job ${job.state}: ${job.error?.detail ?? ''}`);
  return count / ((performance.now() - startMs) / 1000);
}

function startBareLoop(target: ModelTarget): ChildProcess {
  const model = findModel(target.modelId);
  const files = [findVersion(target).file, model.samples.file].map((file) => `public${file}`);
  const script = 'tests/bench/batch-bare.mjs';
  return fork(script, [...files, model.input.name], { execArgv: [] });
}

function bareLoop(
  bare: ChildProcess,
  setting: { threads: number; batchSize: number; samples: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The bare loop ended with code ${code}.`));
    bare.once('exit', ended);
    bare.once('message', (perSecond) => {
      bare.off('exit', ended);
      resolve(Number(perSecond));
    });
    bare.send(setting);
  });
}
