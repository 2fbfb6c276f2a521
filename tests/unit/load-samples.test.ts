import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reportOf } from '@/lib/errors';
import { samplesOf } from '@/lib/lab/load-samples';

const codeOf = (work: Promise<unknown>) => work.catch((thrown: unknown) => reportOf(thrown).code);

describe('The test samples', () => {
  beforeEach(() => {
    vi.stubGlobal('self', { location: { origin: 'http://there' } });
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test.each([
    ['are altered', () => new Response(new Uint8Array(10)), 'samples-changed'],
    ['are not there', () => new Response('<html>', { status: 404 }), 'wrong-answer'],
    ['cannot be fetched', () => Promise.reject(new TypeError('fetch failed')), 'server-unreachable'],
  ])('are told of by their name when they %s', async (_, answer, code) => {
    vi.stubGlobal('fetch', answer);
    expect(await codeOf(samplesOf('digits'))).toBe(code);
  });

  test('are given up when nothing comes for half a minute, and asked for anew the next time', async () => {
    const hangs = vi.fn(
      (_: string, { signal }: RequestInit) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    vi.stubGlobal('fetch', hangs);
    const code = codeOf(samplesOf('digits'));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await code).toBe('server-unreachable');
    const asked = hangs.mock.calls.length;
    void codeOf(samplesOf('digits'));
    expect(hangs.mock.calls.length).toBe(2 * asked);
  });
});
