import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type BatchPlace, makeBatchPlace } from '../batch-place';

let place: BatchPlace;
let services: Services;
let server: NativeServer;

beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices({
    ...place,
    workerCount: 1,
    access: { proxies: '127.0.0.1', operatorKey: 'a key for these tests' },
  });
  const connections = { perAddress: 2, inAll: 100, ofThisMachine: 100 };
  server = await startServer({ services, port: 0, host: '127.0.0.1', connections });
});

afterAll(async () => {
  await server.close();
  await services.close();
  await place.remove();
});

describe('behind a proxy', () => {
  test.each(['/lab', '/api/models', '/v2'])(
    'a path in front of %s is refused in words that name it and the remedy',
    async (path) => {
      const response = await fetch(server.url + path, { headers: { 'x-forwarded-prefix': '/trilane' } });
      expect(response.status).toBe(421);
      expect(await response.text()).toMatch(
        /works at the root of an address, not under .*\/trilane.*a name or a port of its own/,
      );
      expect((await fetch(server.url + path, { headers: { 'x-forwarded-prefix': '/' } })).status).not.toBe(421);
    },
  );

  test('a browser at another address has connections and shares of its own', async () => {
    const callerAt = (forwarded: string) =>
      services.access.callerOf((name) => (name === 'x-forwarded-for' ? forwarded : undefined), '127.0.0.1');
    expect(callerAt('198.51.100.7').address).toBe('198.51.100.7');
    const many = await Promise.all(Array.from({ length: 6 }, () => fetch(`${server.url}/v2/health/live`)));
    expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });
});
