import { once } from 'node:events';
import { request as nodeRequest } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_BODY_BYTES, VISITOR_HAS, VISITOR_SIZES } from '@/lib/access/limits';
import { createBodyWatch } from '@/lib/server/body-watch';
import { type NativeServer, type ServerOptions, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { OperatorView } from '@/lib/wire/operator-schema';
import type { VisitorInfo } from '@/lib/wire/visitor';
import { makeBatchPlace } from '../batch-place';
import { workerFile } from '../contracts/oip-models';
import { raw } from './raw-connection';

const KEY = 'the-key-of-the-tests';
/** What an address that nobody set goes by. */
const LAN = 'lab.school.example';

let place: Awaited<ReturnType<typeof makeBatchPlace>>;
let services: Services;
const servers: NativeServer[] = [];

beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices({
    workerFile: workerFile('idle'),
    workerCount: 1,
    dataRoot: place.dataRoot,
    databaseUrl: place.databaseUrl,
    access: { listenHost: '0.0.0.0', names: [LAN], operatorKey: KEY },
  });
  await services.system.open();
}, 60_000);
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(async () => {
  await services.close();
  await place.remove();
});

async function start(options: Partial<ServerOptions> = {}): Promise<NativeServer> {
  const server = await startServer({ services, port: 0, host: '127.0.0.1', ...options });
  servers.push(server);
  return server;
}

type Headers = Record<string, string>;

