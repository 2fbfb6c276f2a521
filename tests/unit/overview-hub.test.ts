import { randomUUID } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScoreJob } from '@/lib/batch/jobs/jobs';
import { createOverviewHub, type OverviewHub, type SystemSource } from '@/lib/batch/overview/overview-hub';
import { type Database, inTransaction } from '@/lib/db/database';
import { applyChange } from '@/lib/live/change';
import type { BatchOverview, OverviewEvent, SystemInfo } from '@/lib/wire/overview-schema';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const hubs: OverviewHub[] = [];
const pages: Page[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) hub.close();
  await Promise.all(pages.splice(0).map((page) => page.close()));
  vi.useRealTimers();
});

describe('the hub of the batch overview', () => {
  it('begins with a snapshot and goes on with what changes', async () => {
    const page = pageOf(aHub());
    await makeDataSet(tests.database, [10]);
    await page.until(({ dataSets }) => dataSets[0]?.rows === 10);
    expect(page.types[0]).toBe('snapshot');
    await page.until(({ jobs }) => jobs.length === 0);
    const id = await aJob();
    await page.until(({ jobs }) => jobs[0]?.id === id);
    expect(new Set(page.types.slice(1))).toEqual(new Set(['change']));
  });

  it('has the detail of the job a reader asks for in what it sends first', async () => {
    const id = await aJob();
    const hub = aHub();
    await pageOf(hub).until(({ jobs }) => jobs.length === 1);
    const page = pageOf(hub, id);
    await page.until(({ jobs }) => jobs.length === 1);
    expect(page.state?.detail).toMatchObject({ id, chunkMap: [{ state: 'waiting' }, { state: 'waiting' }] });
    await tests.database.pool.query("update chunks set state = 'done' where index = 0");
    await page.until(({ detail }) => detail?.chunks.done === 1);
    await tests.database.pool.query('delete from jobs');
    await page.until(({ detail, jobs }) => detail === null && jobs.length === 0);
  });

  it('sends a reader that comes back what it missed', async () => {
    const hub = aHub();
    const other = pageOf(hub);
    const page = pageOf(hub);
    await page.until(() => true);
    await page.close();
    const id = await aJob();
    await other.until(({ jobs }) => jobs.length === 1);
    const again = pageOf(hub, null, page);
    await again.until(({ jobs }) => jobs[0]?.id === id);
    expect(again.types).not.toContain('snapshot');
    expect(again.state).toEqual(other.state);
  });

  it('brings all readers to the same state while much is going on', async () => {
    const hub = aHub(1);
    const all = [pageOf(hub), pageOf(hub), pageOf(hub)];
    for (let round = 1; round <= 10; round++) {
      await aJob();
      const [page] = all;
      await page?.until(({ jobs }) => jobs.length === round);
      await page?.close();
      all.shift();
      all.push(pageOf(hub, null, page));
    }
    for (const page of all) await page.until(({ jobs }) => jobs.length === 10);
    const state = await hub.state(null);
    for (const page of all) expect(page.state?.jobs).toEqual(state.jobs);
  });

  it('says that the database is opening, at once, and goes on when it is open', async () => {
    let open = (_: Database) => {};
    const opening = new Promise<Database>((resolve) => {
      open = resolve;
    });
    let system = info('opening');
    await aJob();
    const hub = aHub(1, { state: () => system, database: () => opening });
    const page = pageOf(hub);
    await page.until(() => true);
    expect(page.state).toMatchObject({ system: { state: 'opening' }, jobs: [] });
    system = info('ready');
    open(tests.database);
    await page.until(({ system: { state }, jobs }) => state === 'ready' && jobs.length === 1);
  });

  it('says that the database fails, without its words, and goes on when it is back', async () => {
    let isBroken = false;
    const database = () =>
      isBroken ? Promise.reject(new Error('password=secret')) : Promise.resolve<Pick<Database, 'orm'>>(tests.database);
    const id = await aJob();
    const page = pageOf(aHub(1, { state: () => info('ready'), database }));
    await page.until(({ jobs }) => jobs[0]?.id === id);
    isBroken = true;
    await page.until(({ system }) => system.state === 'failed');
    expect(page.state?.system.error).toEqual({
      code: 'database-unavailable',
      detail: 'The database does not answer.',
    });
    expect(page.state?.jobs).toHaveLength(1);
    isBroken = false;
    await page.until(({ system }) => system.state === 'ready' && system.error === null);
  });

  it('looks only while somebody listens, and once for all', async () => {
    let looks = 0;
    const database = async () => {
      looks++;
      return tests.database;
    };
    const hub = aHub(60_000, { state: () => info('ready'), database });
    hub.nudge();
    expect(looks).toBe(0);
    const page = pageOf(hub);
    await page.until(() => true);
    expect(looks).toBe(1);
    await aJob();
    hub.nudge();
    await page.until(({ jobs }) => jobs.length === 1);
    expect(looks).toBe(2);
  });

  it('rests where nothing is at work and all news are told, and looks again and again while something is', async () => {
    let looks = 0;
    const database = async () => {
      looks++;
      return tests.database;
    };
    stopTheClock();
    const hub = aHub(1, { state: () => info('ready'), database, restMs: () => HOUR_MS });
    const page = pageOf(hub);
    await passUntil(() => page.state !== undefined);
    await vi.advanceTimersByTimeAsync(HOUR_MS / 2);
    expect(looks).toBe(1);
    await aJob();
    hub.nudge();
    await passUntil(() => page.state?.jobs.length === 1);
    const before = looks;
    await passUntil(() => looks >= before + 3);
    await tests.database.pool.query("update jobs set state = 'completed', finished_at = now()");
    await passUntil(() => page.state?.jobs[0]?.state === 'completed');
    // The look that saw it is the last for an hour.
    await passUntil(() => vi.getTimerCount() > 0);
    const after = looks;
    await vi.advanceTimersByTimeAsync(HOUR_MS / 2);
    expect(looks).toBe(after);
  });

  it('looks no more often for many that come one after the other', async () => {
    let looks = 0;
    const database = async () => {
      looks++;
      return tests.database;
    };
    const hub = aHub(60_000, { state: () => info('ready'), database });
    stopTheClock();
    for (let round = 0; round < 20; round++) {
      const page = pageOf(hub);
      await vi.advanceTimersByTimeAsync(4);
      await page.close();
    }
    expect(looks).toBe(1);
    let isTold = false;
    void hub.state(null).then(() => {
      isTold = true;
    });
    await passUntil(() => isTold);
    // From the first look on a tenth of a second passed until the next.
    expect(looks).toBe(2);
  });

  it('tells of the detail of so many jobs at once, and of nothing that is no id', async () => {
    const id = await aJob();
    const hub = aHub();
    const others = Array.from({ length: 64 }, () => pageOf(hub, randomUUID()));
    await Promise.all(others.map((page) => page.until(() => true)));
    expect((await hub.state(id)).detail).toBeNull();
    await others[0]?.close();
    expect((await hub.state(id)).detail).toMatchObject({ id });
    for (let round = 0; round < 100; round++) pageOf(hub, `no id ${round}`);
    expect((await hub.state(id)).detail).toMatchObject({ id });
  });

  it('reads a job of many chunks once a second, and tells of its end', async () => {
    const id = await aJob();
    await tests.database.pool.query(
      `insert into chunks (job_id, index, part_index, first_row, rows)
       select $1, n, n, n, 1 from generate_series(2, 1500) n`,
      [id],
    );
    const page = pageOf(aHub(1), id);
    await page.until(({ detail }) => detail?.chunkMap.length === 1501);
    const before = page.details;
    for (let index = 0; index < 8; index++) {
      await tests.database.pool.query("update chunks set state = 'done' where job_id = $1 and index = $2", [id, index]);
      const done = index + 1;
      await page.until(({ jobs }) => jobs[0]?.chunks.done === done);
    }
    expect(page.details - before).toBeLessThan(8);
    await page.until(({ detail }) => detail?.chunks.done === 8);
  });

  it('tells how things are to one who asks once', async () => {
    const id = await aJob();
    expect(await aHub().state(id)).toMatchObject({ system: { state: 'ready' }, jobs: [{ id }], detail: { id } });
  });
});

