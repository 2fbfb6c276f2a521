import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendPart } from '@/lib/batch/data/append-part';
import { createDataSets, type DataSetOptions, type DataSets } from '@/lib/batch/data/data-sets';
import { sweepDataSets } from '@/lib/batch/data/sweep-data-sets';
import { createDatabaseStore } from '@/lib/batch/files/database-store';
import { type FileStore, partKey } from '@/lib/batch/files/file-store';
import { createFolderStore } from '@/lib/batch/files/folder-store';
import { checksumOf } from '@/lib/batch/rows/checksum';
import { decodePart } from '@/lib/batch/rows/part-codec';
import { planParts } from '@/lib/batch/rows/part-plan';
import { inTransaction } from '@/lib/db/database';
import { chunks, dataSets as dataSetTable, files, jobs, parts, schedules } from '@/lib/db/schema';
import { TrilaneError } from '@/lib/errors';
import { findModel } from '@/lib/model';
import type { UploadFormat } from '@/lib/wire/batch-system';
import { withDatabase } from '../batch-database';

const held = withDatabase();
const model = findModel('credit-risk');
let dataRoot: string;

beforeEach(async () => {
  dataRoot = await mkdtemp(join(tmpdir(), 'trilane-data-'));
});
afterEach(() => rm(dataRoot, { recursive: true, force: true }));

describe.each<[string, () => FileStore]>([
  ['a folder', () => createFolderStore(join(dataRoot, 'files'))],
  ['the database', () => createDatabaseStore(held.database)],
])('a data set whose files lie in %s', (_, createStore) => {
  test('is made from an upload: its rows in parts, their checksum, its rejected rows', async () => {
    const { service, store } = create({ store: createStore() });
    const example = Buffer.from(await service.example(model.id, 'csv')).toString();
    const [header, ...rows] = example.trimEnd().split('\r\n');
    const many = Array.from({ length: 20 }, () => rows).flat();
    const info = await upload(service, 'csv', [header, ...many, 'nonsense'].join('\n'));
    expect(info).toMatchObject({ state: 'ready', kind: 'uploaded', rows: 2000, rejectedRows: 1, labelled: true });
    const known = await held.database.orm.select().from(parts).orderBy(parts.index);
    expect(info.parts).toBe(known.length);
    expect(known.length).toBeGreaterThan(1);
    expect(info.checksum).toBe(checksumOf(known.map(({ sha256 }) => sha256)));
    expect(info.sizeBytes).toBe(known.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    let firstRow = 0;
    for (const part of known) {
      expect(part.firstRow).toBe(firstRow);
      expect((await decodePart(model, await store.get(partKey(info.id, part.index)))).count).toBe(part.rows);
      firstRow += part.rows;
    }
    expect(Buffer.from(await service.rejects(info.id)).toString()).toMatch(/^line,column,reason\r\n2002,,has 1 cells/);
    expect(await readdir(join(dataRoot, 'uploads'))).toEqual([]);
  });

  test.each<[string, UploadFormat, string | Uint8Array]>([
    ['of nothing', 'csv', ''],
    ['of noise', 'parquet', 'PAR1 and much that is no Parquet'],
    ['of a line of 10 MB', 'jsonl', Buffer.alloc(10_000_000, 'x')],
  ])('is not made from an upload %s, of which nothing stays', async (_, format, body) => {
    const { service, store } = create({ store: createStore() });
    await expect(upload(service, format, body)).rejects.toMatchObject({ code: 'unreadable-upload' });
    await expectNothingLeft(store);
  });

  test('that is bad only at its end leaves none of the parts that were written before', async () => {
    const { service, store } = create({ store: createStore() });
    const example = Buffer.from(await service.example(model.id, 'csv')).toString();
    const [header, ...rows] = example.trimEnd().split('\r\n');
    const many = Array.from({ length: 30 }, () => rows).flat();
    await expect(upload(service, 'csv', [header, ...many, '"'].join('\n'))).rejects.toMatchObject({
      code: 'unreadable-upload',
    });
    await expectNothingLeft(store);
  });

  test('is gone with its files when it is deleted', async () => {
    const { service, store } = create({ store: createStore() });
    const { id } = await upload(service, 'csv', await service.example(model.id, 'csv'));
    await service.delete(id);
    await expect(service.get(id)).rejects.toMatchObject({ code: 'unknown-data-set' });
    await expectNothingLeft(store);
  });

  test('whose server died while it came in is swept up, another is not', async () => {
    const { service, store } = create({ store: createStore() });
    const kept = await upload(service, 'csv', await service.example(model.id, 'csv'));
    const left = '11111111-1111-4111-8111-111111111111';
    await held.database.orm
      .insert(dataSetTable)
      .values({ id: left, name: 'half', kind: 'uploaded', model: model.id, state: 'receiving' });
    await store.put(partKey(left, 0), new Uint8Array([1]));
    await store.put(partKey('22222222-2222-4222-8222-222222222222', 0), new Uint8Array([1]));
    await sweepDataSets({ database: held.database, store }, dataRoot, 0);
    expect((await service.list()).map(({ id }) => id)).toEqual([kept.id]);
    expect(await store.list('data-sets/')).toEqual([partKey(kept.id, 0)]);
  });
});

test('an upload that came before the server started is swept up, one that comes meanwhile is not', async () => {
  const duties: Parameters<DataSetOptions['every']>[2][] = [];
  const insert = (id: string, at: Date) =>
    held.database.orm
      .insert(dataSetTable)
      .values({ id, name: 'half', kind: 'uploaded', model: model.id, state: 'receiving', createdAt: at });
  const { service, store } = create({ every: (_name, _periodMs, work) => duties.push(work) });
  await insert('11111111-1111-4111-8111-111111111111', new Date(Date.now() - 60_000));
  await insert('22222222-2222-4222-8222-222222222222', new Date(Date.now() + 60_000));
  for (const duty of duties) await duty({ database: held.database, store });
  expect((await service.list()).map(({ id }) => id)).toEqual(['22222222-2222-4222-8222-222222222222']);
});

test('an upload whose sender goes away leaves nothing', async () => {
  const { service, store } = create();
  const sender = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(Buffer.from('a,b\n'));
      sender.abort();
    },
  });
  const failed = service.upload({ name: 'x', model: model.id, format: 'csv', body, signal: sender.signal });
  await expect(failed).rejects.toMatchObject({ code: 'cancelled' });
  await expectNothingLeft(store);
});

