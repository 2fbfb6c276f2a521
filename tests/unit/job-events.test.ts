import { afterEach, describe, expect, test, vi } from 'vitest';
import { followJob } from '@/lib/engine/job-events';
import { TrilaneError } from '@/lib/errors';
import type { LabJob } from '@/lib/wire/lab-job-schema';

const JOB = { id: 'j1', state: 'running' } as LabJob;

afterEach(() => vi.useRealTimers());

/** A server of which the n-th stream of events and the n-th look at the job are these; the last one repeats. */
function follow(
  streams: readonly ((signal: AbortSignal) => Response | Promise<Response>)[],
  jobs: readonly (() => Response)[],
) {
  const counts = { stream: 0, job: 0 };
  const nth = <T>(list: readonly T[], index: number) => list[Math.min(index, list.length - 1)] as T;
  const fake: typeof fetch = async (input, init) => {
    if (init?.signal?.aborted) throw new DOMException('Aborted.', 'AbortError');
    return String(input).includes('/events')
      ? await nth(streams, counts.stream++)(init?.signal ?? new AbortController().signal)
      : nth(jobs, counts.job++)();
  };
  const { signal } = new AbortController();
  const followed = followJob({ baseUrl: '', fetch: fake }, 'j1', { signal, onBytes: () => {}, onProgress: () => {} });
  return followed.then(
    (job) => ({ state: job.state, counts }),
    (error: unknown) => ({ code: error instanceof TrilaneError ? error.code : error, counts }),
  );
}

const broken = () => Promise.reject(new TypeError('network error'));
const jobIs = (state: LabJob['state']) => () => Response.json({ ...JOB, state });

describe('Following a job', () => {
  test('a job the server gave up while the connection was away is a lost connection, and not a cancel', async () => {
    expect(await follow([broken], [jobIs('cancelled')])).toMatchObject({ code: 'server-unreachable' });
  });

  test('a job that ended well while nobody listened has ended well', async () => {
    expect(await follow([broken], [jobIs('completed')])).toMatchObject({ state: 'completed' });
  });

  test('a network that is gone is server-unreachable', async () => {
    const gone = () => {
      throw new TypeError('network error');
    };
    expect(await follow([broken], [gone])).toMatchObject({ code: 'server-unreachable' });
  });

  test('a log-in page in place of the job is wrong-answer', async () => {
    expect(await follow([broken], [() => new Response('<html>')])).toMatchObject({ code: 'wrong-answer' });
  });

  test('a stream that breaks again and again is given up in the end', async () => {
    const answer = await follow([broken], [jobIs('running')]);
    expect(answer).toMatchObject({ code: 'server-unreachable', counts: { stream: 4 } });
  });

  test('a stream on which nothing is heard any more, not even a heartbeat, is taken up again', async () => {
    vi.useFakeTimers();
    const silent = () => new Promise<Response>(() => {});
    const answer = follow([stalled, silent], [jobIs('completed')]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toMatchObject({ state: 'completed', counts: { stream: 1 } });
  });
});

/** Says that the job is at work, and then nothing more, until it is let go of. */
function stalled(signal: AbortSignal): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('id: 1\nevent: progress\ndata: {"done":1,"count":2}\n\n'));
      signal.addEventListener('abort', () => controller.error(new DOMException('Aborted.', 'AbortError')));
    },
  });
  return new Response(body);
}