const HOUR_MS = 3_600_000;

/** The hub's time stands still until it is told; the database's does not. */
function stopTheClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
}

/** Lets time pass, a ms for each turn of the event loop, until it is so. */
async function passUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await vi.advanceTimersByTimeAsync(1);
    await turn();
  }
}

const info = (state: SystemInfo['state']): SystemInfo => ({ database: 'embedded', state, sinceMs: 0, error: null });

function aHub(
  periodMs = 10,
  source: SystemSource = { state: () => info('ready'), database: async () => tests.database },
): OverviewHub {
  const hub = createOverviewHub(source, periodMs);
  hubs.push(hub);
  return hub;
}

/** Follows the hub as a page does. */
class Page {
  state: BatchOverview | undefined;
  lastEventId: string | null = null;
  readonly types: OverviewEvent['type'][] = [];
  /** How often it was told of the detail of its job. */
  details = 0;
  readonly #left = new AbortController();
  readonly #done: Promise<void>;

  constructor(hub: OverviewHub, topic: string | null, before?: Page) {
    this.state = before?.state;
    this.lastEventId = before?.lastEventId ?? null;
    this.#done = this.#follow(hub, topic);
  }

  async #follow(hub: OverviewHub, topic: string | null): Promise<void> {
    const { signal } = this.#left;
    for await (const event of hub.events({ topic, lastEventId: this.lastEventId, signal })) {
      this.types.push(event.type);
      if (event.data.detail) this.details++;
      this.lastEventId = event.id;
      if (event.type === 'snapshot') this.state = event.data;
      else this.state = this.state && applyChange(this.state, event.data);
    }
  }

  async until(isIt: (state: BatchOverview) => boolean): Promise<void> {
    while (!this.state || !isIt(this.state)) await sleep(2);
  }

  close(): Promise<void> {
    this.#left.abort();
    return this.#done;
  }
}

function pageOf(hub: OverviewHub, topic: string | null = null, before?: Page): Page {
  const page = new Page(hub, topic, before);
  pages.push(page);
  return page;
}

async function aJob(): Promise<string> {
  const id = await makeDataSet(tests.database, [5, 5]);
  return inTransaction(tests.database, (tx) =>
    createScoreJob(tests.database, tx, {
      target: { modelId: TARGET.model, versionId: TARGET.version },
      dataSet: { id, name: 'Orders', checksum: null },
      firstPart: 0,
      endPart: 2,
      batchSize: null,
      workers: 1,
    }),
  );
}
