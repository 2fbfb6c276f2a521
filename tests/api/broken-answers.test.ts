import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadRunRoutes } from '@/lib/api/load-runs';
import { bytesOf, eventStream, streamOf } from '@/lib/api/streams';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { TrilaneError } from '@/lib/errors';

// Failures come when a part has been sent: the status can say nothing any more.

const SECRET = "Failed query: select 1 where name = 'Ada'";
/** Long enough to have left before the failure. */
const PART = 'age,amount\n'.repeat(20_000);

function* failingText(error: Error): Generator<string> {
  yield PART;
  throw error;
}
async function* failingBytes(error: Error): AsyncGenerator<Uint8Array> {
  for (const text of failingText(error)) yield new TextEncoder().encode(text);
}
async function* failingEvents<T>(first: T, error: Error): AsyncGenerator<T> {
  yield first;
  throw error;
}

const BODIES: Readonly<Record<string, (context: Context, error: Error) => ReadableStream<Uint8Array>>> = {
  'a table in text': (context, error) => streamOf(context, failingText(error)),
  'a file in bytes': (context, error) => bytesOf(context, failingBytes(error)),
  events: (context, error) =>
    eventStream(context, failingEvents({ id: 1, type: 'progress', data: PART }, error), new AbortController(), 1000),
};
const ERRORS: Readonly<Record<string, Error>> = {
  'a fault of ours': new Error(SECRET),
  'a database that is away': Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' }),
  'a file that is gone': new TrilaneError('not-found', SECRET),
};
const CASES = Object.keys(BODIES).flatMap((body) => Object.keys(ERRORS).map((error) => [body, error] as const));

const app = new Hono();
app.get('/:body/:error', (context) => {
  const { body, error } = context.req.param();
  const make = BODIES[body];
  const thrown = ERRORS[error];
  return make && thrown ? new Response(make(context, thrown)) : context.notFound();
});
const generator = {
  start: () => failingEvents({ type: 'started', offeredMs: 1 } as never, new Error(SECRET)),
};
for (const { path, handler } of loadRunRoutes({ generator } as never)) app.post(path, handler);
const server = createServer(getRequestListener(app.fetch));
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** @returns what came before the connection broke; an answer that ends as a whole one does fails the test */
async function brokenText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const read = async () => {
    if (response.body) for await (const piece of response.body) text += decoder.decode(piece, { stream: true });
  };
  await expect(read()).rejects.toThrow(/terminated/);
  return text;
}

test.each(CASES)(
  '%s that fails by %s breaks off, and tells its reader and the console nothing of it',
  async (body, error) => {
    const consoles = (['error', 'info', 'log'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    );
    const response = await fetch(`${url}/${body}/${error}`);
    expect(response.status).toBe(200);
    expect(await brokenText(response)).not.toMatch(/Error|Failed query|Ada/);
    for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
  },
);

test('So does a run of the generator', async () => {
  const workload = {
    ...{ seed: 1, sampleCount: 1000, arrivals: { pattern: 'poisson', perSecond: 20, traceMs: [] } },
    ...{ loop: { kind: 'open' }, length: { by: 'count', count: 60 } },
  };
  const conditions = { ...AS_IT_IS, generator: 'server' };
  const body = JSON.stringify({ model: 'digits', version: 'fp32', workload, conditions });
  const headers = { 'content-type': 'application/json' };
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  const response = await fetch(`${url}/api/load-runs`, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  expect(await brokenText(response)).not.toMatch(/Failed query|Ada/);
  expect(spy).not.toHaveBeenCalled();
});
