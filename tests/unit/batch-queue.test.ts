import { describe, expect, test } from 'vitest';
import type { BatchJob } from '@/lib/engine/wire/batch';
import { createMemoryQueue } from '@/lib/server/batch/memory-queue';
import type { JobRevision, QueuedInput } from '@/lib/server/batch/queue';

const SAMPLES: QueuedInput = { kind: 'samples', seed: 1 };
const SMALL = { queuedJobs: 3, queuedBytes: 100, finishedJobs: 2, outputBytes: 100 };

describe('The queue in memory', () => {
  test('hands jobs out in the order they came, each once', async () => {
    const queue = createMemoryQueue();
    for (const id of ['a', 'b', 'c']) await queue.add(jobOf(id), SAMPLES);
    const taken = [await queue.take(), await queue.take(), await queue.take(), await queue.take()];
    expect(taken.map((each) => each?.job.id)).toEqual(['a', 'b', 'c', undefined]);
  });

  test('never hands out a job that was cancelled while it waited', async () => {
    const queue = createMemoryQueue();
    for (const id of ['a', 'b']) await queue.add(jobOf(id), SAMPLES);
    await queue.finish('a', { state: 'cancelled' });
    expect((await queue.take())?.job.id).toBe('b');
  });

  test('lists the newest first', async () => {
    const queue = createMemoryQueue();
    for (const id of ['a', 'b']) await queue.add(jobOf(id), SAMPLES);
    expect((await queue.list()).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('a finished job stays as it is', async () => {
    const queue = createMemoryQueue();
    await queue.add(jobOf('a'), SAMPLES);
    await queue.finish('a', { state: 'cancelled' });
    await queue.update('a', { state: 'running', done: 3 });
    await queue.finish('a', { state: 'completed' }, new Float32Array(4));
    expect((await queue.get('a')).job).toMatchObject({ state: 'cancelled', done: 0 });
    expect(await queue.outputs('a')).toBeUndefined();
  });

  test('is full when too many jobs wait, and open again when one is taken', async () => {
    const queue = createMemoryQueue(SMALL);
    for (const id of ['a', 'b', 'c']) await queue.add(jobOf(id), SAMPLES);
    await expect(queue.add(jobOf('d'), SAMPLES)).rejects.toMatchObject({ code: 'queue-full' });
    await queue.take();
    await queue.add(jobOf('d'), SAMPLES);
  });

  test('is full when too many bytes wait, yet takes one job of any size', async () => {
    const queue = createMemoryQueue(SMALL);
    await queue.add(jobOf('a'), { kind: 'tensor', data: new Float32Array(50) });
    await expect(queue.add(jobOf('b'), { kind: 'tensor', data: new Float32Array(1) })).rejects.toMatchObject({
      code: 'queue-full',
    });
  });

  test('forgets the oldest finished jobs, never one that waits', async () => {
    const queue = createMemoryQueue(SMALL);
    await queue.add(jobOf('waits'), SAMPLES);
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      await queue.add(jobOf(id), SAMPLES);
      await queue.finish(id, { state: 'completed', finishedAt: `2030-01-01T00:00:0${index}.000Z` });
    }
    expect((await queue.list()).map(({ id }) => id)).toEqual(['c', 'b', 'waits']);
    await expect(queue.get('a')).rejects.toMatchObject({ code: 'unknown-job' });
  });

  test('drops the oldest answers beyond its memory, but keeps the newest whatever their size', async () => {
    const queue = createMemoryQueue(SMALL);
    for (const [index, id] of ['a', 'b'].entries()) {
      await queue.add(jobOf(id), SAMPLES);
      await queue.finish(
        id,
        { state: 'completed', finishedAt: `2030-01-01T00:00:0${index}.000Z` },
        new Float32Array(40),
      );
    }
    expect(await queue.outputs('a')).toBeUndefined();
    expect(await queue.outputs('b')).toHaveLength(40);
  });

  test('tells a watcher the present state, then each change, then no more after the end', async () => {
    const queue = createMemoryQueue();
    await queue.add(jobOf('a'), SAMPLES);
    const seen: JobRevision[] = [];
    const watching = (async () => {
      for await (const revision of queue.watch('a', new AbortController().signal)) {
        seen.push(revision);
        if (seen.length === 1) await queue.update('a', { done: 2 });
        else if (seen.length === 2) await queue.finish('a', { state: 'completed' });
      }
    })();
    await watching;
    expect(seen.map(({ job, revision }) => [revision, job.state, job.done])).toEqual([
      [1, 'queued', 0],
      [2, 'queued', 2],
      [3, 'completed', 2],
    ]);
  });

  test('changes in quick succession reach a watcher as one', async () => {
    const queue = createMemoryQueue();
    await queue.add(jobOf('a'), SAMPLES);
    const watching = queue.watch('a', new AbortController().signal)[Symbol.asyncIterator]();
    await watching.next();
    for (let done = 1; done <= 100; done++) await queue.update('a', { done });
    expect((await watching.next()).value).toMatchObject({ revision: 101, job: { done: 100 } });
  });

  test('a watcher whose signal aborts ends, though nothing changes', async () => {
    const queue = createMemoryQueue();
    await queue.add(jobOf('a'), SAMPLES);
    const controller = new AbortController();
    const watching = queue.watch('a', controller.signal)[Symbol.asyncIterator]();
    await watching.next();
    const next = watching.next();
    controller.abort();
    expect((await next).done).toBe(true);
  });
});

function jobOf(id: string): BatchJob {
  return {
    id,
    state: 'queued',
    model: 'digits',
    version: 'fp32',
    sha256: '',
    source: { kind: 'samples', seed: 1 },
    count: 10,
    done: 0,
    batchSize: null,
    createdAt: '2030-01-01T00:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    durations: null,
    resources: null,
    accuracy: null,
    environment: null,
    error: null,
  };
}
