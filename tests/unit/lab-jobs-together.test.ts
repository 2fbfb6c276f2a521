import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchNews, BatchSystem } from '@/lib/batch/batch-system';
import { openStore } from '@/lib/batch/files/open-store';
import type { LocalWorkers } from '@/lib/batch/jobs/local-workers';
import { claimShort } from '@/lib/batch/jobs/short-ledger';
import { createLabJobs, type LabJobRequest } from '@/lib/batch/lab/lab-jobs';
import type { OpenBatch } from '@/lib/batch/open-batch';
import { createCompany } from '@/lib/batch/worker/company';
import { workShort } from '@/lib/batch/worker/short-loop';
import { createPersistence, type Persistently } from '@/lib/db/persistently';
import { withDatabase } from '../batch-database';
import { idleRunner } from '../idle-runner';

const tests = withDatabase();
const SAMPLES: LabJobRequest = {
  target: { modelId: 'digits', versionId: 'fp32' },
  batchSize: null,
  input: { kind: 'samples', count: 20, seed: 1 },
};
const { signal } = new AbortController();
let dataRoot = '';
beforeEach(async () => {
  dataRoot = await mkdtemp(join(tmpdir(), 'lab-jobs-'));
});
afterEach(() => rm(dataRoot, { recursive: true }));

/** A server and a worker of this process, whose news the server hears. */
function lab({
  persistently = createPersistence(signal),
  stopping = signal,
  onCompute = () => {},
}: {
  persistently?: Persistently;
  stopping?: AbortSignal;
  onCompute?: () => void;
} = {}) {
  const { database } = tests;
  const listeners = new Set<(news: BatchNews) => void>();
  const workers = { keep() {} } as Partial<LocalWorkers> as LocalWorkers;
  const open: OpenBatch = { database, store: openStore(database, dataRoot), workers, checkpoint() {} };
  const system: Partial<BatchSystem> = {
    publicRoot: 'public',
    open: async () => open,
    opened: () => open,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attend() {},
    nudge() {},
  };
  const worker = { id: randomUUID(), name: 'lab', host: 'here' };
  const order: string[] = [];
  const work = () =>
    workShort({
      ...{ database, worker, persistently, signal: stopping, company: createCompany(), onLook() {} },
      runner: {
        ...idleRunner,
        async compute(prepared, job) {
          order.push(job.id);
          onCompute();
          return idleRunner.compute(prepared, job);
        },
      },
      trials: { run: () => Promise.reject(new Error('No worker died.')) },
      onJob() {},
      onRecorded(jobIds) {
        for (const jobId of jobIds) for (const tell of listeners) tell({ type: 'changed', jobId, cpuSeconds: 0 });
      },
    });
  return { jobs: createLabJobs(system as BatchSystem), work, worker, order };
}

