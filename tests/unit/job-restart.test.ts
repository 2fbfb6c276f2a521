import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LONGEST_CALL_OFF_MS } from '@/lib/engine/contract';
import { createJobEngine } from '@/lib/engine/job';
import { encodeInferResponse } from '@/lib/engine/wire/oip';
import { REQUEST_ID } from '@/lib/engine/wire/request-id';
import { reportOf } from '@/lib/errors';
import { findModel } from '@/lib/model';

const TARGET = { modelId: 'digits', versionId: 'fp32' };
const IMAGE = { shape: [1, 1, 28, 28], data: new Float32Array(784) };
const ANSWER = { shape: [1, 10], data: new Float32Array(10) };
const DONE = { id: 'j1', state: 'completed', sha256: '', durations: {}, environment: {} };
const never = () => new AbortController().signal;

/** A server that can be away: nobody listens then, and what was under way broke off. */
function createServer() {
  let isAway = false;
  let leaveAt: string | undefined;
  const names: (string | null)[] = [];
  const fake: typeof fetch = async (input, init) => {
    const url = String(input);
    const isPost = init?.method === 'POST';
    if (isPost) names.push(new Headers(init.headers).get(REQUEST_ID));
    if (leaveAt !== undefined && url.includes(leaveAt)) {
      leaveAt = undefined;
      isAway = true;
      setTimeout(() => {
        isAway = false;
      }, 4000);
    }
    if (isAway) throw new TypeError('fetch failed');
    if (url.endsWith('/events?owner'))
      return new Response(`id: 1\nevent: completed\ndata: ${JSON.stringify(DONE)}\n\n`);
    if (!url.endsWith('/results')) return Response.json(isPost ? { ...DONE, state: 'queued' } : DONE);
    const { headers, body } = encodeInferResponse(ANSWER, findModel('digits').output, TARGET);
    return new Response(body, { headers });
  };
  return {
    names,
    fetch: fake,
    goFor4SecondsAt(part: string) {
      leaveAt = part;
    },
    goForEver() {
      isAway = true;
    },
  };
}

async function loaded() {
  const server = createServer();
  const engine = createJobEngine({ baseUrl: 'http://there', fetch: server.fetch });
  await engine.load(TARGET, { signal: never() });
  server.names.length = 0;
  return { server, engine };
}

describe('A batch lane whose server is started anew', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test.each(['/api/batches?', '/events', '/results'])('while %s is asked for has its answers', async (part) => {
    const { server, engine } = await loaded();
    server.goFor4SecondsAt(part);
    const answer = engine.infer(IMAGE, { signal: never() });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await answer).outputs.shape).toEqual([1, 10]);
    // However often it was sent, it is one request.
    expect(new Set(server.names).size).toBe(1);
    expect(server.names.length).toBe(part === '/api/batches?' ? 6 : 1);
  });

  test('and does not come back is told so after some seconds, and later calls at once', async () => {
    const { server, engine } = await loaded();
    server.goForEver();
    const codeOf = () => engine.infer(IMAGE, { signal: never() }).catch((thrown) => reportOf(thrown).code);
    const first = codeOf();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await first).toBe('server-unreachable');
    expect(await codeOf()).toBe('server-unreachable');
  });

  test('is left at once by a caller who has no more time', async () => {
    const { server, engine } = await loaded();
    server.goForEver();
    const over = new AbortController();
    const answer = engine.infer(IMAGE, { signal: over.signal }).catch((thrown) => reportOf(thrown).code);
    await vi.advanceTimersByTimeAsync(1000);
    over.abort();
    expect(await answer).toBe('cancelled');
    const sent = server.names.length;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(server.names).toHaveLength(sent);
  });
});

describe('A batch lane that is disposed of', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** A server that answers a request to send or to cancel a job after this long; its jobs never end. */
  async function slow(answers: { readonly post: number; readonly delete: number }) {
    const { fetch: quick } = createServer();
    let isLoaded = false;
    const cancelled: string[] = [];
    const engine = createJobEngine({
      baseUrl: 'http://there',
      fetch: async (input, init) => {
        const method = init?.method ?? 'GET';
        if (!isLoaded) return quick(input, init);
        if (method === 'GET') return new Promise((_, reject) => init?.signal?.addEventListener('abort', reject));
        await new Promise((resolve) => setTimeout(resolve, method === 'POST' ? answers.post : answers.delete));
        if (method === 'DELETE') cancelled.push(String(input));
        return method === 'POST' ? Response.json({ ...DONE, state: 'queued' }) : new Response(null, { status: 204 });
      },
    });
    await engine.load(TARGET, { signal: never() });
    isLoaded = true;
    const ended = engine.infer(IMAGE, { signal: never() }).catch((thrown) => reportOf(thrown).code);
    return { engine, cancelled, ended };
  }

  /** Whether it has ended after so long. */
  function endOf(work: Promise<void>) {
    const end = { has: false };
    void work.then(() => {
      end.has = true;
    });
    return end;
  }

  test('while its job is being sent waits until the job is there and called off', async () => {
    const { engine, cancelled, ended } = await slow({ post: 2000, delete: 500 });
    await vi.advanceTimersByTimeAsync(100);
    const end = endOf(engine.dispose());
    expect(await ended).toBe('engine-died');
    await vi.advanceTimersByTimeAsync(2350);
    expect([end.has, cancelled]).toEqual([false, []]);
    await vi.advanceTimersByTimeAsync(100);
    expect([end.has, cancelled]).toEqual([true, ['http://there/api/batches/j1']]);
  });

  test('while its job is at work waits until the job is called off', async () => {
    const { engine, cancelled, ended } = await slow({ post: 10, delete: 500 });
    await vi.advanceTimersByTimeAsync(100);
    const end = endOf(engine.dispose());
    expect(await ended).toBe('engine-died');
    await vi.advanceTimersByTimeAsync(450);
    expect(end.has).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect([end.has, cancelled.length]).toEqual([true, 1]);
  });

  test('waits for no server that does not answer', async () => {
    const { engine, ended } = await slow({ post: 1e9, delete: 0 });
    await vi.advanceTimersByTimeAsync(100);
    const end = endOf(engine.dispose());
    expect(await ended).toBe('engine-died');
    await vi.advanceTimersByTimeAsync(LONGEST_CALL_OFF_MS - 1);
    expect(end.has).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(end.has).toBe(true);
  });

  test('with nothing under way is gone at once', async () => {
    const { engine } = await loaded();
    const end = endOf(engine.dispose());
    await vi.advanceTimersByTimeAsync(0);
    expect(end.has).toBe(true);
  });
});
