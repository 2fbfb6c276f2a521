import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import { dataSetRoutes } from '@/lib/api/data-sets';
import { jobRoutes } from '@/lib/api/jobs';
import { errorResponse } from '@/lib/api/problem';
import { eventStream } from '@/lib/api/streams';
import { createDataSets } from '@/lib/batch/data/data-sets';
import type { FileStore } from '@/lib/batch/files/file-store';
import { readOverviewLists } from '@/lib/batch/overview/read-overview';
import { dataSets, jobs } from '@/lib/db/schema';
import { OVERVIEW_ENTRIES } from '@/lib/wire/overview-schema';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const MANY = 250;

function app(): Hono {
  const open = async () => ({ database: tests.database, store: {} as FileStore });
  const system = { open, nudge() {}, every() {}, dataRoot: '.' };
  const sets = createDataSets({ ...system, publicRoot: 'public' });
  const api = new Hono();
  for (const { method, path, handler } of [...dataSetRoutes({ dataSets: sets }), ...jobRoutes({ system })])
    api.on(method.toUpperCase(), path, handler);
  api.onError((error) => errorResponse('/api', error));
  return api;
}
async function get(path: string) {
  const answer = await app().request(path);
  return { status: answer.status, body: await answer.json() };
}

/** In three moments, so that many share one. @param more of each, by its number */
async function makeMany(more: (number: number) => Partial<typeof dataSets.$inferInsert> = () => ({})): Promise<void> {
  const row = { kind: 'uploaded', model: TARGET.model, state: 'ready' } as const;
  const values = Array.from({ length: MANY }, (_, number) => ({
    ...row,
    id: randomUUID(),
    name: `Set ${number}`,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, number % 3)),
    ...more(number),
  }));
  await tests.database.orm.insert(dataSets).values(values);
}
async function makeJobs(scheduleIds: readonly (string | null)[], finished = true): Promise<void> {
  const rows = scheduleIds.map((scheduleId, number) => ({
    id: randomUUID(),
    kind: 'score' as const,
    queue: 'long' as const,
    state: finished ? ('completed' as const) : ('queued' as const),
    ...TARGET,
    sha256: 'x',
    source: { kind: 'samples' as const, seed: 1 },
    scheduleId,
    count: 1,
    chunkCount: 1,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, number)),
    finishedAt: finished ? new Date() : null,
  }));
  await tests.database.orm.insert(jobs).values(rows);
}

describe('The overview of many', () => {
  test('lists the newest data sets, and says how many there are', async () => {
    await makeMany();
    const { totals, dataSets: listed } = await readOverviewLists(tests.database);
    expect(totals).toEqual({ dataSets: MANY, jobs: 0, schedules: 0 });
    expect(listed).toHaveLength(OVERVIEW_ENTRIES);
    const { body } = await get('/api/data-sets');
    expect(listed).toEqual(body.dataSets.slice(0, OVERVIEW_ENTRIES));
  });

  test('has those too that are still being made, however old', async () => {
    await makeMany();
    const old = new Date(0);
    const making = await makeDataSet(tests.database, [], { state: 'generating', createdAt: old });
    const arriving = await makeDataSet(tests.database, [], { arriving: true, createdAt: old });
    const { dataSets: listed } = await readOverviewLists(tests.database);
    expect(listed.slice(OVERVIEW_ENTRIES).map(({ id }) => id)).toEqual([making, arriving].sort());
  });

  test('lists the newest jobs; those of a busy schedule do not push off the others, and what is not over is there', async () => {
    await makeJobs([null]);
    await makeJobs([null], false);
    await makeJobs(Array(MANY).fill(randomUUID()));
    const { totals, jobs: listed } = await readOverviewLists(tests.database);
    expect(totals.jobs).toBe(MANY + 2);
    expect(listed.filter(({ scheduleId }) => scheduleId === null)).toHaveLength(2);
    expect(listed.length).toBeLessThan(OVERVIEW_ENTRIES);
  });
});

