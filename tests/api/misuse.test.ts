import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createBodyWatch } from '@/lib/server/body-watch';
import { type NativeServer, type ServerOptions, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { makeBatchPlace } from '../batch-place';
import { workerFile } from '../contracts/oip-models';
import { raw } from './raw-connection';

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
    access: { listenHost: '0.0.0.0', operatorKey: 'the-key-of-the-tests' },
  });
  await services.system.open();
});
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
    await expect.poll(() => services.access.slots.uploads.used()).toBe(0);
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