/** A client that keeps its cookies, as a browser does. */
function client(server: NativeServer, fixed: Headers = {}) {
  const cookies = new Map<string, string>();
  const call = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const isText = typeof body === 'string';
    const response = await fetch(server.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': isText ? 'text/csv' : 'application/json' }),
        ...(cookie && { cookie }),
        ...fixed,
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    for (const text of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (text.split(';', 1)[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const json = text.startsWith('{') ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, body: json, text };
  };
  return { call, cookies };
}

const generated = (rows = 1000, name = 'Rows') => ({ kind: 'generated', name, model: 'credit-risk', rows, seed: 1 });

describe('Who asks', () => {
  test.each(['/', '/api/console', '/v2', '/v2/health/live', '/models/manifest.json'])(
    'by another name is told so, at %s',
    async (path) => {
      const server = await start();
      const { socket, closed } = raw(server.port);
      socket.end(`GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`);
      const text = await closed;
      expect(text).toMatch(/^HTTP\/1\.1 421 /);
      expect(text).toContain('"code":"wrong-host"');
      expect(text).toContain('TRILANE_HOSTS');
    },
  );

  test('by a name that was set is answered, and so is the form of address that proxies use', async () => {
    const server = await start();
    for (const [line, host, status] of [
      ['/v2/health/live', `${LAN}:3000`, 200],
      [`http://${LAN}/v2/health/live`, 'evil.example', 200],
      ['http://evil.example/v2/health/live', LAN, 421],
    ] as const) {
      const { socket, closed } = raw(server.port);
      socket.end(`GET ${line} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(await closed, line).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
  });

  test('in HTTP/1.0, without a host, is answered', async () => {
    const server = await start();
    const { socket, closed } = raw(server.port);
    socket.end('GET /v2/health/live HTTP/1.0\r\n\r\n');
    expect(await closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  const FROM_ELSEWHERE: Headers[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
  ];
  test.each([
    ['POST', '/api/meters'],
    ['DELETE', '/api/meters/x'],
    ['POST', '/api/data-sets'],
    ['DELETE', '/api/data-sets/00000000-0000-4000-8000-000000000000'],
    ['POST', '/api/jobs/00000000-0000-4000-8000-000000000000/cancel'],
    ['POST', '/api/load-runs'],
    ['POST', '/api/batches'],
    ['PUT', '/api/operator/settings'],
    ['POST', '/api/operator/session'],
    ['POST', '/v2/models/digits/infer'],
    ['POST', '/v2/repository/index'],
    ['GET', '/api/console/events'],
  ])('from a page of another site does nothing: %s %s', async (method, path) => {
    const server = await start();
    for (const headers of FROM_ELSEWHERE) {
      // As a page may send without asking: a body of plain text, or none.
      const body = method === 'GET' ? undefined : '{}';
      const response = await fetch(server.url + path, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'text/plain' }) },
        ...(body && { body }),
      });
      expect(response.status, JSON.stringify(headers)).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'cross-site' });
    }
    expect(services.meters.open().used).toBe(0);
  });
});

describe('An upgrade', () => {
  const upgrade = (path: string, protocol: string) =>
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: ${protocol}\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n`;

  test('is refused, or ignored where it is no WebSocket, and holds no connection, though Next listens for some', async () => {
    const server = await start({
      next(request, response) {
        // As Next does at its first page.
        (request.socket as Socket & { server: NodeJS.EventEmitter }).server.on('upgrade', () => {});
        response.end('page');
      },
    });
    await fetch(`${server.url}/`);
    for (const [path, protocol, status] of [
      ['/', 'websocket', 400],
      ['/_next/webpack-hmr', 'WebSocket', 400],
      ['/api/console', 'websocket', 400],
      ['/v2/health/live', 'h2c', 200],
      ['/', 'h2c', 200],
    ] as const) {
      const { socket, closed } = raw(server.port);
      socket.write(upgrade(path, protocol));
      await once(socket, 'data');
      // It goes away as any client does.
      socket.end();
      expect(await closed, `${path} ${protocol}`).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
  });
});

describe('A server that is told to stop', () => {
  test('answers what is under way, ends streams, and then every connection, whatever clients do', async () => {
    let finish = () => {};
    const server = await start({
      next(_, response) {
        finish = () => response.end('answered');
      },
    });
    const stream = await fetch(`${server.url}/api/console/events`);
    const idle = raw(server.port);
    await once(idle.socket, 'connect');
    const stuck = raw(server.port);
    stuck.socket.write(
      'POST /api/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
    );
    const answer = fetch(`${server.url}/slow`);
    await expect.poll(() => server.connections()).toBe(4);
    const closed = server.close(1500);
    await expect(stream.text()).rejects.toThrow();
    finish();
    const response = await answer;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.text()).toBe('answered');
    await closed;
    await Promise.all([idle.closed, stuck.closed]);
    await expect.poll(() => server.connections()).toBe(0);
    await expect(fetch(`${server.url}/`)).rejects.toThrow();
  });
});

describe('A body', () => {
  const impatient = () => createBodyWatch({ idleMs: 60, leastMs: 400, leastBytesPerSecond: 1e9, longestMs: 400 }, 20);
  const head = (path: string, length: number, type = 'application/json') =>
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`;

  test.each([
    ['/api/jobs', 'application/json'],
    ['/api/data-sets/upload?name=x&model=credit-risk&format=csv', 'text/csv'],
    ['/v2/models/digits/infer', 'application/json'],
    ['/api/batches?model=digits', 'application/octet-stream'],
    ['/lab', 'text/plain'],
  ])('that stops coming holds nothing: %s', async (path, type) => {
    const server = await start({ bodyWatch: impatient(), next: () => {} });
    const { socket, closed } = raw(server.port);
    socket.write(`${head(path, 1000, type)}{`);
    const text = await closed;
    if (path !== '/lab') {
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(text).toContain('"code":"body-too-slow"');
    }
    await expect.poll(() => services.access.slots.uploads.used() + services.access.slots.bodies.used()).toBe(0);
    await expect.poll(() => server.connections()).toBe(0);
  });

  test('that trickles is given up in the end', async () => {
    const server = await start({ bodyWatch: impatient() });
    const { socket, closed } = raw(server.port);
    socket.write(head('/api/jobs', 1000));
    const dripping = setInterval(() => socket.write('x'), 20);
    expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(dripping);
  });

  test('takes of a share by what it announces, and gives it back', async () => {
    const server = await start();
    const bytes = SMALL_BODY_BYTES + 1;
    const { socket, closed } = raw(server.port);
    socket.write(head('/v2/models/digits/infer', bytes));
    await expect.poll(() => services.access.slots.bodies.used()).toBe(bytes);
    socket.destroy();
    await closed;
    await expect.poll(() => services.access.slots.bodies.used()).toBe(0);
  });

  test('that finds no room is refused with when to come back, and others still have some', async () => {
    const server = await start();
    const announced = 200 * 1024 * 1024;
    const first = raw(server.port);
    first.socket.write(head('/api/batches?model=digits', announced, 'application/octet-stream'));
    await expect.poll(() => services.access.slots.bodies.used()).toBe(announced);
    const second = raw(server.port);
    second.socket.write(head('/api/batches?model=digits', announced, 'application/octet-stream'));
    const [text] = await once(second.socket, 'data');
    expect(text).toMatch(/^HTTP\/1\.1 429 /);
    expect(text).toMatch(/retry-after: 2\r\n/);
    for (const { socket } of [first, second]) socket.destroy();
    await expect.poll(() => services.access.slots.bodies.used()).toBe(0);
  });
});

describe('Connections', () => {
  test('beyond the most are told so in order, and those before go on', async () => {
    const server = await start({ connections: { perAddress: 5, inAll: 5 } });
    const open = Array.from({ length: 5 }, () => raw(server.port));
    for (const { socket } of open) await once(socket, 'connect');
    await expect.poll(() => server.connections()).toBe(5);
    const late = raw(server.port);
    const text = await late.closed;
    expect(text).toMatch(/^HTTP\/1\.1 503 [\s\S]*Retry-After: 5\r\n/);
    const [one] = open;
    one?.socket.end('GET /v2/health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect(await one?.closed).toMatch(/^HTTP\/1\.1 200 /);
    expect((await fetch(`${server.url}/v2/health/live`)).status).toBe(200);
    for (const { socket } of open) socket.destroy();
  });
});

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
      services.access.callerOf(
        (name) => (name === 'cookie' ? [...cookies].map((pair) => pair.join('=')).join('; ') : undefined),
        '',
      ),
    );
    if (!own || !other) throw new Error('two');
    expect(await services.labJobs.isOwn(id, own)).toBe(true);
    expect(await services.labJobs.isOwn(id, other)).toBe(false);
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
    expect(images.body.detail).toMatch(/MiB/);
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
    for (let guess = 0; guess < 9; guess++)
      expect((await browser.call('POST', '/api/operator/session', { key: `guess ${guess}` })).status).toBe(401);
    expect((await browser.call('POST', '/api/operator/session', { key: ` ${KEY} ` })).status).toBe(204);
    expect(((await browser.call('GET', '/api/visitor')).body as VisitorInfo).operator).toBe(true);
    expect((await browser.call('GET', '/api/operator')).status).toBe(200);
    expect((await browser.call('DELETE', '/api/operator/session')).status).toBe(204);
    expect((await browser.call('GET', '/api/operator')).status).toBe(401);
    const last = await browser.call('POST', '/api/operator/session', { key: KEY });
    expect([last.status, last.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(1);
  });
});

describe('Meters', () => {
  test('are never used up: the one that nobody uses goes', async () => {
    const server = await start();
    const first = (await client(server).call('POST', '/api/meters')).body as { id: string };
    for (let count = 0; count < 400; count++) await services.meters.start('127.0.0.1');
    const last = await client(server).call('POST', '/api/meters');
    expect(last.status).toBe(201);
    expect(services.meters.open().used).toBeLessThanOrEqual(services.meters.open().most);
    expect((await client(server).call('DELETE', `/api/meters/${first.id}`)).status).toBe(404);
    expect((await client(server).call('DELETE', `/api/meters/${(last.body as { id: string }).id}`)).status).toBe(200);
    services.meters.close();
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
