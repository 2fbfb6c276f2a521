import { request as nodeRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PACES, VISITOR_HAS, VISITOR_SIZES } from '@/lib/access/limits';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { OperatorView } from '@/lib/wire/operator-schema';
import type { VisitorInfo } from '@/lib/wire/visitor';
import { client, type Headers, KEY, withSharedServer } from './shared-server';

const shared = withSharedServer();
const { start } = shared;

const generated = (rows = 1000, name = 'Rows') => ({ kind: 'generated', name, model: 'credit-risk', rows, seed: 1 });

describe('What a visitor made', () => {
  test('is theirs: another changes nothing of it without the key', async () => {
    const server = await start();
    const [mine, theirs, operator] = [
      client(server),
      client(server),
      client(server, { authorization: `Bearer ${KEY}` }),
    ];
    const set = (await mine.call('POST', '/api/data-sets', generated())).body as DataSetInfo;
    const { owner } = (await mine.call('GET', '/api/visitor')).body as VisitorInfo;
    expect(set.owner).toBe(owner);
    expect(owner).not.toBeNull();
    await expect
      .poll(async () => ((await mine.call('GET', `/api/data-sets/${set.id}`)).body as DataSetInfo).state, {
        timeout: 30_000,
      })
      .toBe('ready');
    const job = await mine.call('POST', '/api/jobs', { model: 'credit-risk', version: 'trees', dataSet: set.id });
    expect(job.status, job.text).toBe(202);
    const at = `/api/jobs/${(job.body as { id: string }).id}`;
    for (const [method, path] of [
      ['POST', `${at}/pause`],
      ['POST', `${at}/cancel`],
      ['DELETE', at],
      ['DELETE', `/api/data-sets/${set.id}`],
    ] as const) {
      const refused = await theirs.call(method, path);
      expect(refused.status, path).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(refused.body).toMatchObject({ code: 'operator-key-needed' });
    }
    await expect
      .poll(async () => (await mine.call('GET', at)).body as { state: string }, { timeout: 30_000 })
      .toMatchObject({ state: 'completed' });
    // To look is free. What its owner has fetched need not be kept any more; what others have, must.
    expect((await theirs.call('GET', `${at}/results.csv`)).status).toBe(200);
    expect(((await theirs.call('GET', at)).body as { keptUntil: string | null }).keptUntil).not.toBeNull();
    expect((await mine.call('GET', `${at}/results.csv`)).status).toBe(200);
    await expect
      .poll(async () => (await theirs.call('GET', at)).body as { keptUntil: string | null })
      .toMatchObject({ keptUntil: null });
    expect((await mine.call('DELETE', at)).status).toBe(204);
    expect((await operator.call('DELETE', `/api/data-sets/${set.id}`)).status).toBe(204);
  });

  test("of the Lab's jobs is not ended by another who comes to its events and goes", async () => {
    const server = await start();
    const [mine, theirs] = [client(server), client(server)];
    const job = await mine.call('POST', '/api/batches', { model: 'credit-risk', version: 'trees', count: 10 });
    const { id } = job.body as { id: string };
    await theirs.call('POST', '/api/meters');
    const [own, other] = [mine, theirs].map(({ cookies }) =>
      shared
        .services()
        .access.callerOf(
          (name) => (name === 'cookie' ? [...cookies].map((pair) => pair.join('=')).join('; ') : undefined),
          '',
        ),
    );
    if (!own || !other) throw new Error('two');
    expect(await shared.services().labJobs.isOwn(id, own)).toBe(true);
    expect(await shared.services().labJobs.isOwn(id, other)).toBe(false);
  });

  test('has a share, and large things, schedules and rows that arrive take the key', async () => {
    const server = await start();
    const mine = client(server);
    const operator = client(server, { authorization: `Bearer ${KEY}` });
    const needsKey = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
      const answer = await mine.call(method, path, body, headers);
      expect([answer.status, answer.body.code], `${method} ${path}: ${answer.text}`).toEqual([
        401,
        'operator-key-needed',
      ]);
    };
    await needsKey('POST', '/api/data-sets', generated(VISITOR_SIZES.rows + 1));
    await needsKey('POST', '/api/data-sets', {
      kind: 'arriving',
      name: 'A',
      model: 'credit-risk',
      perSecond: 1,
      seed: 1,
    });
    await needsKey('POST', '/api/schedules', {
      name: 'S',
      dataSet: '00000000-0000-4000-8000-000000000000',
      model: 'credit-risk',
      version: 'trees',
      timing: { kind: 'every', seconds: 60 },
    });
    await needsKey('DELETE', '/api/schedules/00000000-0000-4000-8000-000000000000');
    await needsKey('PUT', '/api/operator/settings', { visitorsMay: { upload: true, generate: true, score: true } });
    await needsKey('GET', '/api/operator');
    await needsKey('DELETE', '/api/operator/visitors/x');
    // Pixels take more room than numbers: so many images are more than a share.
    const images = await mine.call('POST', '/api/data-sets', { ...generated(900_000), model: 'digits' });
    expect([images.status, images.body.code]).toEqual([403, 'share-used-up']);
    expect(images.body.detail).toMatch(/MB/);
    for (let count = 0; count < VISITOR_HAS.openJobs; count++)
      expect((await mine.call('POST', '/api/data-sets', generated(1000, `Set ${count}`))).status).toBe(201);
    const { owner } = (await mine.call('GET', '/api/visitor')).body as VisitorInfo;
    const view = (await operator.call('GET', '/api/operator')).body as OperatorView;
    const row = view.visitors.find((one) => one.owner === owner);
    expect(row).toMatchObject({ dataSets: VISITOR_HAS.openJobs, jobs: VISITOR_HAS.openJobs });
    expect(view.inAll.dataSets.used).toBeGreaterThanOrEqual(VISITOR_HAS.openJobs);
    expect((await operator.call('DELETE', `/api/operator/visitors/${owner}`)).status).toBe(204);
    const after = (await operator.call('GET', '/api/operator')).body as OperatorView;
    expect(after.visitors.find((one) => one.owner === owner)).toBeUndefined();
  });

  test('is as much as the switches let', async () => {
    const server = await start();
    const mine = client(server);
    const operator = client(server, { authorization: `Bearer ${KEY}` });
    const set = (on: boolean) =>
      operator.call('PUT', '/api/operator/settings', { visitorsMay: { upload: on, generate: on, score: on } });
    expect((await set(false)).status).toBe(200);
    const upload = '/api/data-sets/upload?name=x&model=credit-risk&format=csv';
    for (const [path, body] of [
      ['/api/data-sets', generated()],
      [upload, 'a,b\n1,2\n'],
      ['/api/jobs', { model: 'credit-risk', version: 'trees', dataSet: '00000000-0000-4000-8000-000000000000' }],
    ] as const) {
      const answer = await mine.call('POST', path, body);
      expect([answer.status, answer.body.code], path).toEqual([403, 'switched-off']);
    }
    expect(((await mine.call('GET', '/api/visitor')).body as VisitorInfo).visitorsMay.upload).toBe(false);
    await set(true);
    expect((await mine.call('POST', upload, 'a,b\n1,2\n')).body.code).toBe('unreadable-upload');
  });

  test('a session of the operator is opened by the key, ends, and is not guessed', async () => {
    const server = await start();
    const browser = client(server);
    for (let guess = 0; guess < PACES.keys.perAddress.burst; guess++)
      expect((await browser.call('POST', '/api/operator/session', { key: `guess ${guess}` })).status).toBe(401);
    expect((await browser.call('POST', '/api/operator/session', { key: ` ${KEY} ` })).status).toBe(204);
    expect(((await browser.call('GET', '/api/visitor')).body as VisitorInfo).operator).toBe(true);
    expect((await browser.call('GET', '/api/operator')).status).toBe(200);
    expect((await browser.call('DELETE', '/api/operator/session')).status).toBe(204);
    expect((await browser.call('GET', '/api/operator')).status).toBe(401);
    const last = await browser.call('POST', '/api/operator/session', { key: 'one more' });
    expect([last.status, last.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(1);
    // Whoever has a key that nobody guesses is not kept out by those who try.
    expect((await browser.call('POST', '/api/operator/session', { key: KEY })).status).toBe(204);
    expect((await client(server, { authorization: `Bearer ${KEY}` }).call('GET', '/api/operator')).status).toBe(200);
  });
});

describe('Meters', () => {
  test('are never used up: the one that nobody uses goes', async () => {
    const server = await start();
    const first = (await client(server).call('POST', '/api/meters')).body as { id: string };
    for (let count = 0; count < 400; count++) await shared.services().meters.start('127.0.0.1');
    const last = await client(server).call('POST', '/api/meters');
    expect(last.status).toBe(201);
    expect(shared.services().meters.open().used).toBeLessThanOrEqual(shared.services().meters.open().most);
    expect((await client(server).call('DELETE', `/api/meters/${first.id}`)).status).toBe(404);
    expect((await client(server).call('DELETE', `/api/meters/${(last.body as { id: string }).id}`)).status).toBe(200);
    shared.services().meters.close();
  });
});

test('A page gives a newcomer a token once', async () => {
  const server = await start({
    next: (_, response) => void response.end('page'),
    publicRoot: join(process.cwd(), 'public'),
  });
  const open = (headers: Headers) =>
    new Promise<string[]>((resolve) => {
      nodeRequest(`${server.url}/lab`, { headers: { accept: 'text/html', ...headers } }, (response) => {
        response.resume();
        resolve(response.headers['set-cookie'] ?? []);
      }).end();
    });
  const [cookie = ''] = await open({});
  expect(cookie).toMatch(/^trilane-visitor=[\w-]{22}; /);
  expect(await open({ cookie: cookie.split(';', 1)[0] ?? '' })).toEqual([]);
});
