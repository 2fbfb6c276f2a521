import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { followLoadRun, type RemoteLoad } from '@/lib/lab/lane/remote-generator';
import type { Measurement } from '@/lib/measure/measurement';
import { classNumberOf } from '@/lib/model/answer';
import { isAlive } from '@/lib/processes/processes';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type LoadRunEvent, readLoadRunEvents } from '@/lib/wire/load-run';
import type { LoadRunRequest } from '@/lib/wire/load-run-schema';
import { createWorkload, type WorkloadSpec } from '@/lib/workload/workload';

const TARGET = { modelId: 'digits', versionId: 'fp32' };
const CONDITIONS = { ...AS_IT_IS, generator: 'server' } as const;

let services: Services;
let server: NativeServer;
const leave = new AbortController();

beforeAll(async () => {
  services = createServices();
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
  await services.pool.settled();
});
afterAll(async () => {
  leave.abort();
  await server.close();
  await services.close();
});

const poisson = (count: number, perSecond: number, seed = 7): WorkloadSpec => ({
  seed,
  sampleCount: 1000,
  arrivals: { pattern: 'poisson', perSecond, traceMs: [] },
  loop: { kind: 'open' },
  length: { by: 'count', count },
});
/** Goes on for longer than any test: whoever starts it must end it. */
const ENDLESS: WorkloadSpec = {
  ...poisson(1, 20),
  length: { by: 'time', durationMs: 600_000, most: 1_000_000 },
};

