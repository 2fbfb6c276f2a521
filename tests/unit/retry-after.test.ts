import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { callServer } from '@/lib/engine/http-call';
import { askPatiently, retryAfterMs } from '@/lib/engine/retry-after';
import { createRandom } from '@/lib/workload/random';

const NOW_MS = Date.UTC(2031, 4, 6, 7, 8, 9);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    [' 120 ', 120_000],
    ['Tue, 06 May 2031 07:08:19 GMT', 10_000],
    ['Tuesday, 06-May-31 07:08:19 GMT', 10_000],
    ['Tue May  6 07:08:19 2031', 10_000],
    ['Tue, 06 May 2031 07:08:00 GMT', 0],
    ['', null],
    [null, null],
    ['soon', null],
    ['-3', null],
    ['1.5', null],
    ['Tue, 99 May 2031 07:08:19 GMT', null],
    ['2031-05-06', null],
  ])('%o is %o ms', (header, ms) => {
    expect(retryAfterMs(header, NOW_MS)).toBe(ms);
  });

  it('is read as the date it was made of, whatever the date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 10_000_000 }), (seconds) => {
        const header = new Date(NOW_MS + seconds * 1000).toUTCString();
        expect(retryAfterMs(header, NOW_MS)).toBe(Math.max(0, seconds * 1000));
      }),
    );
  });
});

describe('who asks patiently', () => {
  const refusal = (status: number, headers: Record<string, string> = { 'retry-after': '2' }) => ({ status, headers });
  /** What each try is answered with; the last again and again. */
  async function ask(
    answers: readonly { status: number; headers?: Record<string, string> }[],
    seed = 1,
    patienceMs = 60_000,
  ) {
    vi.useFakeTimers();
    try {
      const sentAtMs: number[] = [];
      const waitsMs: number[] = [];
      const startMs = performance.now();
      const asking = askPatiently(
        async () => {
          const { status, headers } = answers[Math.min(sentAtMs.length, answers.length - 1)] ?? { status: 500 };
          sentAtMs.push(performance.now() - startMs);
          return new Response('said', { status, ...(headers && { headers }) });
        },
        {
          patienceMs,
          signal: new AbortController().signal,
          random: createRandom(seed),
          onWaited: (ms) => waitsMs.push(ms),
        },
      );
      await vi.runAllTimersAsync();
      return { status: (await asking).status, sentAtMs, waitsMs };
    } finally {
      vi.useRealTimers();
    }
  }

  it.each([429, 503])(
    'and is sent away by %i comes again when it may, and says how long it was away',
    async (status) => {
      const { sentAtMs, waitsMs, ...end } = await ask([refusal(status), refusal(status), { status: 200 }]);
      expect(end.status).toBe(200);
      expect(sentAtMs).toHaveLength(3);
      for (const waitMs of waitsMs) expect(waitMs).toBeGreaterThanOrEqual(2000);
      expect(waitsMs).toHaveLength(2);
    },
  );

  it('comes at another time than others who were sent away with it, and at the same by the same seed', async () => {
    const secondAt = async (seed: number) => (await ask([refusal(503), { status: 200 }], seed)).waitsMs[0];
    const first = await secondAt(3);
    expect(await secondAt(3)).toBe(first);
    expect(await secondAt(4)).not.toBe(first);
  });

  it('goes by the clock of the server, where it tells that', async () => {
    const date = new Date(Date.now() + 3_600_000);
    const headers = {
      date: date.toUTCString(),
      'retry-after': new Date(date.getTime() + 5000).toUTCString(),
    };
    const { waitsMs } = await ask([{ status: 503, headers }, { status: 200 }]);
    expect(waitsMs[0]).toBeGreaterThanOrEqual(5000);
    expect(waitsMs[0]).toBeLessThan(10_000);
  });

  it.each([
    ['an answer that is no refusal for load', { status: 404, headers: { 'retry-after': '1' } }],
    ['a refusal that names no time', { status: 503 }],
    ['a time that nobody waits for', refusal(503, { 'retry-after': '3600' })],
  ])('takes %s as it is', async (_what, answer) => {
    expect(await ask([answer])).toMatchObject({ status: answer.status, waitsMs: [] });
  });

  it('gives up when its patience is at an end, however soon it is let come again', async () => {
    const { status, waitsMs } = await ask([refusal(429, { 'retry-after': '0' })], 1, 5000);
    expect(status).toBe(429);
    expect(waitsMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(5000);
    expect(waitsMs.length).toBeGreaterThan(1);
  });

  it('stops waiting when it is told to', async () => {
    const left = new AbortController();
    const fetched = vi.fn(async () => {
      queueMicrotask(() => left.abort());
      return new Response('', { status: 503, headers: { 'retry-after': '30' } });
    });
    const patience = { patienceMs: 60_000, signal: left.signal };
    const { signal } = new AbortController();
    const call = callServer({ baseUrl: '', fetch: fetched }, '/api/batches', { signal, patience });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
