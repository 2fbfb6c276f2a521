import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dataSetRoutes } from '@/lib/api/data-sets';
import { errorResponse } from '@/lib/api/problem';
import { createDataSets } from '@/lib/batch/data/data-sets';
import { createFolderStore } from '@/lib/batch/files/folder-store';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { withDatabase } from '../batch-database';

const held = withDatabase();
let dataRoot: string;
let server: Server;
let url: string;

beforeEach(async () => {
  dataRoot = await mkdtemp(join(tmpdir(), 'trilane-data-'));
  const store = createFolderStore(join(dataRoot, 'files'));
  const open = async () => ({ database: held.database, store });
  const dataSets = createDataSets({
    open,
    dataRoot,
    publicRoot: join(process.cwd(), 'public'),
    nudge: () => {},
    every: () => {},
  });
  const app = new Hono();
  for (const { method, path, handler } of dataSetRoutes({ dataSets })) app.on(method.toUpperCase(), path, handler);
  app.onError((error) => errorResponse('/api', error));
  server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/data-sets`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dataRoot, { recursive: true, force: true });
});

describe.each([
  ['csv', 'text/csv'],
  ['jsonl', 'application/x-ndjson'],
  ['parquet', 'application/vnd.apache.parquet'],
])('an example as %s', (format, type) => {
  test('can be fetched, uploaded, listed and deleted', async () => {
    const example = await fetch(`${url}/example.${format}?model=credit-risk`);
    expect(example.headers.get('content-type')).toContain(type);
    expect(example.headers.get('content-disposition')).toContain(`credit-risk-example.${format}`);
    const made = await upload(format, type, await example.arrayBuffer());
    expect(made.status).toBe(201);
    const info = (await made.json()) as DataSetInfo;
    expect(info).toMatchObject({ name: 'Loans of May', rows: 100, rejectedRows: 0, state: 'ready' });
    expect(made.headers.get('location')).toBe(`/api/data-sets/${info.id}`);
    expect(await bodyOf(fetch(url))).toEqual({ dataSets: [info] });
    expect(await bodyOf(fetch(`${url}/${info.id}`))).toEqual(info);
    expect(await bodyOf(fetch(`${url}/${info.id}/rejects.csv`))).toMatchObject({ status: 404, code: 'not-found' });
    expect((await fetch(`${url}/${info.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await bodyOf(fetch(`${url}/${info.id}`))).toMatchObject({ status: 404, code: 'unknown-data-set' });
  });
});

test('rejected rows come as a CSV file to keep', async () => {
  const example = await (await fetch(`${url}/example.csv?model=credit-risk`)).text();
  const { id } = (await (await upload('csv', 'text/csv', `${example}nonsense\n`)).json()) as DataSetInfo;
  const rejects = await fetch(`${url}/${id}/rejects.csv`);
  expect(rejects.headers.get('content-disposition')).toContain('attachment');
  expect(await rejects.text()).toContain('102,,has 1 cells instead of 14');
});

test.each([
  ['text/plain', 'a form could send it from another site'],
  ['multipart/form-data; boundary=x', 'a form could send it from another site'],
  ['application/json', 'it is no file of rows'],
])('an upload as %s is refused: %s', async (type) => {
  expect(await bodyOf(upload('csv', type, 'a'))).toMatchObject({ status: 415, code: 'wrong-media-type' });
});

test('an upload that says it is compressed is refused, and not read as if it were rows', async () => {
  const options = { method: 'POST', headers: { 'content-type': 'text/csv', 'content-encoding': 'gzip' }, body: 'a' };
  expect(await bodyOf(fetch(`${url}/upload?name=x&model=credit-risk&format=csv`, options))).toMatchObject({
    status: 415,
    code: 'wrong-media-type',
  });
});

test.each([
  ['name=x&model=credit-risk&format=xlsx', 400, 'unknown-parameter'],
  ['name=x&model=credit-risk', 400, 'unknown-parameter'],
  ['name=x&model=credit-risk&format=csv&folder=..', 400, 'unknown-parameter'],
  ['name=x&model=nothing&format=csv', 404, 'unknown-model'],
  ['name=%00&model=credit-risk&format=csv', 400, 'malformed-request'],
])('an upload with ?%s answers %i %s', async (query, status, code) => {
  const options = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a' };
  expect(await bodyOf(fetch(`${url}/upload?${query}`, options))).toMatchObject({ status, code });
});

test('an upload whose sender hangs up leaves nothing', async () => {
  const sending = request(`${url}/upload?name=x&model=credit-risk&format=csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'content-length': '1000000' },
  });
  sending.on('error', () => {});
  sending.write('label,age\n');
  await vi.waitFor(async () => expect(await readdir(join(dataRoot, 'uploads'))).toHaveLength(1), { timeout: 20_000 });
  sending.destroy();
  await vi.waitFor(async () => expect(await readdir(join(dataRoot, 'uploads'))).toEqual([]), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await bodyOf(fetch(url))).toEqual({ dataSets: [] }), { timeout: 20_000 });
});

test('a generated and an arriving set are made from JSON', async () => {
  const generated = { kind: 'generated', name: 'a', model: 'clothing', rows: 2000, seed: 1 };
  expect(await bodyOf(post(generated))).toMatchObject({ kind: 'generated', state: 'generating', wantedRows: 2000 });
  const arriving = { kind: 'arriving', name: 'b', model: 'digits', perSecond: 10, seed: 1 };
  expect(await bodyOf(post(arriving))).toMatchObject({ kind: 'arriving', arrivals: { perSecond: 10, running: false } });
});

test.each([
  [{ kind: 'generated', name: 'a', model: 'clothing', rows: 999, seed: 1 }, 'malformed-request'],
  [{ kind: 'generated', name: 'a', model: 'clothing', rows: 10_000_001, seed: 1 }, 'malformed-request'],
  [{ kind: 'generated', name: 'a', model: 'clothing', rows: 2000, seed: -1 }, 'malformed-request'],
  [{ kind: 'arriving', name: 'a', model: 'clothing', perSecond: 0, seed: 1 }, 'malformed-request'],
  [{ kind: 'uploaded', name: 'a', model: 'clothing' }, 'malformed-request'],
  [{ kind: 'generated', name: 'a', model: 'nothing', rows: 2000, seed: 1 }, 'unknown-model'],
])('%j is refused as %s', async (wish, code) => {
  expect(await bodyOf(post(wish))).toMatchObject({ code });
  expect(await bodyOf(fetch(url))).toEqual({ dataSets: [] });
});

function upload(format: string, type: string, body: string | ArrayBuffer): Promise<Response> {
  const query = new URLSearchParams({ name: 'Loans of May', model: 'credit-risk', format });
  return fetch(`${url}/upload?${query}`, { method: 'POST', headers: { 'content-type': type }, body });
}

function post(body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function bodyOf(response: Promise<Response>): Promise<unknown> {
  return (await response).json();
}