const post = (body: unknown, init: RequestInit = {}) =>
  fetch(`${server.url}/api/load-runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
const requestOf = (workload: WorkloadSpec): LoadRunRequest => ({
  model: 'digits',
  version: 'fp32',
  workload,
  conditions: CONDITIONS,
});

async function follow(workload: WorkloadSpec, options: Partial<RemoteLoad> = {}) {
  const measurements: Measurement[] = [];
  const ended = await followLoadRun({
    origin: server.url,
    target: TARGET,
    workload,
    conditions: CONDITIONS,
    signal: leave.signal,
    onMeasurements: (some) => measurements.push(...some),
    ...options,
  });
  return { ...ended, measurements: measurements.sort((left, right) => left.item - right.item) };
}

async function underWay(workload = ENDLESS, signal?: AbortSignal) {
  const response = await post(requestOf(workload), { ...(signal && { signal }) });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  if (!response.body) throw new Error('No events.');
  const events = readLoadRunEvents(response.body);
  expect((await events.next()).value).toEqual({ type: 'started' });
  return events;
}

async function hasGone(processId: number): Promise<void> {
  await expect.poll(() => isAlive(processId), { timeout: 20_000 }).toBe(false);
}

function processId(): number {
  const id = services.generator.processId();
  if (id === undefined) throw new Error('There is no generator process.');
  return id;
}

describe('A run of the generator on the server', () => {
  test('plays the very workload that the same data makes here: items, arrivals, and an answer each', async () => {
    const spec = poisson(150, 400);
    const { measurements, elapsedMs, resources } = await follow(spec);
    const workload = createWorkload(spec);
    expect(measurements.map(({ item }) => item)).toEqual(Array.from({ length: 150 }, (_, item) => item));
    expect(measurements.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([...workload.arrivedAtMs]);
    expect(measurements.every(({ outcome }) => outcome === 'completed')).toBe(true);
    expect(elapsedMs).toBeGreaterThanOrEqual(workload.arrivedAtMs.at(-1) ?? Number.NaN);
    expect(resources).toMatchObject({ cpuMethod: 'own-work', bytesMethod: 'with-headers' });
  });

  test.each([
    { modelId: 'digits', versionId: 'fp32', least: 0.95 },
    { modelId: 'credit-risk', versionId: 'trees', least: 0.72 },
  ])(
    'answers with the classes that the labels of $modelId lead one to expect, so the samples are the right ones',
    async ({ least, ...target }) => {
      const labels = await readFile(`public/models/${target.modelId}/labels.u8`);
      const spec = poisson(300, 1000);
      const { measurements } = await follow(spec, { target });
      const { sampleIndex } = createWorkload(spec);
      const right = measurements.filter(
        (one) => one.outcome === 'completed' && classNumberOf(one.answer) === labels[sampleIndex[one.item] ?? -1],
      );
      expect(right.length / 300).toBeGreaterThan(least);
    },
  );

  test('has far more calls under way at once than the six a browser may have', async () => {
    const { measurements } = await follow({
      ...poisson(200, 1),
      arrivals: { pattern: 'at-once', perSecond: 1, traceMs: [] },
    });
    expect(measurements).toHaveLength(200);
    const firstAnswerMs = Math.min(...measurements.map(({ finishedAtMs }) => finishedAtMs));
    const sentBefore = measurements.filter(({ startedAtMs }) => startedAtMs < firstAnswerMs).length;
    expect(sentBefore).toBeGreaterThan(6);
    expect(measurements.every(({ outcome }) => outcome === 'completed')).toBe(true);
  });

  test('plays a closed loop: never more calls at once than it has users', async () => {
    const { measurements } = await follow({ ...poisson(60, 1), loop: { kind: 'closed', users: 3 } });
    expect(measurements).toHaveLength(60);
    for (const { startedAtMs: nowMs } of measurements) {
      const underWay = measurements.filter((one) => one.startedAtMs <= nowMs && one.finishedAtMs > nowMs);
      expect(underWay.length).toBeLessThanOrEqual(3);
    }
  });

  test('puts an emulated network in front of the lane and tells its time apart', async () => {
    const { measurements } = await follow(poisson(10, 50), { conditions: { ...CONDITIONS, network: 'wifi' } });
    for (const one of measurements) {
      expect(one.outcome === 'completed' && one.stages.emulatedMs).toBeGreaterThan(0);
    }
  });

  test('uses a process of its own, which serves the next run too', async () => {
    await follow(poisson(1, 100));
    const first = processId();
    expect(first).not.toBe(process.pid);
    await follow(poisson(1, 100));
    expect(processId()).toBe(first);
  });
});

describe('While one run goes on', () => {
  test('another is refused with 503 and when to come back, and the first is not disturbed', async () => {
    const left = new AbortController();
    const events = await underWay(ENDLESS, left.signal);
    const response = await post(requestOf(poisson(1, 1)));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 'queue-full' });
    const next: IteratorResult<LoadRunEvent> = await events.next();
    expect(next.value).toMatchObject({ type: 'measurements' });
    const id = processId();
    left.abort();
    await hasGone(id);
  });

  test('a reader who leaves ends the process, and the next run begins at once', async () => {
    const left = new AbortController();
    await underWay(ENDLESS, left.signal);
    const id = processId();
    left.abort();
    await hasGone(id);
    expect((await follow(poisson(5, 100))).measurements).toHaveLength(5);
  });

  test('a killed process is a failure in words, and the server goes on', async () => {
    const events = await underWay();
    process.kill(processId(), 'SIGKILL');
    let last: LoadRunEvent | undefined;
    for await (const event of events) last = event;
    expect(last).toEqual({
      type: 'failed',
      error: { code: 'engine-died', detail: expect.stringMatching(/^The load generator ended unexpectedly.*\.$/) },
    });
    expect((await follow(poisson(5, 100))).measurements).toHaveLength(5);
  });

  test('a page that cancels gets "cancelled"', async () => {
    const cancel = new AbortController();
    await expect(follow(ENDLESS, { signal: cancel.signal, onStarted: () => cancel.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('The address of the server', () => {
  test('is never taken from the request: another port in its host leads nowhere else', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const call = request(
        `${server.url}/api/load-runs`,
        { method: 'POST', headers: { host: 'localhost:81', 'content-type': 'application/json' } },
        async (response) => {
          let body = '';
          for await (const piece of response) body += piece;
          resolve(body);
        },
      );
      call.on('error', reject);
      call.end(JSON.stringify(requestOf(poisson(3, 100))));
    });
    expect(text).toContain('"type":"done"');
  });
});

const nextUrl = process.env.TRILANE_NEXT_URL;
// npm test starts a plain Next server and sets TRILANE_NEXT_URL.
test.skipIf(!nextUrl)('Under Next, which hides the connection, the generator finds the server too', async () => {
  const { measurements } = await follow(poisson(20, 100), { origin: nextUrl ?? '' });
  expect(measurements).toHaveLength(20);
});

describe('A request that makes no sense', () => {
  const good = requestOf(poisson(10, 10));
  const withWorkload = (change: Partial<WorkloadSpec>) => ({ ...good, workload: { ...good.workload, ...change } });
  const withArrivals = (change: object) => ({
    ...good,
    workload: { ...good.workload, arrivals: { ...good.workload.arrivals, ...change } },
  });
  const withConditions = (change: object) => ({ ...good, conditions: { ...good.conditions, ...change } });
  test.each([
    ['half of a JSON document', '{"model":', 400, 'malformed-json'],
    ['a list', '[]', 400, 'malformed-request'],
    ['no workload', { ...good, workload: undefined }, 400, 'malformed-request'],
    ['an unknown field', { ...good, baseUrl: 'http://elsewhere.invalid' }, 400, 'malformed-request'],
    ['an unknown model', { ...good, model: 'horoscope' }, 404, 'unknown-model'],
    ['an unknown version', { ...good, version: 'fp1' }, 404, 'unknown-version'],
    ['no samples', withWorkload({ length: { by: 'count', count: 0 } }), 400, 'too-few-samples'],
    ['too many samples', withWorkload({ length: { by: 'count', count: 1_000_001 } }), 400, 'too-many-samples'],
    ['half a sample', withWorkload({ length: { by: 'count', count: 1.5 } }), 400, 'malformed-request'],
    ['a negative rate', withArrivals({ perSecond: -1 }), 400, 'malformed-request'],
    ['a rate beyond all bounds', withArrivals({ perSecond: 1e9 }), 400, 'malformed-request'],
    ['an unknown pattern', withArrivals({ pattern: 'tidal' }), 400, 'malformed-request'],
    ['a trace without gaps', withArrivals({ pattern: 'trace' }), 400, 'malformed-request'],
    ['a schedule of hours', withWorkload({ ...poisson(50_000, 1) }), 400, 'run-too-long'],
    ['another number of test samples', withWorkload({ sampleCount: 3 }), 400, 'malformed-request'],
    ['no users', withWorkload({ loop: { kind: 'closed', users: 0 } }), 400, 'malformed-request'],
    ['an unknown network', withConditions({ network: 'pigeon' }), 400, 'malformed-request'],
    ['a stall of an hour', withConditions({ stall: { atMs: 0, forMs: 3_600_000 } }), 400, 'malformed-request'],
    ['a time-out of nothing', { ...good, timeoutMs: 0 }, 400, 'malformed-request'],
    ['a hundred kilobytes', { ...good, padding: 'x'.repeat(100_000) }, 413, 'too-large'],
  ])('with %s is refused in words', async (_what, body, status, code) => {
    const response = await post(body);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, detail: expect.stringMatching(/\S.*\.$/) });
  });
});
