import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobEngine } from '@/lib/engine/job';
import { encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { createRealClock } from '@/lib/experiment/clock';
import { metered } from '@/lib/experiment/metered';
import { findModel, findVersion } from '@/lib/model';
import { MISSING_METERS, withoutMeters } from '../missing-meters';
import { batchClient } from './batch-client';
import { type BatchServer, startBatchServer } from './batch-server';

const SPEC = findModel('digits').input;
const ONE_ROW = { shape: [1, 1, 28, 28], data: new Float32Array(784) };

let server: BatchServer;
const client = batchClient(() => server.url);

beforeAll(async () => {
  server = await startBatchServer();
});
afterAll(() => server.close());

describe('A request that makes no sense', () => {
  test.each([
    ['an empty body', '', 400, 'malformed-json'],
    ['half of a JSON document', '{"model":', 400, 'malformed-json'],
    ['a list', '[]', 400, 'malformed-request'],
    ['no model', { count: 5 }, 400, 'malformed-request'],
    ['no count', { model: 'digits' }, 400, 'malformed-request'],
    ['a count that is text', { model: 'digits', count: '5' }, 400, 'malformed-request'],
    ['half a sample', { model: 'digits', count: 1.5 }, 400, 'malformed-request'],
    ['an unknown field', { model: 'digits', count: 5, colour: 'red' }, 400, 'malformed-request'],
    ['a batch size of zero', { model: 'digits', count: 5, batchSize: 0 }, 400, 'malformed-request'],
    ['zero samples', { model: 'digits', count: 0 }, 400, 'too-few-samples'],
    ['fewer than zero samples', { model: 'digits', count: -3 }, 400, 'too-few-samples'],
    ['a million and one samples', { model: 'digits', count: 1_000_001 }, 400, 'too-many-samples'],
    ['an unknown model', { model: 'horoscope', count: 5 }, 404, 'unknown-model'],
    ['an unknown version', { model: 'digits', version: 'fp1', count: 5 }, 404, 'unknown-version'],
    [
      'a JSON body of a hundred kilobytes',
      { model: 'digits', count: 5, padding: 'x'.repeat(100_000) },
      413,
      'too-large',
    ],
  ])('with %s is refused', async (_what, body, status, code) => {
    expect(await client.problemOf(await client.postJson(body))).toMatchObject({ status, code });
  });

  test.each(['text/html', 'multipart/form-data', ''])('of the type "%s" is refused', async (type) => {
    const response = await fetch(client.at(''), {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array([1]),
    });
    expect(await client.problemOf(response)).toMatchObject({ status: 415, code: 'wrong-media-type' });
  });

  const good = encodeInferRequest(ONE_ROW, SPEC);
  const withValue = (value: number) =>
    encodeInferRequest({ ...ONE_ROW, data: new Float32Array(784).fill(value, 700, 701) }, SPEC);
  const manyRows = new Float32Array(3000 * 784);
  manyRows[2500 * 784 + 3] = Number.POSITIVE_INFINITY;
  test.each([
    ['no model', '', good, 400, 'malformed-request'],
    ['an unknown model', '?model=horoscope', good, 404, 'unknown-model'],
    ['an unknown parameter', '?model=digits&colour=red', good, 400, 'unknown-parameter'],
    ['a batch size that is no number', '?model=digits&batch_size=many', good, 400, 'unknown-parameter'],
    [
      'no header length',
      '?model=digits',
      { ...good, headers: { 'content-type': 'application/octet-stream' } },
      400,
      'malformed-binary',
    ],
    [
      'a header longer than the body',
      '?model=digits',
      { ...good, headers: { ...good.headers, [HEADER_LENGTH]: '999999' } },
      400,
      'malformed-binary',
    ],
    [
      'a negative header length',
      '?model=digits',
      { ...good, headers: { ...good.headers, [HEADER_LENGTH]: '-4' } },
      400,
      'malformed-binary',
    ],
    [
      'random bytes',
      '?model=digits',
      {
        headers: { ...good.headers, [HEADER_LENGTH]: '64' },
        body: Uint8Array.from({ length: 256 }, (_, index) => (index * 37) % 256),
      },
      400,
      'malformed-json',
    ],
    ['a body cut short', '?model=digits', { ...good, body: good.body.slice(0, -100) }, 400, 'malformed-binary'],
    ['a value that is not a number', '?model=digits', withValue(Number.NaN), 400, 'not-a-number'],
    [
      'an endless value far back',
      '?model=digits',
      encodeInferRequest({ shape: [3000, 1, 28, 28], data: manyRows }, SPEC),
      400,
      'not-a-number',
    ],
    [
      'another shape',
      '?model=digits',
      encodeInferRequest({ shape: [1, 784], data: new Float32Array(784) }, SPEC),
      400,
      'wrong-shape',
    ],
    [
      'no rows',
      '?model=digits',
      encodeInferRequest({ shape: [0, 1, 28, 28], data: new Float32Array() }, SPEC),
      400,
      'too-few-samples',
    ],
  ])('as a tensor with %s is refused', async (_what, query, { headers, body }, status, code) => {
    const response = await fetch(client.at(query), { method: 'POST', headers, body });
    expect(await client.problemOf(response)).toMatchObject({ status, code });
  });

  test('that announces more than 256 MiB is refused before its body is read', async () => {
    const post = request(client.at('?model=digits'), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(257 * 1024 * 1024) },
    });
    post.flushHeaders();
    post.on('error', () => {});
    const [response] = await once(post, 'response');
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(await text(response))).toMatchObject({ code: 'too-large' });
    post.destroy();
  });

  test('for a job that does not exist is refused on every path', async () => {
    const paths = ['/nobody', '/nobody/events', '/nobody/results', '/nobody/results.csv'];
    const answers = [...paths.map((path) => fetch(client.at(path))), fetch(client.at('/nobody'), { method: 'DELETE' })];
    for (const answer of answers) {
      expect(await client.problemOf(await answer)).toMatchObject({ status: 404, code: 'unknown-job' });
    }
  });

  test('breaks nothing for the next one', async () => {
    const { id } = await client.submit({ model: 'digits', count: 5 });
    expect((await client.ended(id)).state).toBe('completed');
  });
});

