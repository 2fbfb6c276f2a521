import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createBatchSystem } from '@/lib/batch/batch-system';
import { freePort } from '@/lib/commands/port.mjs';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type BatchPlace, makeBatchPlace } from '../batch-place';

vi.hoisted(() => {
  process.env.TRILANE_LOG_FORMAT = 'json';
  process.env.TRILANE_LOG_LEVEL = 'info';
  // Every query is a slow one: each is shown.
  process.env.TRILANE_SLOW_QUERY_MS = '0';
});

/** Stands in all that a client can send. */
const SECRET = 'zq9secret';
const INFER = '/v2/models/digits/infer';

let place: BatchPlace;
let services: Services;
let server: NativeServer;
const output: string[] = [];
/** Of this process: what its children say goes past them. */
const STREAMS = [process.stdout, process.stderr] as const;
const WRITES = STREAMS.map((stream) => stream.write);

beforeAll(async () => {
  for (const stream of STREAMS) {
    stream.write = (text: string | Uint8Array) => {
      output.push(String(text));
      return true;
    };
  }
  place = await makeBatchPlace();
  services = createServices({ ...place, workerCount: 1 });
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
  await Promise.all([services.pool.settled(), services.system.open()]);
});
afterAll(async () => {
  await server.close();
  await services.close();
  await place.remove();
  for (const [index, stream] of STREAMS.entries()) stream.write = WRITES[index] ?? stream.write;
});

const lines = () =>
  output
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    authorization: `Bearer ${SECRET}`,
    cookie: `id=${SECRET}`,
    'user-agent': SECRET,
    'trilane-request': SECRET,
    'trilane-meter': SECRET,
    'x-request-id': SECRET,
    'x-forwarded-for': '203.0.113.7',
    ...init.headers,
  };
  const response = await fetch(server.url + path, { ...init, headers });
  await response.arrayBuffer();
  return response;
}
const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('The log of a server', () => {
  test('has a line of each request: its method, pattern, status, time and size', async () => {
    const found = await ask(`/api/jobs/${SECRET}?x=${SECRET}`);
    await ask('/v2/health/live');
    await vi.waitUntil(() => lines().some(({ route }) => route === '/v2/health/live'));
    const line = lines().find(({ request }) => request === found.headers.get('x-request-id'));
    expect(line).toMatchObject({
      event: 'request-refused',
      method: 'GET',
      route: '/api/jobs/:id',
      status: found.status,
      ms: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(line.bytes).toBeGreaterThan(100);
  });

  test('has those of the shortest way to inference too', async () => {
    const image = { name: 'image', datatype: 'FP32', shape: [1, 1, 28, 28], data: Array(784).fill(0) };
    expect((await ask(INFER, json({ inputs: [image] }))).status).toBe(200);
    expect((await ask(INFER, json(`{"inputs": "${SECRET}`))).status).toBe(400);
    const inferences = lines().filter(({ route }) => route === '/v2/models/:model/infer');
    expect(inferences.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 200],
      ['POST', 400],
    ]);
  });

  test('says when the process of the database died, by what, and when it is there again', async (context) => {
    const pid = services.system.databaseProcessId();
    if (pid === undefined) return context.skip();
    process.kill(pid, 'SIGKILL');
    await vi.waitUntil(() => lines().some(({ event }) => event === 'process-back'), { timeout: 60_000 });
    expect(lines().filter(({ event }) => event === 'process-died')).toMatchObject([
      { level: 'error', process: 'database', how: 'SIGKILL', isReplaced: true },
    ]);
  });

  test('says each time that the database could not be opened, and why, in words', async () => {
    const port = await freePort();
    const system = createBatchSystem({
      publicRoot: 'public',
      dataRoot: place.dataRoot,
      databaseUrl: `postgres://me:${SECRET}@127.0.0.1:${port}/x`,
    });
    const failures = () => lines().filter(({ event }) => event === 'database-failed');
    await expect(system.open()).rejects.toThrow('The database does not answer: nothing listens at its address.');
    await vi.waitUntil(() => failures().length >= 2, { timeout: 60_000 });
    await system.close();
    expect(failures()).toMatchObject([
      { level: 'error', code: 'ECONNREFUSED', triesAgain: true },
      { level: 'error', code: 'ECONNREFUSED', triesAgain: true },
    ]);
  });

  test('holds nothing that a client sent, and no address of one', async () => {
    const model = 'credit-risk';
    await vi.waitUntil(async () => (await ask('/api/health/batch')).status === 200, { timeout: 60_000 });
    const asked: [string, RequestInit?][] = [
      ['/api/data-sets', json({ kind: 'arriving', name: SECRET, model, perSecond: 1, seed: 1 })],
      ['/api/data-sets', json({ kind: SECRET, name: SECRET, [SECRET]: SECRET })],
      ['/api/data-sets', json(`{"name": "${SECRET}`)],
      [
        `/api/data-sets/upload?name=${SECRET}&model=${model}&format=csv`,
        { method: 'POST', headers: { 'content-type': 'text/csv' }, body: `${SECRET},b\n${SECRET},1\n` },
      ],
      ['/api/schedules', json({ name: SECRET, dataSet: SECRET, model, version: 'trees' })],
      [`/api/data-sets/${SECRET}`, { method: 'DELETE' }],
      [`/api/jobs/${SECRET}/${SECRET}`, { method: 'POST' }],
      [`/api/${SECRET}`, {}],
      [`/v2/models/${SECRET}/infer`, json({ inputs: SECRET })],
      [`/v2/models/digits/versions/${SECRET}/infer`, json({ inputs: SECRET })],
      [`/${SECRET}?${SECRET}=${SECRET}`, {}],
      [`/api/console?job=${SECRET}`, {}],
      ['/api/batches', { method: 'POST', headers: { 'content-type': SECRET }, body: SECRET }],
      ['/api/data-sets', { method: 'PROPFIND' }],
      ['/api/meters', { method: 'POST', headers: { origin: `http://${SECRET}.example` } }],
    ];
    const before = lines().length;
    for (const [path, init] of asked) await ask(path, init);
    await vi.waitUntil(() => lines().filter(({ event }) => /^request/.test(event)).length >= asked.length);
    expect(lines().length - before).toBeGreaterThanOrEqual(asked.length);
    expect(lines().some(({ event, statement }) => event === 'slow-query' && /insert into/i.test(statement))).toBe(true);
    const text = output.join('');
    for (const each of [SECRET, '203.0.113.7', place.databaseUrl ?? 'postgres://'])
      expect(text.includes(each)).toBe(false);
    // The address of the database is this machine's, and no client's.
    const ofRequests = lines().filter(({ event }) => /^request/.test(event));
    expect(JSON.stringify(ofRequests)).not.toContain('127.0.0.1');
  });
});
