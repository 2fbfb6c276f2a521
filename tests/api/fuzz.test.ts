import { Agent } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newVisitorToken, ownerOf } from '@/lib/access/visitor';
import { ERROR_STATUS } from '@/lib/errors';
import { createBodyWatch } from '@/lib/server/body-watch';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { makeBatchPlace } from '../batch-place';
import { SEED, SEEDED } from '../durability/seed';
import { type Operation, type Resolve, readDocument } from './fuzz/document';
import { type FuzzRequest, requestsOf } from './fuzz/requests';
import { type Answer, faultOf, send } from './fuzz/send';

/** Of each operation; `npm run soak -- fuzz` sends more. */
const REQUESTS = Number(process.env.TRILANE_TEST_REQUESTS || 24);
const AT_ONCE = 4;
const KEY = 'the-key-of-the-fuzz';
/** Garbage that is answered is gone again: what stays is what was made, and what is cached. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;
/** They take a core for seconds, one at a time. */
const COSTLY: Readonly<Record<string, number>> = { startAfresh: 2, runLoad: 2, uploadDataSet: 2 };
const CODES: ReadonlySet<string> = new Set(Object.keys(ERROR_STATUS));

let place: Awaited<ReturnType<typeof makeBatchPlace>>;
let services: Services;
let server: NativeServer;
let operations: readonly Operation[];
let resolve: Resolve;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const things = new Map<string, string[]>();

beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices({
    workerCount: 1,
    dataRoot: place.dataRoot,
    databaseUrl: place.databaseUrl,
    // Each request may come from an address of its own, so that a pace holds none of them back.
    access: { listenHost: '0.0.0.0', operatorKey: KEY, proxies: '1' },
  });
  server = await startServer({
    services,
    port: 0,
    host: '127.0.0.1',
    bodyWatch: createBodyWatch({ idleMs: 1000, leastMs: 30_000, leastBytesPerSecond: 32_768, longestMs: 60_000 }, 100),
  });
  await Promise.all([services.system.open(), services.pool.settled()]);
  ({ operations, resolve } = readDocument(await (await fetch(`${server.url}/api/openapi.json`)).json()));
});
afterAll(async () => {
  agent.destroy();
  await server.close();
  await services.close();
  await place.remove();
});

describe(`Whatever is sent to what /api/openapi.json describes ${SEEDED}`, () => {
  test('is answered as it says there, and leaves nothing open', async () => {
    await makeThings();
    const heldBytes = memory();
    const faults: string[] = [];
    const succeeded = new Set<string>();
    // Deleting comes last, or there is nothing left to ask for.
    const inOrder = [...operations].sort((one, other) => Number(isEnd(one)) - Number(isEnd(other)));
    for (const [number, operation] of inOrder.entries()) {
      const requests = fc.sample(requestsOf(operation, resolve, things), {
        seed: SEED + number,
        numRuns: Math.ceil(REQUESTS / (COSTLY[operation.id] ?? 1)),
      });
      await each(requests, async (drawn, at) => {
        const asked = { ...drawn, headers: { ...identity(at), ...drawn.headers } };
        const answer = await send(server.port, agent, asked);
        const fault = faultOf(operation, asked, answer, CODES);
        if (fault) faults.push(`${shown(asked)}: ${fault}`);
        if (typeof answer === 'string') return;
        if (answer.status < 300) succeeded.add(operation.id);
        remember(operation, answer);
      });
      expect((await fetch(`${server.url}/v2/health/live`)).status, operation.id).toBe(200);
    }
    expect(faults).toEqual([]);
    // What is refused at the door tells nothing of what is behind it.
    expect(succeeded.size).toBeGreaterThan(operations.length * 0.6);

    for (const id of things.get('/api/meters/{id}') ?? [])
      await fetch(`${server.url}/api/meters/${id}`, { method: 'DELETE' });
    agent.destroy();
    const { uploads, streams, bodies } = services.access.slots;
    const open = () => [uploads.used(), streams.used(), bodies.used(), services.meters.open().used];
    await expect.poll(open, { timeout: 30_000 }).toEqual([0, 0, 0, 0]);
    await expect.poll(() => memory() - heldBytes, { timeout: 30_000 }).toBeLessThan(MOST_KEPT_BYTES);
  });
});

const isEnd = ({ method, id }: Operation) => method === 'DELETE' || id === 'cancelJob';

/** Half of them the operator, the rest a visitor nobody knows yet. */
function identity(at: number): Record<string, string> {
  const from = { 'x-forwarded-for': `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}` };
  if (at % 2 === 0) return { ...from, authorization: `Bearer ${KEY}` };
  return { ...from, cookie: `trilane-visitor=${newVisitorToken()}` };
}

/** Makes one of each that paths ask for. */
async function makeThings(): Promise<void> {
  const make = async (path: string, body?: unknown): Promise<string> => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { id, detail } = (await response.json()) as { id: string; detail?: string };
    expect(detail).toBeUndefined();
    things.set(`${path}/{id}`, [...(things.get(`${path}/{id}`) ?? []), id]);
    return id;
  };
  const dataSet = await make('/api/data-sets', {
    kind: 'generated',
    name: 'Rows',
    model: 'credit-risk',
    rows: 1000,
    seed: 1,
  });
  await expect.poll(async () => (await services.dataSets.get(dataSet)).state, { timeout: 60_000 }).toBe('ready');
  things.set('/api/operator/visitors/{id}', [ownerOf(newVisitorToken())]);
  const example = await fetch(`${server.url}/api/data-sets/example.csv?model=credit-risk`);
  things.set('/api/data-sets/upload', [await example.text()]);
  for (let more = 0; more < 3; more++) {
    await make('/api/jobs', { model: 'credit-risk', version: 'trees', dataSet });
    await make('/api/batches', { model: 'credit-risk', version: 'trees', count: 10 });
    await make('/api/meters');
    await make('/api/schedules', {
      name: 'Again',
      dataSet,
      model: 'credit-risk',
      version: 'trees',
      timing: { kind: 'every', seconds: 3600 },
    });
  }
}

/** What was made is there to be asked for. */
function remember({ method, path }: Operation, { status, text }: Answer): void {
  if (method !== 'POST' || (status !== 201 && status !== 202) || !text.startsWith('{')) return;
  const { id } = JSON.parse(text) as { id?: string };
  if (id !== undefined) things.get(`${path}/{id}`)?.push(id);
}

async function each<Item>(items: readonly Item[], work: (item: Item, at: number) => Promise<void>): Promise<void> {
  const entries = items.entries();
  const one = async () => {
    for (const [at, item] of entries) await work(item, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

function shown({ method, path, headers, body, isCut }: FuzzRequest): string {
  const told = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 60)}`);
  return `${method} ${path.slice(0, 160)} [${told.join(', ')}] ${body?.toString('latin1').slice(0, 160) ?? ''}${isCut ? ' (cut short)' : ''}`;
}