describe('A worker that is killed', () => {
  test('loses nothing: another goes on with its job', async () => {
    const { id } = await client.submit({ model: 'clothing', version: 'mid-fp32', count: 6000 });
    await client.underWay(id);
    const processId = server.service.processId();
    expect(processId).toBeGreaterThan(0);
    process.kill(processId ?? 0, 'SIGKILL');
    expect(await client.ended(id)).toMatchObject({ state: 'completed', done: 6000, error: null });
    const { outputs } = await server.service.results(id);
    expect(outputs.shape).toEqual([6000, 10]);
    expect(server.service.processId()).not.toBe(processId);
  });

  test('while it idles costs the next job nothing but the start of a new one', async () => {
    const before = await client.submit({ model: 'digits', count: 5 });
    await client.ended(before.id);
    process.kill(server.service.processId() ?? 0, 'SIGKILL');
    const next = await client.submit({ model: 'digits', count: 5 });
    expect((await client.ended(next.id)).state).toBe('completed');
  });

  test('ends by itself when its server is gone', async () => {
    const { database } = await server.system.open();
    const script =
      "require('node:child_process').fork('.build/batch-worker.mjs', [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }); console.log('started')";
    const parent = spawn(process.execPath, ['-e', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TRILANE_WORKER_DATABASE: database.url, TRILANE_WORKER_NAME: 'orphan' },
    });
    await once(parent.stdout, 'data');
    const { pool } = database;
    const present = async () => (await pool.query("select 1 from workers where name = 'orphan'")).rows.length > 0;
    await expect.poll(present, { timeout: 60_000 }).toBe(true);
    // The child holds the parent's stderr: it closes when both are gone.
    const gone = once(parent.stderr.resume(), 'close');
    parent.kill('SIGKILL');
    await gone;
    // What it had is given to others.
    await expect.poll(present, { timeout: 60_000 }).toBe(false);
  });
});

describe('A model file that is not the one of the manifest', () => {
  test('is refused by its hash, and other models are not affected', async () => {
    const publicRoot = await mkdtemp(join(tmpdir(), 'trilane-'));
    await cp('public/models', join(publicRoot, 'models'), { recursive: true });
    const file = join(publicRoot, findVersion({ modelId: 'digits', versionId: 'fp32' }).file);
    const bytes = await readFile(file);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const tampered = await startBatchServer({ publicRoot });
    try {
      const there = batchClient(() => tampered.url);
      const { id } = await there.submit({ model: 'digits', version: 'fp32', count: 5 });
      expect(await there.ended(id)).toMatchObject({ state: 'failed', error: { code: 'hash-mismatch' } });
      const other = await there.submit({ model: 'clothing', version: 'mid-fp32', count: 5 });
      expect((await there.ended(other.id)).state).toBe('completed');
      await rm(file);
      const missing = await there.submit({ model: 'digits', version: 'fp32', count: 5 });
      const { error } = await there.ended(missing.id);
      expect(error?.code).toBe('model-load-failed');
      expect(error?.detail).not.toContain(publicRoot);
    } finally {
      await tampered.close();
      await rm(publicRoot, { recursive: true });
    }
  });
});

