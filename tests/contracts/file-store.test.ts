import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabaseStore } from '@/lib/batch/files/database-store';
import type { FileStore } from '@/lib/batch/files/file-store';
import { createFolderStore } from '@/lib/batch/files/folder-store';
import { withDatabase } from '../batch-database';

const held = withDatabase();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trilane-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each<[string, () => FileStore]>([
  ['a folder', () => createFolderStore(join(folder, 'files'))],
  ['a database', () => createDatabaseStore(held.database)],
])('a file store in %s', (_, create) => {
  test('gives back the very bytes it was given', async () => {
    const store = create();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        await store.put('data-sets/a/part-000000.parquet', bytes);
        expect(Buffer.compare(await store.get('data-sets/a/part-000000.parquet'), bytes)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps only the bytes of a view, not the memory behind it', async () => {
    const store = create();
    await store.put('jobs/a/input.f32', new Uint8Array([9, 1, 2, 9]).subarray(1, 3));
    expect([...(await store.get('jobs/a/input.f32'))]).toEqual([1, 2]);
  });

  test('says not-found for a file that is not there', async () => {
    await expect(create().get('data-sets/a/part-000001.parquet')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('lists the files under a prefix, in order, and no others', async () => {
    const store = create();
    for (const key of ['jobs/b/c.parquet', 'jobs/a/c.parquet', 'jobs/ab/c.parquet', 'jobs/a/b.parquet']) {
      await store.put(key, new Uint8Array([1]));
    }
    expect(await store.list('jobs/a/')).toEqual(['jobs/a/b.parquet', 'jobs/a/c.parquet']);
    expect(await store.list('jobs/')).toHaveLength(4);
    expect(await store.list('data-sets/')).toEqual([]);
  });

  test('removes one file, or all under a prefix, and does not mind what is not there', async () => {
    const store = create();
    for (const key of ['jobs/a/b.parquet', 'jobs/a/c.parquet', 'jobs/ab/c.parquet']) {
      await store.put(key, new Uint8Array([1]));
    }
    await store.remove('jobs/a/b.parquet');
    await store.remove('jobs/a/b.parquet');
    expect(await store.list('jobs/a/')).toEqual(['jobs/a/c.parquet']);
    await store.removeAll('jobs/a/');
    await store.removeAll('jobs/a/');
    expect(await store.list('jobs/')).toEqual(['jobs/ab/c.parquet']);
  });

  test.each([
    '../secret',
    'jobs/../../secret',
    '/etc/passwd',
    'jobs//a',
    'jobs/.hidden',
    'jobs/a\0b',
    'jobs\\a',
    'Jobs/a',
    'jobs/a/',
    '',
  ])('refuses %j as the name of a file', async (key) => {
    const store = create();
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => store.put(key, new Uint8Array([1])),
      () => store.get(key),
      () => store.remove(key),
      () => store.removeAll(`${key}/../`),
      () => store.list(`${key}/../`),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'storage-failed' });
    }
  });
});

test('a folder that cannot be written to is named storage-failed, without its path', async () => {
  const file = join(folder, 'no-folder');
  await writeFile(file, '');
  const store = createFolderStore(file);
  await expect(store.put('jobs/a', new Uint8Array([1]))).rejects.toMatchObject({
    code: 'storage-failed',
    message: expect.not.stringContaining(file),
  });
});

test('a folder has nothing but whole files with a name', async () => {
  const store = createFolderStore(folder);
  await store.put('jobs/a', new Uint8Array([1]));
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['.incoming', 'jobs', 'jobs/a']);
});
