import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchSystem } from '@/lib/batch/batch-system';
import { createDuties, type Duty } from '@/lib/batch/duties';
import { openStore } from '@/lib/batch/files/open-store';
import { housekeeping, staffing, tidying } from '@/lib/batch/housekeeping';
import type { LocalWorkers } from '@/lib/batch/jobs/local-workers';
import type { OpenBatch } from '@/lib/batch/open-batch';
import { startOverview } from '@/lib/batch/overview/overview-duties';
import { type Doing, keepPresent } from '@/lib/batch/worker/presence';
import type { WorkerSettings } from '@/lib/batch/worker/worker-settings';
import type { Database } from '@/lib/db/database';
import { withDatabase } from '../batch-database';
import { makeBatchPlace } from '../batch-place';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a duty', () => {
  const state = { isMeasuring: false, hearsAll: true };
  let rounds: number[] = [];
  let failures: string[] = [];
  const begin = (duty: Partial<Duty<object>> = {}) => {
    const startMs = performance.now();
    const duties = createDuties<object>({
      open: () => ({}),
      hearsAll: () => state.hearsAll,
      isMeasuring: () => state.isMeasuring,
      onFailure: (duty, why) => failures.push(`${duty}: ${why}`),
    });
    duties.add({
      name: 'count rounds',
      periodMs: 1000,
      restMs: 30_000,
      async work() {
        rounds.push(performance.now() - startMs);
        return Number.POSITIVE_INFINITY;
      },
      ...duty,
    });
    duties.begin();
    return duties;
  };
  beforeEach(() => {
    rounds = [];
    failures = [];
    Object.assign(state, { isMeasuring: false, hearsAll: true });
  });

  it('rests when there is nothing to do', async () => {
    begin();
    await vi.advanceTimersByTimeAsync(65_000);
    expect(rounds).toEqual([0, 30_000, 60_000]);
  });

  it('rests for five seconds at the most where others may change things without telling', async () => {
    state.hearsAll = false;
    begin();
    await vi.advanceTimersByTimeAsync(16_000);
    expect(rounds).toEqual([0, 5000, 10_000, 15_000]);
  });

  it('that fails is tried again, and tells so once for as long as it fails by the same', async () => {
    const goes = ['no space', 'no space', 'no space', 'no file', '', 'no file'];
    const duties = begin({
      async work() {
        rounds.push(0);
        const why = goes[rounds.length - 1];
        if (why) throw new Error(why);
        return undefined;
      },
    });
    await vi.advanceTimersByTimeAsync(5500);
    duties.stop();
    expect(rounds).toHaveLength(6);
    expect(failures).toEqual(['count rounds: no space', 'count rounds: no file', 'count rounds: no file']);
  });

  it('tells of the cause in a line, and of no password', async () => {
    const cause = Object.assign(new Error('connect to postgres://me:secret@host failed'), { code: 'ECONNREFUSED' });
    begin({ work: () => Promise.reject(new Error('Failed query: select\nparams: 1', { cause })) });
    await vi.advanceTimersByTimeAsync(10);
    expect(failures).toEqual(['count rounds: connect to postgres://…@host failed (ECONNREFUSED)']);
  });

  it('does not rest while there is something to do, wherever it is', async () => {
    state.hearsAll = false;
    begin({
      async work() {
        rounds.push(0);
        return undefined;
      },
    });
    await vi.advanceTimersByTimeAsync(3500);
    expect(rounds).toHaveLength(4);
  });

  it('is woken by news, at once, and no more often than its period allows', async () => {
    const duties = begin();
    await vi.advanceTimersByTimeAsync(10_000);
    duties.news('any');
    await vi.advanceTimersByTimeAsync(10);
    duties.news('any');
    duties.news('any');
    await vi.advanceTimersByTimeAsync(2000);
    expect(rounds).toEqual([0, 10_000, 11_000]);
  });

  it('that a job of the Lab is no news to sleeps on', async () => {
    const duties = begin();
    await vi.advanceTimersByTimeAsync(10_000);
    duties.news('lab');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(rounds).toEqual([0]);
  });

  it('comes back when it said', async () => {
    begin({
      async work() {
        rounds.push(performance.now());
        return 5000;
      },
    });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(rounds).toHaveLength(3);
  });

  it('is tried again after a failure', async () => {
    begin({
      async work() {
        rounds.push(performance.now());
        throw new Error('The database is away.');
      },
    });
    await vi.advanceTimersByTimeAsync(2500);
    expect(rounds).toHaveLength(3);
  });

  it('that is patient waits until nobody measures, but not for ever', async () => {
    state.isMeasuring = true;
    begin({ isPatient: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rounds).toEqual([]);
    state.isMeasuring = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(rounds).toHaveLength(1);
    state.isMeasuring = true;
    await vi.advanceTimersByTimeAsync(11 * MINUTE_MS);
    expect(rounds).toHaveLength(2);
  });

  it('does not begin again before it has ended', async () => {
    let isAtWork = 0;
    let most = 0;
    const duties = begin({
      async work() {
        most = Math.max(most, ++isAtWork);
        await new Promise((resolve) => setTimeout(resolve, 5000));
        isAtWork--;
        rounds.push(0);
        return undefined;
      },
    });
    for (let news = 0; news < 20; news++) {
      duties.news('any');
      await vi.advanceTimersByTimeAsync(700);
    }
    expect(most).toBe(1);
    expect(rounds.length).toBeGreaterThan(1);
  });
});

