import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { VISITOR_HAS } from '@/lib/access/limits';
import { createBodyWatch } from '@/lib/server/body-watch';
import { LARGEST_JOB_BYTES } from '@/lib/wire/lab-job';
import { raw } from './raw-connection';
import { client, withSharedServer } from './shared-server';

const shared = withSharedServer();
const { start } = shared;
const slots = () => shared.services().access.slots;

const head = (path: string, length: number, type: string) =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`;

describe('A connection', () => {
  test('whose body drips holds nothing for long, however much it announces', async () => {
    const bodyWatch = createBodyWatch({ idleMs: 60_000, leastMs: 100, leastBytesPerSecond: 1e6, longestMs: 1e9 }, 20);
    const server = await start({ bodyWatch });
    const { socket, closed } = raw(server.port);
    socket.write(head('/api/data-sets/upload?name=x&model=credit-risk&format=csv', 30_000_000, 'text/csv'));
    const dripping = setInterval(() => socket.write('x'), 20);
    expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(dripping);
    await expect.poll(() => shared.services().access.slots.uploads.used()).toBe(0);
  });

  test('whose reader reads nothing of a long answer is ended, one that waits for an answer is not', async () => {
    let finish = () => {};
    const server = await start({
      stalledMs: 100,
      next(request, response) {
        if (request.url === '/long') response.end(Buffer.alloc(64 * 1024 * 1024));
        else finish = () => response.end('answered');
      },
    });
    const waiting = fetch(`${server.url}/slow`);
    await expect.poll(() => server.connections()).toBe(1);
    const { socket } = raw(server.port);
    socket.pause();
    socket.write('GET /long HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await expect.poll(() => server.connections()).toBe(2);
    await expect.poll(() => server.connections()).toBe(1);
    finish();
    expect(await (await waiting).text()).toBe('answered');
    socket.destroy();
  });
});

describe('A path', () => {
  test.each(['/x/../api/meters', '/%2e/api/meters', '/api\\meters', '/x\\..\\api/meters', '/./api/./meters'])(
    'is judged as what it means, and as nothing else: %s',
    async (path) => {
      const server = await start({ next: (_, response) => void response.writeHead(500).end('past the gate') });
      const { socket, closed } = raw(server.port);
      socket.end(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\norigin: https://evil.example\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
      );
      expect(await closed).toMatch(/^HTTP\/1\.1 403 [\s\S]*"code":"cross-site"/);
    },
  );

  test('that is a star, or a request of two hosts, is refused in words', async () => {
    const server = await start();
    for (const head of [
      'OPTIONS * HTTP/1.1\r\nhost: localhost',
      'GET /v2 HTTP/1.1\r\nhost: localhost\r\nHost: evil.example',
    ]) {
      const { socket, closed } = raw(server.port);
      socket.end(`${head}\r\nconnection: close\r\n\r\n`);
      expect(await closed).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed-request"/);
    }
  });
});

describe('A share', () => {
  const ask = (path: string, method = 'GET') => `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

  test('comes back from requests that still wait behind another when their connection ends', async () => {
    const server = await start();
    const { socket, closed } = raw(server.port);
    const most = 20;
    socket.write(ask('/api/console/events').repeat(most));
    socket.write(head('/api/batches?model=digits', LARGEST_JOB_BYTES / 2, 'application/octet-stream'));
    await expect.poll(() => slots().streams.used()).toBe(most);
    await expect.poll(() => slots().bodies.used()).toBe(LARGEST_JOB_BYTES / 2);
    socket.destroy();
    await closed;
    await expect.poll(() => [slots().streams.used(), slots().bodies.used()]).toEqual([0, 0]);
    await expect.poll(async () => openStreams(server.url)).toBe(0);
  });

  test.each([
    '/api/console/events',
    '/api/%63onsole/events',
    '/api/console/%65vents',
    '/api/console/events/',
    '/%61pi/console/events?job=x',
  ])('is of what is done, however its address is written: %s', async (path) => {
    const server = await start();
    const { socket } = raw(server.port);
    socket.write(ask(path));
    await once(socket, 'data');
    expect(slots().streams.used()).toBe(1);
    socket.destroy();
    await expect.poll(() => slots().streams.used()).toBe(0);
  });

  test.each([
    '/api/data-sets/%75pload?name=x&model=digits&format=csv',
    '/api/data-sets/upload/?name=x&model=digits&format=csv',
  ])('of uploads too: %s', async (path) => {
    const server = await start();
    const { socket } = raw(server.port);
    socket.write(head(path, 1000, 'text/csv'));
    await expect.poll(() => slots().uploads.used()).toBe(1);
    socket.destroy();
    await expect.poll(() => slots().uploads.used()).toBe(0);
  });

  test('is not used up by asking for the head of what goes on for ever', async () => {
    const server = await start();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    await fetch(`${server.url}/api/console/events`, { method: 'HEAD' });
    const before = timers();
    for (let count = 0; count < 20; count++) {
      const answer = await fetch(`${server.url}/api/console/events`, { method: 'HEAD' });
      expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    }
    await expect.poll(() => timers() - before).toBeLessThan(10);
    await expect.poll(() => slots().streams.used()).toBe(0);
  });

  test('of a visitor holds when they ask for many things in the same moment', async () => {
    const server = await start();
    const mine = client(server);
    await mine.call('POST', '/api/meters');
    const set = { kind: 'generated', name: 'Rows', model: 'credit-risk', rows: 1000, seed: 1 };
    const asked = Array.from({ length: VISITOR_HAS.dataSets + 18 }, () => mine.call('POST', '/api/data-sets', set));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    const made = statuses.filter((status) => status === 201).length;
    // Whatever is over meanwhile makes room for another.
    expect(made).toBeGreaterThanOrEqual(VISITOR_HAS.openJobs);
    expect(made).toBeLessThanOrEqual(VISITOR_HAS.dataSets);
    expect(new Set(statuses)).toEqual(new Set([201, 403]));
  });

  test('of rows bounds the batch lanes of a visitor', async () => {
    const server = await start();
    const mine = client(server);
    await mine.call('POST', '/api/meters');
    const send = () => mine.call('POST', '/api/batches', { model: 'credit-risk', version: 'logit', count: 600_000 });
    const first = await send();
    expect(first.status, first.text).toBe(202);
    const second = await send();
    expect([second.status, second.body.code]).toEqual([429, 'too-many-requests']);
    expect((await mine.call('DELETE', `/api/batches/${(first.body as { id: string }).id}`)).status).toBe(204);
  });
});

test('The words of a job of the Lab are few, whatever it announces', async () => {
  const server = await start();
  const body = Buffer.from(`{"a":[${'[],'.repeat(60_000)}[]]}`);
  const answer = await fetch(`${server.url}/api/batches?model=digits`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(body.length) },
    body,
  });
  expect([answer.status, (await answer.json()).code]).toEqual([413, 'too-large']);
});

async function openStreams(url: string): Promise<number> {
  const text = await (await fetch(`${url}/api/metrics`)).text();
  return [...text.matchAll(/^trilane_open_streams\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}