test('an upload that breaks off leaves nothing', async () => {
  const { service, store } = create();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('a,b\n')),
    pull: (controller) => controller.error(new Error('reset')),
  });
  const failed = service.upload({ name: 'x', model: model.id, format: 'csv', body });
  await expect(failed).rejects.toMatchObject({ code: 'unreadable-upload', message: 'The upload was cut short.' });
  await expectNothingLeft(store);
});

test('an upload that grows past the limit is refused while it comes, whatever it announced', async () => {
  const { service, store } = create();
  process.env.TRILANE_UPLOAD_BYTES = '1000000';
  try {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    const options = { name: 'x', model: model.id, format: 'csv', body } as const;
    await expect(service.upload({ ...options, announcedBytes: 10 })).rejects.toMatchObject({ code: 'too-large' });
    expect(sent).toBeLessThan(2_000_000);
    const announced = service.upload({ ...options, body: null, announcedBytes: 1_000_001 });
    await expect(announced).rejects.toMatchObject({ code: 'too-large' });
  } finally {
    delete process.env.TRILANE_UPLOAD_BYTES;
  }
  await expectNothingLeft(store);
});

test('an upload that takes too long to read is given up, its process ended', async () => {
  const { service, store } = create({ limits: { heapMegabytes: 512, timeMs: 1 } });
  await expect(upload(service, 'csv', await service.example(model.id, 'csv'))).rejects.toMatchObject({
    code: 'unreadable-upload',
    message: 'Reading the file took more than 1 min.',
  });
  await expectNothingLeft(store);
});

test('an upload that takes too much memory to read is given up in a sentence', async () => {
  const { service, store } = create({ limits: { heapMegabytes: 3, timeMs: 60_000 } });
  await expect(upload(service, 'csv', await service.example(model.id, 'csv'))).rejects.toMatchObject({
    code: 'unreadable-upload',
    message: expect.stringContaining('memory'),
  });
  await expectNothingLeft(store);
});

test('a disk that is full while parts are written is named so, and nothing stays', async () => {
  const real = createFolderStore(join(dataRoot, 'files'));
  let room = 2;
  const store: FileStore = {
    ...real,
    async put(key, bytes) {
      if (room-- === 0) throw new TrilaneError('storage-full', 'The disk is full.');
      await real.put(key, bytes);
    },
  };
  const { service } = create({ store });
  const example = Buffer.from(await service.example(model.id, 'csv')).toString();
  const [header, ...rows] = example.trimEnd().split('\r\n');
  const many = Array.from({ length: 30 }, () => rows).flat();
  await expect(upload(service, 'csv', [header, ...many].join('\n'))).rejects.toMatchObject({ code: 'storage-full' });
  await expectNothingLeft(real);
});

test('a generated set has a job that writes its parts as planned', async () => {
  const { service } = create();
  const info = await service.create({ kind: 'generated', name: ' Loans ', model: model.id, rows: 5000, seed: 4 });
  expect(info).toMatchObject({
    name: 'Loans',
    state: 'generating',
    rows: 0,
    wantedRows: 5000,
    seed: 4,
    labelled: true,
  });
  const planned = await held.database.orm.select().from(chunks).orderBy(chunks.index);
  expect(planned.map(({ partIndex, firstRow, rows }) => ({ index: partIndex, firstRow, rows }))).toEqual(
    planParts(model, 5000),
  );
});