describe.each([
  ['/api/data-sets', 'dataSets', () => makeMany(), 'unknown-data-set', 'data_sets'],
  ['/api/jobs', 'jobs', () => makeJobs(Array(MANY).fill(null)), 'unknown-job', 'jobs'],
] as const)('%s', (path, part, make, unknown, table) => {
  test('answers with all, or page by page, in the same order, each once', async () => {
    await make();
    const ids = (body: Record<string, { id: string }[]>) => (body[part] ?? []).map(({ id }) => id);
    const all = ids((await get(path)).body);
    expect(all).toHaveLength(MANY);
    const paged: string[] = [];
    for (let page = ids((await get(`${path}?limit=70`)).body); page.length > 0; ) {
      expect(page.length).toBeLessThanOrEqual(70);
      paged.push(...page);
      page = ids((await get(`${path}?limit=70&after=${page.at(-1)}`)).body);
    }
    expect(paged).toEqual(all);
  });

  type Body = Partial<Record<typeof part, { id: string }[]>> & { next: string | null };
  const idsOf = (body: Body) => (body[part] ?? []).map(({ id }) => id);
  const change = (statement: string, ...values: unknown[]) => tests.database.pool.query(statement, values);

  test('goes on behind a page though the entries at its end are deleted, to the end', async () => {
    await make();
    const left = idsOf((await get(path)).body);
    const paged: string[] = [];
    for (let next: string | null = '', page: string[]; next !== null; ) {
      const { status, body }: { status: number; body: Body } = await get(
        `${path}?limit=40${next === '' ? '' : `&after=${next}`}`,
      );
      expect(status).toBe(200);
      page = idsOf(body);
      ({ next } = body);
      paged.push(...page);
      await change(`delete from ${table} where id = any($1)`, page.slice(-3));
    }
    expect(paged).toEqual(left);
  });

  test('goes on behind an entry whose moment a browser knows only in part', async () => {
    await make();
    // All in one millisecond; and whatever states jobs have.
    await change(`update ${table} set created_at = '2026-01-01T00:00:00.001Z'::timestamptz
      + (ascii(id::text) - 48) * interval '1 microsecond'`);
    if (table === 'jobs') await change(`update jobs set finished_at = null where id::text ~ '[02468]$'`);
    const all = await change(`select id from ${table} order by created_at desc, id`);
    for (const cursorOf of [(body: Body) => body.next, (body: Body) => idsOf(body).at(-1) ?? null]) {
      const paged: string[] = [];
      for (let after: string | null = '', isFirst = true; after !== null; isFirst = false) {
        const { body }: { body: Body } = await get(`${path}?limit=17${isFirst ? '' : `&after=${after}`}`);
        paged.push(...idsOf(body));
        after = cursorOf(body);
      }
      expect(paged).toEqual(all.rows.map(({ id }) => id));
    }
  });

  test('refuses a page that follows what is not there, and what is no page', async () => {
    expect(await get(`${path}?after=${randomUUID()}`)).toMatchObject({ status: 404, body: { code: unknown } });
    for (const query of [
      'after=x',
      `after=1.${'g'.repeat(36)}`,
      `after=${'1'.repeat(19)}.${randomUUID()}`,
      'limit=0',
      'limit=501',
      'limit=x',
      'page=2',
    ])
      expect((await get(`${path}?${query}`)).status, query).toBe(400);
  });
});

test('An event that many readers are told is encoded once', async () => {
  const stringify = vi.spyOn(JSON, 'stringify');
  const event = { id: 'a', type: 'snapshot', data: { only: 'here' } };
  const app = new Hono().get('/', (context) => {
    const events = (async function* () {
      yield event;
    })();
    return new Response(eventStream(context, events, new AbortController(), 60_000));
  });
  const readers = Array.from({ length: 30 }, async () => (await app.request('/')).text());
  const texts = new Set(await Promise.all(readers));
  expect(texts).toEqual(new Set(['id: a\nevent: snapshot\ndata: {"only":"here"}\n\n']));
  expect(stringify.mock.calls.filter(([value]) => value === event.data)).toHaveLength(1);
});
