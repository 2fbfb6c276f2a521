import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { medianOf } from '@/lib/measure/median';
import type { JobInfo } from '@/lib/wire/job-schema';
import type { BatchOverview } from '@/lib/wire/overview-schema';
import { freePort } from '../../lib/commands/port.mjs';
import { jobOf, post, postRows } from './batch-system-client';
import type { BenchRow } from './bench-row';

const ROUNDS = 3;
const LONGEST_MS = 5000;
const LOOK_MS = 20;

/** A server that is killed in the middle of a job, and one that has no database yet. */
export async function benchRestart(): Promise<BenchRow[]> {
  const resumedMs: number[] = [];
  const pageMs: number[] = [];
  const openMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const data = await mkdtemp(join(tmpdir(), 'trilane-bench-'));
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    let server = startServer(port, data);
    try {
      const startMs = performance.now();
      const isOpen = untilReady(baseUrl).then(() => openMs.push(performance.now() - startMs));
      await answers(`${baseUrl}/batch`);
      pageMs.push(performance.now() - startMs);
      await isOpen;
      const { id: dataSet } = await postRows(baseUrl, 'clothing', 20_000, 7);
      const request = { model: 'clothing', version: 'mid-fp32', dataSet, workers: 1 };
      const { id } = await post<JobInfo>(`${baseUrl}/api/jobs`, request);
      while ((await jobOf(baseUrl, id)).chunks.done < 3) await sleep(LOOK_MS);
      server.kill('SIGKILL');
      await once(server, 'exit');
      server = startServer(port, data);
      const restartMs = performance.now();
      await untilReady(baseUrl);
      // At work again: a worker of the new server has claimed a chunk.
      while ((await stateOf(baseUrl)).workers.every(({ jobId }) => jobId !== id)) await sleep(LOOK_MS);
      resumedMs.push(performance.now() - restartMs);
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(data, { recursive: true, force: true });
    }
  }
  const resumed = medianOf(resumedMs);
  const page = medianOf(pageMs);
  const open = medianOf(openMs);
  return [
    {
      name: 'durable: killed server, from its restart to resumed work',
      value: resumed,
      unit: 'ms',
      baseline: `${LONGEST_MS} ms`,
      ratio: resumed / LONGEST_MS,
      target: '<= 1',
      ok: resumed <= LONGEST_MS,
    },
    {
      name: 'durable: first start of all, until the page is there',
      value: page,
      unit: 'ms',
      baseline: `until its database is open: ${open.toFixed(0)} ms`,
      ratio: page / open,
      target: '<= 1',
      ok: page <= open,
    },
  ];
}

function startServer(port: number, data: string): ChildProcess {
  return spawn(process.execPath, ['.build/server.mjs'], {
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), TRILANE_DATA: data },
  });
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(LOOK_MS);
  }
}

async function untilReady(baseUrl: string): Promise<void> {
  await answers(`${baseUrl}/api/console`);
  while ((await stateOf(baseUrl)).system.state !== 'ready') await sleep(LOOK_MS);
}

async function stateOf(baseUrl: string): Promise<BatchOverview> {
  return (await (await fetch(`${baseUrl}/api/console`)).json()) as BatchOverview;
}
