import { describe, expect, test } from 'vitest';
import { createBatchHealth } from '@/lib/batch/batch-health';
import type { OpenBatch } from '@/lib/batch/open-batch';
import { createBatchFigures } from '@/lib/services/batch-figures';
import type { SystemInfo } from '@/lib/wire/overview-schema';

const READY: SystemInfo = { database: 'postgresql', state: 'ready', sinceMs: 1, error: null };
const ERROR = { code: 'database-newer', detail: 'A newer version has changed it.' } as const;

function opened(query: () => Promise<unknown>, workers: Partial<Record<'short' | 'long', [number, number]>> = {}) {
  const of = (queue: 'short' | 'long') => workers[queue] ?? [0, 0];
  return {
    database: { pool: { query } },
    workers: {
      count: (queue: 'short' | 'long') => of(queue)[0],
      processIds: (queue: 'short' | 'long') => Array.from({ length: of(queue)[1] }, (_, index) => index + 1),
    },
  } as unknown as OpenBatch;
}
const answers = () => Promise.resolve({ rows: [] });

describe('The batch system is ready', () => {
  test.each([
    ['when its database answers', opened(answers)],
    ['when the workers it should have are there', opened(answers, { short: [1, 1], long: [2, 1] })],
  ])('%s', async (_, open) => {
    await expect(createBatchHealth({ state: () => READY, opened: () => open })()).resolves.toBeUndefined();
  });
});

describe('The batch system is not ready, and says why', () => {
  const refuses = () => Promise.reject(Object.assign(new Error('postgres://secret'), { code: '28P01' }));
  test.each([
    ['while its database opens', { ...READY, state: 'opening' as const }, undefined, /still being opened/],
    ['when it failed', { ...READY, state: 'failed' as const, error: ERROR }, undefined, /A newer version/],
    ['when the database refuses', READY, opened(refuses), /does not answer: user or password is wrong\./],
    ['without the worker of the Lab', READY, opened(answers, { short: [1, 0] }), /No worker for the Lab’s jobs/],
    ['without a worker for jobs', READY, opened(answers, { long: [2, 0] }), /No worker for jobs runs.*2 should/],
  ])('%s', async (_, state, open, words) => {
    await expect(createBatchHealth({ state: () => state, opened: () => open })()).rejects.toThrow(words);
  });
});

test('However many ask for the health or the figures, the database is asked once', async () => {
  let queries = 0;
  const count = () => {
    queries++;
    return answers();
  };
  const check = createBatchHealth({ state: () => READY, opened: () => opened(count) });
  await Promise.all(Array.from({ length: 50 }, () => check()));
  expect(queries).toBe(1);
  const figures = createBatchFigures(
    () => ({ opened: () => opened(count), dataRoot: '.' }),
    () => 0,
  );
  await Promise.all(Array.from({ length: 50 }, () => figures()));
  expect(queries).toBe(2);
});

test.each([
  ['is not open', undefined],
  ['refuses', opened(() => Promise.reject(new Error('no')))],
  ['never answers', opened(() => new Promise(() => {}))],
])('Figures are told while the database %s: that it is down, and how much disk there is', async (_, open) => {
  const figures = await createBatchFigures(() => ({ opened: () => open, dataRoot: '/nowhere' }))();
  expect(figures).toMatchObject({ isUp: false, counts: [], disk: { freeBytes: expect.any(Number) } });
});
