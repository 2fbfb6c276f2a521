import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { SMALL_BODY_BYTES } from '@/lib/access/limits';
import { createBodyWatch } from '@/lib/server/body-watch';
import { raw } from './raw-connection';
import { type Headers, LAN, withSharedServer } from './shared-server';

const shared = withSharedServer();
const { start } = shared;

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
    expect(shared.services().meters.open().used).toBe(0);
  });
});

test('An idle connection is kept for longer than proxies keep theirs, so that none sends into one that is being closed', async () => {
  const server = await start();
  const response = await fetch(`${server.url}/v2/health/live`);
  const [, seconds] = /timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '') ?? [];
  // nginx keeps idle connections to a server for 60 s, Caddy for 120.
  expect(Number(seconds)).toBeGreaterThan(120);
});

test("A key of somebody else's, as a client of the protocol may carry, keeps nobody out of inference", async () => {
  const server = await start();
  const statuses = new Set<number>();
  for (let count = 0; count < 15; count++) {
    const response = await fetch(`${server.url}/v2/models/digits/infer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer of-another-gateway' },
      body: JSON.stringify({ inputs: [], pad: ' '.repeat(SMALL_BODY_BYTES) }),
    });
    statuses.add(response.status);
  }
  expect(statuses).toEqual(new Set([400]));
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
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const server = await start({
      next(_, response) {
        finish = () => response.end('answered');
        isAsked();
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
    // A connection that has not asked yet is not under way.
    await asked;
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
    await expect
      .poll(() => shared.services().access.slots.uploads.used() + shared.services().access.slots.bodies.used())
      .toBe(0);
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
    await expect.poll(() => shared.services().access.slots.bodies.used()).toBe(bytes);
    socket.destroy();
    await closed;
    await expect.poll(() => shared.services().access.slots.bodies.used()).toBe(0);
  });

  test('that finds no room is refused with when to come back, and others still have some', async () => {
    const server = await start();
    const announced = 200 * 1024 * 1024;
    const first = raw(server.port);
    first.socket.write(head('/api/batches?model=digits', announced, 'application/octet-stream'));
    await expect.poll(() => shared.services().access.slots.bodies.used()).toBe(announced);
    const second = raw(server.port);
    second.socket.write(head('/api/batches?model=digits', announced, 'application/octet-stream'));
    const [text] = await once(second.socket, 'data');
    expect(text).toMatch(/^HTTP\/1\.1 429 /);
    expect(text).toMatch(/retry-after: 2\r\n/);
    for (const { socket } of [first, second]) socket.destroy();
    await expect.poll(() => shared.services().access.slots.bodies.used()).toBe(0);
  });
});

describe('Connections', () => {
  test('beyond the most are told so in order, and those before go on', async () => {
    const server = await start({ connections: { perAddress: 5, inAll: 5, ofThisMachine: 5 } });
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
