import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { arrivalRoutes } from '@/lib/api/arrivals';
import { jobRoutes } from '@/lib/api/jobs';
import { overviewRoutes } from '@/lib/api/overview';
import { errorResponse } from '@/lib/api/problem';
import { scheduleRoutes } from '@/lib/api/schedules';
import { createDataSets } from '@/lib/batch/data/data-sets';
import { outputKey } from '@/lib/batch/files/file-store';
import { createFolderStore } from '@/lib/batch/files/folder-store';
import { claimChunk, completeChunk, failChunk, MOST_TRIES } from '@/lib/batch/jobs/chunk-ledger';
import { encodeAnswers } from '@/lib/batch/jobs/results';
import { createOverviewHub, type OverviewHub } from '@/lib/batch/overview/overview-hub';
import { applyChange } from '@/lib/live/change';
import { findModel } from '@/lib/model';
import { readEventStream } from '@/lib/wire/event-stream';
import type { JobDetail, JobInfo } from '@/lib/wire/job-schema';
import type { BatchOverview } from '@/lib/wire/overview-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { withDatabase } from '../batch-database';
import { makeDataSet, TARGET } from '../batch-rows';

const tests = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'overview-'));
const store = createFolderStore(folder);
let hub: OverviewHub | undefined;
afterEach(() => {
  hub?.close();
  hub = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('/api/jobs', () => {
  it('starts a job over a data set, which is then told of', async () => {
    const dataSet = await makeDataSet(tests.database, [100, 50]);
    const answer = await send('POST', '/api/jobs', { ...TARGET, dataSet, workers: 2, batchSize: 10 });
    expect(answer.status).toBe(202);
    const job = (await answer.json()) as JobInfo;
    expect(answer.headers.get('location')).toBe(`/api/jobs/${job.id}`);
    expect(job).toMatchObject({ state: 'queued', count: 150, workers: 2, batchSize: 10, queue: 'long' });
    expect(await json('/api/jobs')).toEqual({ jobs: [job] });
    const detail = (await json(`/api/jobs/${job.id}`)) as JobDetail;
    expect(detail).toMatchObject({ ...job, chunkMap: [{ rows: 100 }, { rows: 50 }] });
  });

  it('refuses what it cannot run', async () => {
    const dataSet = await makeDataSet(tests.database, [10]);
    const empty = await makeDataSet(tests.database, []);
    const unmade = await makeDataSet(tests.database, [], { state: 'generating' });
    const wrong: readonly [object, number, string][] = [
      [{ ...TARGET }, 400, 'malformed-request'],
      [{ ...TARGET, dataSet, surprise: 1 }, 400, 'malformed-request'],
      [{ ...TARGET, dataSet, workers: 0 }, 400, 'malformed-request'],
      [{ ...TARGET, dataSet, batchSize: 1.5 }, 400, 'malformed-request'],
      [{ ...TARGET, dataSet: 'nothing' }, 404, 'unknown-data-set'],
      [{ ...TARGET, dataSet: randomUUID() }, 404, 'unknown-data-set'],
      [{ ...TARGET, dataSet, version: 'huge' }, 404, 'unknown-version'],
      [{ model: 'digits', version: 'fp32', dataSet }, 400, 'wrong-input'],
      [{ ...TARGET, dataSet: empty }, 400, 'too-few-samples'],
      [{ ...TARGET, dataSet: unmade }, 409, 'data-set-not-ready'],
    ];
    for (const [body, status, code] of wrong) {
      const answer = await send('POST', '/api/jobs', body);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    }
    expect(await json('/api/jobs')).toEqual({ jobs: [] });
  });

  it('takes JSON only', async () => {
    const form = await app().request('/api/jobs', { method: 'POST', body: 'model=clothing' });
    expect(form.status).toBe(415);
    const broken = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
    expect((await app().request('/api/jobs', broken)).status).toBe(400);
  });

  it('pauses, resumes, cancels and forgets a job, each in its time', async () => {
    const id = await startedJob([10, 10]);
    const state = async (action: string) =>
      ((await (await send('POST', `/api/jobs/${id}/${action}`)).json()) as { state?: string; code?: string }).state;
    expect((await send('DELETE', `/api/jobs/${id}`)).status).toBe(409);
    expect((await send('POST', `/api/jobs/${id}/resume`)).status).toBe(409);
    expect(await state('pause')).toBe('paused');
    expect(await state('resume')).toBe('queued');
    expect(await state('cancel')).toBe('cancelled');
    expect((await send('POST', `/api/jobs/${id}/retry`)).status).toBe(409);
    expect((await send('DELETE', `/api/jobs/${id}`)).status).toBe(204);
    expect((await app().request(`/api/jobs/${id}`)).status).toBe(404);
    expect((await send('POST', `/api/jobs/${id}/pause`)).status).toBe(404);
  });

  it('hands out the answers in order once the job is over', async () => {
    const id = await startedJob([3, 2]);
    expect((await app().request(`/api/jobs/${id}/results.csv`)).status).toBe(409);
    await work(id);
    expect((await app().request(`/api/jobs/${id}/results.csv`)).status).toBe(409);
    await work(id);
    const csv = await app().request(`/api/jobs/${id}/results.csv`);
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="clothing-mid-fp32-${id.slice(0, 8)}.csv"`,
    );
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['row', '1', '2', '3', '4', '5']);
    const parquet = Buffer.from(await (await app().request(`/api/jobs/${id}/results.parquet`)).arrayBuffer());
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  });

  it('hands out what there is of a job that was completed with errors, and tries the rest again', async () => {
    const id = await startedJob([3, 2]);
    await fail(id);
    await work(id);
    expect(await json(`/api/jobs/${id}`)).toMatchObject({ state: 'completed-with-errors', setAsideRows: 3, done: 2 });
    const before = await (await app().request(`/api/jobs/${id}/results.csv`)).text();
    expect(before.trimEnd().split('\r\n')).toHaveLength(1 + 2);
    expect(await (await send('POST', `/api/jobs/${id}/retry`)).json()).toMatchObject({ setAsideRows: 0 });
    await work(id);
    const after = await (await app().request(`/api/jobs/${id}/results.csv`)).text();
    const lines = after.trimEnd().split('\r\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['row', '1', '2', '3', '4', '5']);
  });

  it('has no answers of a job that was cancelled before any', async () => {
    const id = await startedJob([3]);
    await send('POST', `/api/jobs/${id}/cancel`);
    expect((await app().request(`/api/jobs/${id}/results.csv`)).status).toBe(404);
    expect((await app().request(`/api/jobs/${randomUUID()}/results.csv`)).status).toBe(404);
  });
});

describe('/api/schedules', () => {
  it('makes a schedule, changes it, runs it and deletes it', async () => {
    const dataSet = await makeDataSet(tests.database, [10]);
    const timing = { kind: 'cron', cron: '0 3 1 * *', timeZone: 'Europe/Berlin' };
    const made = await send('POST', '/api/schedules', { name: ' Month ', dataSet, ...TARGET, timing });
    expect(made.status).toBe(201);
    const schedule = (await made.json()) as ScheduleInfo;
    const path = `/api/schedules/${schedule.id}`;
    expect(made.headers.get('location')).toBe(path);
    expect(schedule).toMatchObject({ name: 'Month', timing, active: true, waitingRows: 10, runs: [] });
    expect(schedule.nextDueAt).toHaveLength(3);
    expect(await json('/api/schedules')).toEqual({ schedules: [schedule] });
    const off = await (await send('PATCH', path, { active: false, batchSize: 5 })).json();
    expect(off).toMatchObject({ active: false, batchSize: 5, nextDueAt: [] });
    expect(await (await send('POST', `${path}/run`)).json()).toMatchObject({ outcome: 'started', rows: 10 });
    expect((await send('DELETE', path)).status).toBe(204);
    for (const [method, under, body] of [
      ['PATCH', '', { active: true }],
      ['POST', '/run', undefined],
      ['DELETE', '', undefined],
    ] as const) {
      expect((await send(method, path + under, body)).status).toBe(404);
    }
  });

  it('refuses timings that mean nothing', async () => {
    const dataSet = await makeDataSet(tests.database, [10]);
    const code = async (timing: object) => {
      const answer = await send('POST', '/api/schedules', { name: 'Often', dataSet, ...TARGET, timing });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    const timeZone = 'Europe/Berlin';
    expect(await code({ kind: 'cron', cron: 'often', timeZone })).toEqual([400, 'bad-schedule']);
    expect(await code({ kind: 'cron', cron: '0 0 30 2 *', timeZone })).toEqual([400, 'bad-schedule']);
    expect(await code({ kind: 'every', seconds: 0 })).toEqual([400, 'malformed-request']);
    expect(await code({ kind: 'sometimes' })).toEqual([400, 'malformed-request']);
  });
});

describe('/api/data-sets/:id/arrivals', () => {
  it('lets rows arrive, and stops them', async () => {
    const id = await makeDataSet(tests.database, []);
    const path = `/api/data-sets/${id}/arrivals`;
    const on = await (await send('PUT', path, { perSecond: 50, running: true })).json();
    expect(on).toMatchObject({ id, arrivals: { perSecond: 50, running: true } });
    const off = await (await send('PUT', path, { perSecond: 50, running: false })).json();
    expect(off).toMatchObject({ arrivals: { running: false } });
    expect((await send('PUT', path, { perSecond: 0, running: true })).status).toBe(400);
    expect((await send('PUT', path, { running: true })).status).toBe(400);
    const unknown = `/api/data-sets/${randomUUID()}/arrivals`;
    expect((await send('PUT', unknown, { perSecond: 1, running: true })).status).toBe(404);
  });
});

describe('/api/console', () => {
  it('tells everything at once', async () => {
    const id = await startedJob([10]);
    const state = (await json(`/api/console?job=${id}`)) as BatchOverview;
    expect(state).toMatchObject({ system: { state: 'ready' }, jobs: [{ id }], detail: { id }, schedules: [] });
    expect(((await json('/api/console')) as BatchOverview).detail).toBeNull();
    expect((await app().request('/api/console?jobs=1')).status).toBe(400);
  });

  it('streams what changes, and goes on after a break where it broke off', async () => {
    const api = app();
    const id = await startedJob([10]);
    const first = await follow(api, `/api/console/events?job=${id}`, null, ({ jobs }) => jobs[0]?.state === 'queued');
    expect(first.types).toEqual(['snapshot']);
    await send('POST', `/api/jobs/${id}/cancel`);
    const second = await follow(
      api,
      `/api/console/events?job=${id}`,
      first,
      ({ jobs, detail }) => jobs[0]?.state === 'cancelled' && detail?.state === 'cancelled',
    );
    expect(new Set(second.types)).toEqual(new Set(['change']));
  });
});

function app(): Hono {
  const open = async () => ({ database: tests.database, store });
  hub ??= createOverviewHub(
    {
      state: () => ({ database: 'embedded', state: 'ready', sinceMs: 0, error: null }),
      database: async () => tests.database,
    },
    10,
  );
  const system = { open, nudge: () => hub?.nudge(), every: () => {}, dataRoot: folder };
  const dataSets = createDataSets({ ...system, publicRoot: join(process.cwd(), 'public') });
  const api = new Hono();
  const routes = [
    ...jobRoutes({ system }),
    ...scheduleRoutes({ system }),
    ...arrivalRoutes({ system, dataSets }),
    ...overviewRoutes({ overview: hub }),
  ];
  for (const { method, path, handler } of routes) api.on(method.toUpperCase(), path, handler);
  api.onError((error) => errorResponse('/api', error));
  return api;
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  return app().request(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

async function json(path: string): Promise<unknown> {
  const answer = await app().request(path);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function startedJob(partRows: readonly number[]): Promise<string> {
  const dataSet = await makeDataSet(tests.database, partRows);
  const answer = await send('POST', '/api/jobs', { ...TARGET, dataSet });
  return ((await answer.json()) as JobInfo).id;
}

const worker = { id: randomUUID(), name: 'ada', host: 'here' };

/** Does the first chunk that waits, as a worker would. */
async function work(jobId: string): Promise<void> {
  await tests.database.pool.query('update chunks set not_before = now()');
  const { chunk } = await claimChunk(tests.database, worker, jobId);
  if (!chunk) throw new Error('No chunk waits.');
  const model = findModel(TARGET.model);
  const probabilities = new Float32Array(chunk.rows * model.classes.length).fill(0.1);
  const labels = new Uint8Array(chunk.rows).fill(1);
  const bytes = encodeAnswers(model, { firstRow: chunk.firstRow, probabilities, labels });
  const key = outputKey(jobId, chunk.index, chunk.claim, 'parquet');
  await store.put(key, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await completeChunk(tests.database, worker, chunk, {
    output: { key, sizeBytes: bytes.length, sha256 },
    summary: { classCounts: model.classes.map(() => 0), labelled: chunk.rows, correct: 0 },
    durations: { loadMs: 1, readMs: 1, computeMs: 1, writeMs: 1 },
    use: { cpuSeconds: 1, peakRssBytes: 1 },
    environment: {},
    checkpointMs: 1,
  });
}

/** Fails the first chunk that waits until it is set aside. */
async function fail(jobId: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES.long; tries++) {
    await tests.database.pool.query('update chunks set not_before = now()');
    const { chunk } = await claimChunk(tests.database, worker, jobId);
    if (!chunk) throw new Error('No chunk waits.');
    await failChunk(tests.database, chunk, { code: 'inference-failed', detail: 'It will not.' });
  }
}

interface Followed {
  readonly state: BatchOverview | undefined;
  readonly types: readonly string[];
  readonly lastEventId: string;
}

/** Reads the stream until the state is so, then breaks off. */
async function follow(
  api: Hono,
  path: string,
  before: Followed | null,
  isIt: (state: BatchOverview) => boolean,
): Promise<Followed> {
  const answer = await api.request(path, { headers: before ? { 'last-event-id': before.lastEventId } : {} });
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const types: string[] = [];
  let state = before?.state;
  if (!answer.body) throw new Error('There is no stream.');
  for await (const event of readEventStream(answer.body)) {
    types.push(event.type);
    state = event.type === 'snapshot' ? JSON.parse(event.data) : state && applyChange(state, JSON.parse(event.data));
    if (state && isIt(state)) return { state, types, lastEventId: event.lastEventId };
  }
  throw new Error('The stream ended.');
}
