import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpEngine } from '@/lib/engine/http';
import { createJobEngine } from '@/lib/engine/job';
import { findModel } from '@/lib/model';
import { elementCount } from '@/lib/model/tensor';
import { freePort } from '../../lib/commands/port.mjs';
import { postJob, postRows } from './batch-system-client';
import type { BenchRow } from './bench-row';
import { cpuSecondsOfTree } from './process-tree';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const WATCHED_SECONDS = Number(process.env.TRILANE_BENCH_REST_SECONDS) || 60;
/** After the start, and after work: the garbage of it is cleared away, idle workers are let go. */
const SETTLING_MS = 1000 * (Number(process.env.TRILANE_BENCH_SETTLE_SECONDS) || 90);
/** Shares of a core. */
const AT_MOST = { closed: 0.01, open: 0.02 } as const;
const SOME = { runs: 20, rowsARun: 60, requests: 2000, rows: 200_000 } as const;

/**
 * What the server side spends while it has nothing to do: a server of its own with fresh data and a warm worker of the Lab,
 * with all its child processes; then with a reader of `/batch`, and again after some use. By CPU time, so that other
 * programs do not count.
 */
export async function benchRest(): Promise<BenchRow[]> {
  if (!existsSync('/proc/self/stat')) return [];
  const data = await mkdtemp(join(tmpdir(), 'trilane-bench-'));
  const port = await freePort();
  const server = startServer(port, data);
  const baseUrl = `http://127.0.0.1:${port}`;
  try {
    await answers(`${baseUrl}/v2/health/ready`);
    await runBatches(baseUrl, 1);
    const fresh = await watch(server, 'nothing open', AT_MOST.closed);
    const reader = await follow(`${baseUrl}/api/console/events`);
    const open = await watch(server, '/batch open', AT_MOST.open);
    reader.abort();
    await use(baseUrl);
    return [fresh, open, await watch(server, 'nothing open, after some use', AT_MOST.closed)];
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await rm(data, { recursive: true, force: true });
  }
}

async function watch({ pid = 0 }: ChildProcess, what: string, most: number): Promise<BenchRow> {
  await sleep(SETTLING_MS);
  const before = await cpuSecondsOfTree(pid);
  const startMs = performance.now();
  await sleep(WATCHED_SECONDS * 1000);
  const after = await cpuSecondsOfTree(pid);
  const seconds = (performance.now() - startMs) / 1000;
  const shares = [...after].map(([id, spent]) => (spent - (before.get(id) ?? 0)) / seconds);
  const share = shares.reduce((sum, one) => sum + one, 0);
  return {
    name: `rest: server, embedded database and a warm batch worker, ${what}, ${WATCHED_SECONDS} s`,
    value: 100 * share,
    unit: '% of a core',
    baseline: `${100 * most} %; by process ${shares.map((one) => (100 * one).toFixed(2)).join(', ')} %`,
    ratio: share / most,
    target: '<= 1',
    ok: share <= most,
  };
}

/** What a lesson leaves behind: runs of the batch lane, requests, a data set and its scoring. */
async function use(baseUrl: string): Promise<void> {
  await runBatches(baseUrl, SOME.runs);
  const online = createHttpEngine({ baseUrl });
  const { signal } = new AbortController();
  await online.load(TARGET, { signal });
  for (let request = 0; request < SOME.requests; request++) await online.infer(rowsOf(1), { signal });
  await online.dispose();
  const { id } = await postRows(baseUrl, 'credit-risk', SOME.rows, 7);
  await postJob(baseUrl, { model: 'credit-risk', version: 'trees', dataSet: id, workers: 2 });
}

async function runBatches(baseUrl: string, runs: number): Promise<void> {
  const batch = createJobEngine({ baseUrl });
  const { signal } = new AbortController();
  await batch.load(TARGET, { signal });
  for (let run = 0; run < runs; run++) await batch.infer(rowsOf(SOME.rowsARun), { signal });
  await batch.dispose();
}

function rowsOf(rows: number) {
  const shape = [rows, ...findModel(TARGET.modelId).input.shape.slice(1)];
  return { shape, data: new Float32Array(elementCount(shape)) };
}

/** Reads a stream and forgets what it says, until it is called off. */
async function follow(url: string): Promise<AbortController> {
  const reader = new AbortController();
  const { body } = await fetch(url, { signal: reader.signal });
  body?.pipeTo(new WritableStream()).catch(() => {});
  return reader;
}

function startServer(port: number, data: string): ChildProcess {
  return spawn(process.execPath, ['.build/server.mjs'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      TRILANE_DATA: data,
      TRILANE_PARENT_PID: String(process.pid),
      DATABASE_URL: '',
    },
  });
}

async function answers(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))?.ok) await sleep(100);
}