describe('The job engine', () => {
  const target = { modelId: 'digits', versionId: 'fp32' };
  const never = () => new AbortController().signal;

  test('says server-unreachable when nobody listens', async () => {
    const engine = createJobEngine({ baseUrl: 'http://127.0.0.1:1' });
    await expect(engine.load(target, { signal: never() })).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  test('says server-unreachable when the server goes away in the middle of a job', async () => {
    const doomed = await startBatchServer();
    const engine = createJobEngine({ baseUrl: doomed.url });
    await engine.load({ modelId: 'clothing', versionId: 'mid-fp32' }, { signal: never() });
    const inputs = { shape: [20_000, 1, 28, 28], data: new Float32Array(20_000 * 784) };
    let close: Promise<void> | undefined;
    const call = engine.infer(inputs, {
      signal: never(),
      onProgress: (done) => {
        if (done > 0) close ??= doomed.close();
      },
    });
    // It may still have heard that the server is closing.
    await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(server-unreachable|not-ready)$/) });
    await close;
  });

  test.each(MISSING_METERS)(
    'SPEC 5.14: runs where the server %s, and tells what it knows itself',
    async (_what, answer) => {
      const engine = createJobEngine({ baseUrl: server.url, fetch: withoutMeters(answer) });
      await engine.load(target, { signal: never() });
      const work = () => engine.infer(ONE_ROW, { signal: never() });
      const { result, resources } = await metered(engine, { clock: createRealClock(), signal: never() }, work);
      expect(result.outputs.shape).toEqual([1, 10]);
      expect(resources).toMatchObject({ cpuSeconds: null, waitForOthersMs: 0, bytesMethod: 'bodies' });
      expect(resources?.peakMemoryBytes).toBeGreaterThan(0);
    },
  );

  test('SPEC 5.15: waits before the door of a server that is too busy, and says so', async () => {
    let refused = 0;
    const busy: typeof fetch = async (input, init) => {
      if (init?.method !== 'POST' || refused++ % 2 > 0) return fetch(input, init);
      return new Response('', { status: 503, headers: { 'retry-after': '0' } });
    };
    const engine = createJobEngine({ baseUrl: server.url, fetch: busy });
    await engine.load(target, { signal: never() });
    const work = () => engine.infer(ONE_ROW, { signal: never() });
    const { result, resources } = await metered(engine, { clock: createRealClock(), signal: never() }, work);
    expect(refused).toBeGreaterThanOrEqual(4);
    expect(resources?.waitForOthersMs).toBeGreaterThanOrEqual(100);
    expect(result.stages.queueMs).toBeGreaterThanOrEqual(resources?.waitForOthersMs ?? Number.NaN);
  });

  test('makes one job of a request that the browser sends again', async () => {
    const answers: string[] = [];
    const stubborn: typeof fetch = async (input, init) => {
      if (init?.method !== 'POST') return fetch(input, init);
      const [lost, heard] = await Promise.all([fetch(input, init), fetch(input, init)]);
      const again = await fetch(input, init);
      for (const answer of [lost, heard.clone(), again]) answers.push(((await answer.json()) as { id: string }).id);
      return heard;
    };
    const engine = createJobEngine({ baseUrl: server.url, fetch: stubborn });
    await engine.load(target, { signal: never() });
    const { outputs } = await engine.infer(ONE_ROW, { signal: never() });
    expect(outputs.shape).toEqual([1, 10]);
    // Two requests, each three times; the second is not taken for the first.
    expect(answers).toHaveLength(6);
    expect(new Set(answers.slice(0, 3)).size).toBe(1);
    expect(new Set(answers).size).toBe(2);
  });

  test('cancels the job on the server when its caller aborts', async () => {
    const engine = createJobEngine({ baseUrl: server.url });
    await engine.load({ modelId: 'clothing', versionId: 'mid-fp32' }, { signal: never() });
    const controller = new AbortController();
    const inputs = { shape: [20_000, 1, 28, 28], data: new Float32Array(20_000 * 784) };
    await expect(
      engine.infer(inputs, { signal: controller.signal, onProgress: (done) => done > 0 && controller.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    const [newest] = await server.service.list();
    expect((await client.ended(newest?.id ?? '')).state).toBe('cancelled');
  });

  test('a job whose owner goes away for good is cancelled', async () => {
    const job = await client.submit({ model: 'clothing', version: 'big-int8-dynamic', count: 100_000 });
    const page = new AbortController();
    const response = await fetch(`${server.url}/api/batches/${job.id}/events?owner`, { signal: page.signal });
    await response.body?.getReader().read();
    page.abort();
    expect((await client.ended(job.id)).state).toBe('cancelled');
  });

  test('a job that somebody only looked at goes on', async () => {
    const job = await client.submit({ model: 'digits', version: 'fp32', count: 1000 });
    const visitor = new AbortController();
    await fetch(`${server.url}/api/batches/${job.id}/events`, { signal: visitor.signal });
    visitor.abort();
    expect((await client.ended(job.id)).state).toBe('completed');
  });

  test('reconnects to a stream of events that breaks off', async () => {
    let broken = 0;
    const breaking: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).includes('/events') || broken > 1) return response;
      broken += 1;
      await response.body?.cancel();
      return new Response('id: 1\nevent: progress\ndata: {"done":0,"count":1}\n\ndata: cut o');
    };
    const engine = createJobEngine({ baseUrl: server.url, fetch: breaking });
    await engine.load(target, { signal: never() });
    const { outputs } = await engine.infer(ONE_ROW, { signal: never() });
    expect(outputs.shape).toEqual([1, 10]);
    expect(broken).toBe(2);
  });
});
