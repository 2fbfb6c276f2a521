import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchSystem } from '@/lib/batch/batch-system';
import { openStore } from '@/lib/batch/files/open-store';
import type { LocalWorkers } from '@/lib/batch/jobs/local-workers';
import { createLabJobs, type LabJobRequest } from '@/lib/batch/lab/lab-jobs';
import type { OpenBatch } from '@/lib/batch/open-batch';
import type { Database } from '@/lib/db/database';
import { withDatabase } from '../batch-database';

const REQUEST: LabJobRequest = {
  name: 'browser-1',
  target: { modelId: 'digits', versionId: 'fp32' },
  batchSize: null,
  input: { kind: 'tensor', tensor: { shape: [1, 1, 28, 28], data: new Float32Array(784) } },
};

describe('a request for a job that names itself', () => {
  const tests = withDatabase();
  let dataRoot = '';
  beforeAll(async () => {
    dataRoot = await mkdtemp(join(tmpdir(), 'named-jobs-'));
  });
  afterAll(() => rm(dataRoot, { recursive: true }));

  /** A server without workers: what it takes waits. */
  function server(database: Database) {
    const open = { database, store: openStore(database, dataRoot), workers: { keep() {} } as Partial<LocalWorkers> };
    const system: Partial<BatchSystem> = {
      open: async () => open as OpenBatch,
      listen: () => () => {},
      attend() {},
      nudge() {},
    };
    return createLabJobs(system as BatchSystem);
  }

  it('makes one job however often it comes, one after the other or at once', async () => {
    const { submit, list, cancel } = server(tests.database);
    const first = await submit(REQUEST);
    const others = await Promise.all([submit(REQUEST), submit(REQUEST)]);
    expect(others.map(({ id }) => id)).toEqual([first.id, first.id]);
    expect(await list()).toHaveLength(1);
    await cancel(first.id);
    expect(await submit(REQUEST)).toMatchObject({ id: first.id, state: 'cancelled' });
    expect(await list()).toHaveLength(1);
  });

  it('makes one job at two servers of one database that hear it at once', async () => {
    const other = await tests.connect();
    const servers = [server(tests.database), server(other)];
    for (let round = 0; round < 10; round++) {
      const jobs = await Promise.all(servers.map(({ submit }) => submit({ ...REQUEST, name: `browser-${round}` })));
      expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    }
    expect(await servers[0]?.list()).toHaveLength(10);
  });

  it('is told from another of the same name that asks for something else, and from one without a name', async () => {
    const { submit, list } = server(tests.database);
    const samples = { ...REQUEST, input: { kind: 'samples', count: 5, seed: 1 } } as const;
    await submit(REQUEST);
    await submit(samples);
    await submit({ ...samples, batchSize: 2 });
    await submit({ ...samples, name: undefined });
    await submit({ ...samples, name: undefined });
    const rows = new Float32Array(784).fill(0.5);
    await submit({ ...REQUEST, input: { kind: 'tensor', tensor: { shape: [1, 1, 28, 28], data: rows } } });
    expect(await list()).toHaveLength(6);
  });

  it('is answered with its job where the queue is full by now, and refused where it made none', async () => {
    const { submit } = server(tests.database);
    const first = await submit(REQUEST);
    const samples = { kind: 'samples', count: 1, seed: 1 } as const;
    const fillers = Array.from({ length: 999 }, (_, job) => ({ ...REQUEST, input: samples, name: `filler-${job}` }));
    await Promise.all(fillers.map((filler) => submit(filler)));
    expect(await submit(REQUEST)).toMatchObject({ id: first.id, state: 'queued' });
    await expect(submit({ ...REQUEST, name: 'late' })).rejects.toMatchObject({ code: 'queue-full' });
  });
});