describe('a server with nothing to do', () => {
  const tests = withDatabase();
  /** Statements that its duties send in so many minutes. */
  async function statementsIn(minutes: number, hearsAll: boolean): Promise<number> {
    const { database } = tests;
    const place = await makeBatchPlace('');
    // A statement by itself and a transaction take a connection each.
    const connect = vi.spyOn(database.pool, 'connect');
    let atWork = 0;
    const open: OpenBatch = {
      database: { ...database, kind: 'embedded' },
      store: openStore({ ...database, kind: 'embedded' }, place.dataRoot),
      workers: { keep() {}, count: () => 0, look() {} } as Partial<LocalWorkers> as LocalWorkers,
      checkpoint() {},
    };
    const duties = createDuties<OpenBatch>({
      open: () => open,
      hearsAll: () => hearsAll,
      isMeasuring: () => false,
      onFailure: () => {},
    });
    const attend = (duty: Duty<OpenBatch>) =>
      duties.add({
        ...duty,
        async work(on) {
          atWork++;
          return duty.work(on).finally(() => atWork--);
        },
      });
    for (const duty of [staffing(), tidying(), housekeeping()]) attend(duty);
    const state = () => ({ database: 'embedded', state: 'ready', sinceMs: 0, error: null }) as const;
    const system = { attend, state, listen: () => () => {}, publicRoot: 'public' } as Partial<BatchSystem>;
    startOverview(system as BatchSystem).close();
    duties.begin();
    for (let stepMs = 0; stepMs < minutes * MINUTE_MS; stepMs += 100) {
      await vi.advanceTimersByTimeAsync(100);
      while (atWork > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    duties.stop();
    const sent = connect.mock.calls.length;
    connect.mockRestore();
    await place.remove();
    return sent;
  }

  it('asks its own database less than once in two seconds', async () => {
    // Ten statements a second before it rested.
    expect(await statementsIn(10, true)).toBeLessThan(300);
  });

  it('asks a database that others use too every few seconds, for they tell nothing', async () => {
    // Without rest it would ask more than 300 times a minute.
    const sent = await statementsIn(1, false);
    expect(sent).toBeLessThan(150);
    expect(sent).toBeGreaterThan(60);
  });
});

describe('a worker with nothing to do', () => {
  const settings = { id: 'id', name: 'lab', host: 'here', queue: 'short' } as WorkerSettings;
  async function beatsInAMinute(doing: Doing, isWatched: boolean): Promise<{ beats: number; told: number }> {
    const query = vi.fn(async () => ({ rows: [{ state: 'running' }] }));
    let told = 0;
    const presence = keepPresent({ pool: { query } } as unknown as Database, settings, {
      doing: () => doing,
      isWatched,
      onJobState() {},
      onTold: () => told++,
    });
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    presence.stop();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    return { beats: query.mock.calls.length, told };
  }
  const nothing: Doing = { jobId: null, ticketId: null, chunk: null, rowsDone: 0 };

  it('says so every few seconds, where its own server sees it die', async () => {
    expect(await beatsInAMinute(nothing, true)).toEqual({ beats: 12, told: 1 });
  });

  it('says so twice a second where it would be missed, as does one that works', async () => {
    expect((await beatsInAMinute(nothing, false)).beats).toBeGreaterThanOrEqual(115);
    expect((await beatsInAMinute({ ...nothing, jobId: 'job' }, true)).beats).toBeGreaterThanOrEqual(115);
  });
});