test('an arriving set is empty and ready at first', async () => {
  const { service } = create();
  const info = await service.create({ kind: 'arriving', name: 'Mail', model: 'clothing', perSecond: 20, seed: 4 });
  expect(info).toMatchObject({ state: 'ready', rows: 0, checksum: null, arrivals: { perSecond: 20, running: false } });
});

test.each([
  ['', 'no name'],
  [' \t ', 'no name'],
  ['x'.repeat(81), 'too long a name'],
  ['two\nlines', 'a control character'],
])('a data set named %j is refused: %s', async (name) => {
  const { service } = create();
  const request = { kind: 'generated', name, model: model.id, rows: 5000, seed: 4 } as const;
  await expect(service.create(request)).rejects.toMatchObject({ code: 'malformed-request' });
  await expect(service.upload({ name, model: model.id, format: 'csv', body: null })).rejects.toMatchObject({
    code: 'malformed-request',
  });
});

test('a name that looks like a path is a name, and no path', async () => {
  const { service, store } = create();
  const body = bodyOf(await service.example(model.id, 'csv'));
  const info = await service.upload({ name: '../../etc/passwd', model: model.id, format: 'csv', body });
  expect(info.name).toBe('../../etc/passwd');
  expect(await store.list('data-sets/')).toEqual([partKey(info.id, 0)]);
});

test('a data set that a schedule takes, or a job works on, cannot be deleted', async () => {
  const { service } = create();
  const { id } = await service.create({ kind: 'generated', name: 'a', model: model.id, rows: 5000, seed: 4 });
  await expect(service.delete(id)).rejects.toMatchObject({ code: 'data-set-in-use' });
  await held.database.orm.update(jobs).set({ state: 'completed', finishedAt: new Date() });
  await held.database.orm.insert(schedules).values({
    id: '33333333-3333-4333-8333-333333333333',
    name: 'monthly',
    dataSetId: id,
    model: model.id,
    version: model.defaultVersion,
    timing: { kind: 'every', seconds: 5 },
  });
  await expect(service.delete(id)).rejects.toMatchObject({
    code: 'data-set-in-use',
    message: 'The schedule "monthly" takes this data set.',
  });
});

test('parts are appended one after the other, each once, however many try', async () => {
  const { service } = create();
  const { id } = await service.create({ kind: 'arriving', name: 'a', model: model.id, perSecond: 5, seed: 4 });
  const part = (index: number) => ({
    index,
    rows: 10,
    sizeBytes: 100,
    sha256: `${index}`.padStart(64, '0'),
    labelled: true,
  });
  const append = (index: number) => inTransaction(held.database, (tx) => appendPart(tx, id, part(index)));
  await append(0);
  const both = await Promise.all([append(1), append(1)]);
  expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  expect(both.map(({ firstRow }) => firstRow)).toEqual([10, 10]);
  await expect(append(3)).rejects.toMatchObject({ code: 'internal' });
  expect(await service.get(id)).toMatchObject({
    rows: 20,
    parts: 2,
    sizeBytes: 200,
    checksum: checksumOf([part(0).sha256, part(1).sha256]),
  });
});

test('what is no id is no data set', async () => {
  const { service } = create();
  for (const id of ['x', '../..', "' or 1=1", '11111111-1111-4111-8111-111111111111']) {
    await expect(service.get(id)).rejects.toMatchObject({ code: 'unknown-data-set' });
    await expect(service.delete(id)).rejects.toMatchObject({ code: 'unknown-data-set' });
    await expect(service.rejects(id)).rejects.toMatchObject({ code: 'unknown-data-set' });
  }
});

function create({
  store = createFolderStore(join(dataRoot, 'files')),
  ...options
}: { store?: FileStore } & Partial<DataSetOptions> = {}) {
  const open = async () => ({ database: held.database, store });
  const service = createDataSets({
    open,
    dataRoot,
    publicRoot: join(process.cwd(), 'public'),
    nudge: () => {},
    every: () => {},
    ...options,
  });
  return { service, store };
}

function upload(service: DataSets, format: UploadFormat, file: string | Uint8Array) {
  return service.upload({ name: 'a file', model: model.id, format, body: bodyOf(file) });
}

function bodyOf(file: string | Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(Buffer.from(file))]).stream();
}

/** Neither in the database, nor among the files, nor in the folder of uploads, nor a process. */
async function expectNothingLeft(store: FileStore): Promise<void> {
  expect(await held.database.orm.select().from(dataSetTable)).toEqual([]);
  expect(await held.database.orm.select().from(parts)).toEqual([]);
  expect(await held.database.orm.select({ key: files.key }).from(files)).toEqual([]);
  expect(await store.list('data-sets/')).toEqual([]);
  expect(await readdir(join(dataRoot, 'uploads')).catch(() => [])).toEqual([]);
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');
  for (const pid of children.trim().split(/\s+/).filter(Boolean)) {
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).not.toContain('ingest-process');
  }
}