/** Statements sent to the database while something is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(tests.database.pool, 'query');
  const connected = vi.spyOn(tests.database.pool, 'connect');
  try {
    await work();
    // Queries of the pool connect as well; a transaction of several statements counts as six.
    return sent.mock.calls.length + 6 * Math.max(0, connected.mock.calls.length - sent.mock.calls.length);
  } finally {
    sent.mockRestore();
    connected.mockRestore();
  }
}

const asked = (count: number, change: (place: number) => Partial<LabJobRequest> = () => ({})) =>
  Array.from({ length: count }, (_, place) => ({ ...SAMPLES, ...change(place) }));

describe('a class that presses Run at once', () => {
  it.each([60, 120])(
    'of %i costs the database less than one statement for each job, from Run to the answers’ address',
    async (size) => {
      const { jobs, work } = lab();
      const ends: string[] = [];
      const statements = await statementsOf(async () => {
        const made = await Promise.all(
          asked(size, (place) => ({ sender: `browser-${place}` })).map((one) => jobs.submit(one)),
        );
        const followed = made.map(async ({ id }) => {
          for await (const { type } of jobs.events(id, { signal })) if (type !== 'progress') ends.push(type);
        });
        await work();
        await Promise.all(followed);
      });
      expect(ends).toEqual(Array.from({ length: size }, () => 'completed'));
      expect(statements).toBeLessThan(size);
    },
  );

  it('has every job done once', async () => {
    const { jobs, work, order } = lab();
    const made = await Promise.all(asked(100).map((one) => jobs.submit(one)));
    await Promise.all([work(), work()]);
    expect([...order].sort()).toEqual(made.map(({ id }) => id).sort());
    const { rows } = await tests.database.pool.query(
      `select count(*)::int as shares, sum(rows)::int as rows from worker_shares`,
    );
    expect(rows).toEqual([{ shares: 100, rows: 2000 }]);
  });

  it('loses no job when a connection to the database breaks before an answer is told, whichever it is', async () => {
    for (let lost = 1; lost <= 8; lost++) {
      let calls = 0;
      const again = createPersistence(signal);
      const persistently: Persistently = (work) =>
        again(async () => {
          const answer = await work();
          if (++calls === lost) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
          return answer;
        });
      const { jobs, work } = lab({ persistently });
      const made = await Promise.all(asked(40).map((one) => jobs.submit(one)));
      await work();
      const ended = await Promise.all(made.map(({ id }) => jobs.get(id)));
      expect(ended.map(({ state, done }) => [state, done])).toEqual(made.map(() => ['completed', 20]));
      const { rows } = await tests.database.pool.query(
        'select sum(chunks)::int as chunks, sum(rows)::int as rows from worker_shares',
      );
      expect(rows).toEqual([{ chunks: 40, rows: 800 }]);
      await tests.database.pool.query('truncate jobs, chunks, worker_shares');
    }
  });
});

describe('a worker that claims ahead', () => {
  it.each([
    ['stops', true],
    ['meets a failure that it does not expect', false],
  ])('and %s holds nothing, whenever the claim comes', async (_what, isStop) => {
    const stop = new AbortController();
    let claimAhead = () => {};
    const mayClaimAhead = new Promise<void>((resolve) => {
      claimAhead = resolve;
    });
    const direct = createPersistence(signal);
    const under: Promise<unknown>[] = [];
    const persistently: Persistently = (work) => {
      const call = under.length + 1;
      if (call === 3) claimAhead();
      const done =
        call === 2
          ? mayClaimAhead.then(() => direct(work))
          : call === 3 && !isStop
            ? Promise.reject(new Error('No such relation.'))
            : direct(work);
      under.push(done.catch(() => {}));
      return done;
    };
    const { jobs, work } = lab({
      persistently,
      stopping: stop.signal,
      onCompute() {
        if (isStop) stop.abort();
        else throw new Error('It cannot be computed.');
      },
    });
    await Promise.all(asked(40).map((one) => jobs.submit(one)));
    await work().catch((thrown) => expect([isStop, thrown.message]).toEqual([false, 'No such relation.']));
    await Promise.all(under);
    const { rows } = await tests.database.pool.query(`select job_id from chunks where state = 'active'`);
    expect(rows).toEqual([]);
  });
});

describe('the turns of jobs of the Lab', () => {
  it('come by arrival, and one who sends fifty holds up nobody who comes after with one', async () => {
    const { jobs, work, order } = lab();
    const many = await Promise.all(asked(50, () => ({ sender: 'eager' })).map((one) => jobs.submit(one)));
    const few = await Promise.all(asked(9, (place) => ({ sender: `calm-${place}` })).map((one) => jobs.submit(one)));
    await work();
    expect(order).toHaveLength(59);
    const turnsOf = (made: readonly { id: string }[]) => made.map(({ id }) => order.indexOf(id));
    expect(turnsOf(many)[0]).toBe(0);
    expect(Math.max(...turnsOf(few))).toBeLessThan(12);
    // Among themselves each comes by its arrival.
    for (const made of [many, few]) expect(turnsOf(made)).toEqual(turnsOf(made).toSorted((a, b) => a - b));
  });

  it('come in the same order however the jobs of a sender arrive: together or one by one', async () => {
    const { jobs, work, order } = lab();
    const one = await jobs.submit({ ...SAMPLES, sender: 'eager' });
    const two = await jobs.submit({ ...SAMPLES, sender: 'eager' });
    const three = await jobs.submit({ ...SAMPLES, sender: 'eager' });
    const other = await jobs.submit({ ...SAMPLES, sender: 'calm' });
    await work();
    expect(order).toEqual([one.id, other.id, two.id, three.id]);
  });

  it('come by arrival where nobody says who sent them', async () => {
    const { jobs, work, order } = lab();
    const made = [];
    for (const one of asked(5)) made.push(await jobs.submit(one));
    await work();
    expect(order).toEqual(made.map(({ id }) => id));
  });
});

describe('jobs that a worker claims together', () => {
  const claimedRows = async () => {
    const { worker } = lab();
    const { claimed } = await claimShort(tests.database, worker);
    return claimed.map(({ chunk }) => chunk.rows);
  };
  const submit = async (...counts: number[]) => {
    const { jobs } = lab();
    const made = [];
    for (const count of counts)
      made.push(await jobs.submit({ ...SAMPLES, input: { kind: 'samples', count, seed: 1 } }));
    return made;
  };

  it.each([
    ['small ones', [10, 20, 30], [10, 20, 30]],
    ['no more rows than others may wait for', [1500, 500, 100, 10], [1500, 500]],
    ['a large one alone', [5000, 1], [5000]],
    ['none behind a large one', [1, 5000, 1], [1]],
  ])('are %s', async (_what, sent, rows) => {
    await submit(...sent);
    expect(await claimedRows()).toEqual(rows);
  });

  it('are alone after a death, and none that is suspicious', async () => {
    const [first, second, third] = await submit(1, 2, 3);
    await tests.database.pool.query('update chunks set deaths = 1 where job_id = $1', [first?.id]);
    expect(await claimedRows()).toEqual([1]);
    await tests.database.pool.query('update chunks set deaths = 3 where job_id = $1', [second?.id]);
    expect(await claimedRows()).toEqual([3]);
    const { suspects } = await claimShort(tests.database, lab().worker);
    expect(suspects).toEqual([second?.id]);
    expect(third).toBeDefined();
  });

  it('are none that was cancelled meanwhile, and one that was is not counted when it is done', async () => {
    const { jobs, work, order } = lab();
    const [first, second] = await submit(1, 2);
    await jobs.cancel(first?.id ?? '');
    await work();
    expect(order).toEqual([second?.id]);
    expect(await jobs.get(first?.id ?? '')).toMatchObject({ state: 'cancelled', done: 0 });
  });
});
