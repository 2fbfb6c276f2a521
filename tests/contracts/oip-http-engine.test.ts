import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpEngine } from '@/lib/engine/http';
import { readServerTiming } from '@/lib/engine/server-timing';
import { TrilaneError } from '@/lib/errors';
import { createRealClock } from '@/lib/experiment/clock';
import { metered } from '@/lib/experiment/metered';
import { findVersion } from '@/lib/model';
import { startServer } from '@/lib/server/native-server';
import { createServices } from '@/lib/services/services';
import { MISSING_METERS, withoutMeters } from '../missing-meters';
import { workerFile } from './oip-models';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const never = () => new AbortController().signal;
const image = () => ({ shape: [1, 1, 28, 28], data: new Float32Array(784) });
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error) => (error instanceof TrilaneError ? error.toReport() : error),
  );

async function listen(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startOnline(file?: string) {
  const services = createServices({ workerCount: 1, ...(file && { workerFile: file }) });
  cleanups.push(() => services.close());
  const server = await startServer({ services, port: 0, host: '127.0.0.1' });
  cleanups.push(() => server.close());
  return { services, server };
}

/** A server that lists the model as loaded and does `infer` for the rest. */
function listing(infer: RequestListener): RequestListener {
  const { sha256 } = findVersion(TARGET);
  const load = { state: 'ready', sha256, coldStart: { fetchMs: 1, compileMs: 2, firstRunMs: 3 } };
  return (request, response) => {
    if (request.url === '/api/models')
      response.end(JSON.stringify({ server: {}, models: [{ id: 'digits', versions: [{ id: 'fp32', load }] }] }));
    else if (request.url === '/v2') response.end('{"name":"other","version":"1"}');
    else infer(request, response);
  };
}

async function loadedEngine(infer: RequestListener) {
  const engine = createHttpEngine({ baseUrl: await listen(listing(infer)) });
  await engine.load(TARGET, { signal: never() });
  return engine;
}

describe('the HTTP engine', () => {
  test('says server-unreachable when nobody listens', async () => {
    const url = await listen(() => {});
    for (const cleanup of cleanups.splice(0)) await cleanup();
    const engine = createHttpEngine({ baseUrl: url });
    expect(await errorOf(engine.load(TARGET, { signal: never() }))).toMatchObject({ code: 'server-unreachable' });
    expect(await errorOf(engine.meter())).toMatchObject({ code: 'server-unreachable' });
  });

  test('says server-unreachable when the connection breaks in the middle of an answer', async () => {
    const engine = await loadedEngine((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{');
      response.destroy();
    });
    expect(await errorOf(engine.infer(image(), { signal: never() }))).toMatchObject({ code: 'server-unreachable' });
  });

  test.each([
    [503, { 'retry-after': '1' }, '<html>', 'queue-full'],
    [503, {}, '', 'queue-full'],
    [503, {}, '{"title":"Service Unavailable","status":503,"detail":"Later.","code":"not-ready"}', 'not-ready'],
    [429, { 'retry-after': '1' }, '', 'queue-full'],
    [502, {}, '<html>', 'server-unreachable'],
    [504, {}, '', 'timed-out'],
    [408, {}, '<html>', 'timed-out'],
    [403, {}, '<html>', 'wrong-answer'],
    [404, {}, '<html>', 'wrong-answer'],
    [200, {}, '<html>Log in', 'wrong-answer'],
    [200, {}, '{}', 'wrong-answer'],
    [200, { 'inference-header-content-length': '2' }, '{}', 'wrong-answer'],
    [200, { 'inference-header-content-length': '90' }, '{"outputs":', 'wrong-answer'],
    [413, {}, '<html>', 'too-large'],
    [500, {}, '<html>', 'inference-failed'],
    [500, {}, '', 'inference-failed'],
    [404, {}, '{"error":"no such model"}', 'not-found'],
    [413, {}, '', 'too-large'],
    [400, {}, '{"error":"bad"}', 'malformed-request'],
    [500, {}, '{"error":"worse"}', 'inference-failed'],
    [500, {}, '{"error":"It died.","code":"engine-died"}', 'engine-died'],
    [500, {}, '{"error":"odd","code":"toString"}', 'inference-failed'],
  ])('names an answer of status %i with headers %j and body %j', async (status, headers, body, code) => {
    const engine = await loadedEngine((_request, response) => void response.writeHead(status, headers).end(body));
    expect(await errorOf(engine.infer(image(), { signal: never() }))).toMatchObject({
      code,
      detail: expect.stringMatching(/./),
    });
  });

  test.each(['<html>Please log in.', '{}', 'null', '{"models":5,"server":{}}'])(
    'says wrong-answer when %j comes in place of the models',
    async (body) => {
      const url = await listen((_request, response) => void response.end(body));
      const engine = createHttpEngine({ baseUrl: url });
      expect(await errorOf(engine.load(TARGET, { signal: never() }))).toMatchObject({ code: 'wrong-answer' });
    },
  );

  test('SPEC 4.3: tells what a request waited on this device apart from what it was under way', async () => {
    const { server } = await startOnline();
    const asked: string[] = [];
    const timings = {
      mark: (path: string) => `${path}#7`,
      underWayMs: (url: string) => {
        asked.push(url);
        return 0;
      },
    };
    const engine = createHttpEngine({ baseUrl: server.url, timings });
    await engine.load(TARGET, { signal: never() });
    const startMs = performance.now();
    const { stages } = await engine.infer(image(), { signal: never() });
    const elapsedMs = performance.now() - startMs;
    expect(asked).toEqual([`${server.url}/v2/models/digits/versions/fp32/infer#7`]);
    expect(stages.transferMs).toBe(0);
    expect(stages.blockedMs).toBeGreaterThan(0);
    expect(stages.blockedMs).toBeLessThanOrEqual(elapsedMs);
  });

  test.each([
    ['the browser does not tell', null],
    ['it tells more than the round trip took', 1e6],
  ])('calls all of the way transfer when %s', async (_, underWayMs) => {
    const { server } = await startOnline();
    const engine = createHttpEngine({
      baseUrl: server.url,
      timings: { mark: (path) => path, underWayMs: () => underWayMs },
    });
    await engine.load(TARGET, { signal: never() });
    const { stages } = await engine.infer(image(), { signal: never() });
    expect(stages.blockedMs).toBe(0);
    expect(stages.transferMs).toBeGreaterThan(0);
  });

  test.each(MISSING_METERS)(
    'SPEC 5.14: runs where the server %s, and tells what it knows itself',
    async (_what, answer) => {
      const { server } = await startOnline();
      const engine = createHttpEngine({ baseUrl: server.url, fetch: withoutMeters(answer) });
      await engine.load(TARGET, { signal: never() });
      const work = () => engine.infer(image(), { signal: never() });
      const { result, resources } = await metered(engine, { clock: createRealClock(), signal: never() }, work);
      expect(result.outputs.shape).toEqual([1, 10]);
      expect(resources).toMatchObject({
        cpuSeconds: null,
        peakMemoryBytes: null,
        computeThreads: 1,
        bytesMethod: 'bodies',
      });
      expect(resources?.bytesSent).toBeGreaterThan(784 * 4);
    },
  );

  test('a request that is refused for load is not sent again: the lane shows what its server refuses', async () => {
    let sent = 0;
    const engine = await loadedEngine((_request, response) => {
      sent++;
      response.writeHead(503, { 'retry-after': '0' }).end();
    });
    expect(await errorOf(engine.infer(image(), { signal: never() }))).toMatchObject({ code: 'queue-full' });
    expect(sent).toBe(1);
  });

  test('counts the requests that were sent again behind its back', async () => {
    const { server } = await startOnline();
    let again = 0;
    // As a browser does when a connection drops before the answer has come.
    const sendingAgain: typeof fetch = async (...args) => {
      if (!String(args[0]).endsWith('/infer') || again++ % 3 > 0) return fetch(...args);
      await (await fetch(...args)).arrayBuffer();
      return fetch(...args);
    };
    const engine = createHttpEngine({ baseUrl: server.url, fetch: sendingAgain });
    await engine.load(TARGET, { signal: never() });
    const meter = await engine.meter();
    for (let call = 0; call < 6; call++) await engine.infer(image(), { signal: never() });
    expect(await meter.stop()).toMatchObject({ resentCount: 2 });
    const calm = await engine.meter();
    await engine.infer(image(), { signal: never() });
    await engine.infer(image(), { signal: never() });
    expect(again).toBe(8);
    expect(await calm.stop()).toMatchObject({ resentCount: 1 });
  });

  test('is cancelled at once while the server is silent, and told so when it is disposed of meanwhile', async () => {
    const engine = await loadedEngine(() => {});
    const cancel = new AbortController();
    const cancelled = errorOf(engine.infer(image(), { signal: cancel.signal }));
    const disposed = errorOf(engine.infer(image(), { signal: never() }));
    cancel.abort();
    expect(await cancelled).toMatchObject({ code: 'cancelled' });
    await engine.dispose();
    expect(await disposed).toMatchObject({ code: 'engine-died' });
  });

  test('waits while the server loads the model, and gives up when it is cancelled', async () => {
    const { server } = await startOnline(workerFile('idle'));
    const cancel = new AbortController();
    const loading = errorOf(createHttpEngine({ baseUrl: server.url }).load(TARGET, { signal: cancel.signal }));
    await fetch(`${server.url}/api/models`);
    cancel.abort();
    expect(await loading).toMatchObject({ code: 'cancelled' });
  });

  test('passes on why the server could not load the model', async () => {
    const { services, server } = await startOnline(workerFile('dead'));
    await services.pool.settled();
    const loading = createHttpEngine({ baseUrl: server.url }).load(TARGET, { signal: never() });
    expect(await errorOf(loading)).toMatchObject({ code: 'engine-died' });
  });

  test('SPEC 7.6: counts the bytes of its requests while it is metered, their headers too', async () => {
    const { server } = await startOnline();
    const engine = createHttpEngine({ baseUrl: server.url });
    await engine.load(TARGET, { signal: never() });
    await engine.infer(image(), { signal: never() });
    const meter = await engine.meter();
    for (let round = 0; round < 3; round++) await engine.infer(image(), { signal: never() });
    const use = await meter.stop();
    const { bytesSent, bytesReceived, bytesMethod, cpuSeconds, cpuMethod, peakMemoryBytes, bytesOnce } = use;
    // Headers of at least 200 bytes a request, and as many an answer.
    expect(bytesSent).toBeGreaterThan(3 * (3136 + 200));
    expect(bytesSent).toBeLessThan(3 * (3136 + 1500));
    expect(bytesReceived).toBeGreaterThan(3 * (40 + 200));
    expect(bytesMethod).toBe('with-headers');
    expect(cpuSeconds).toBeGreaterThan(0);
    expect(cpuMethod).toBe('own-work');
    expect(peakMemoryBytes).toBeGreaterThan(10_000_000);
    expect(bytesOnce).toBe(0);
  });
});

describe('a Server-Timing header', () => {
  test('is read by name, in any order, and what is missing is 0', () => {
    expect(readServerTiming('queue;dur=0.125, compute;dur=2, batch;desc="8", total;dur=2.5')).toEqual({
      queueMs: 0.125,
      computeMs: 2,
      totalMs: 2.5,
      batchSize: 8,
      resent: false,
    });
    expect(readServerTiming('cache;desc="hit", total;desc="all of it";dur=7')).toEqual({
      queueMs: 0,
      computeMs: 0,
      totalMs: 7,
      batchSize: 0,
      resent: false,
    });
    expect(readServerTiming(null)).toEqual({ queueMs: 0, computeMs: 0, totalMs: 0, batchSize: 0, resent: false });
    expect(readServerTiming('total;dur=1, resent;desc="1"')).toMatchObject({ totalMs: 1, resent: true });
  });
});
