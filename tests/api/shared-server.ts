import { afterAll, afterEach, beforeAll } from 'vitest';
import { type NativeServer, type ServerOptions, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { makeBatchPlace } from '../batch-place';
import { workerFile } from '../contracts/oip-models';

export const KEY = 'the-key-of-the-tests';
/** A name that it was given. */
export const LAN = 'lab.school.example';

export type Headers = Record<string, string>;

/** A server that others reach, for the tests of a file: its services are made once, and whatever server a test starts ends with it. */
export function withSharedServer() {
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
  return {
    services: () => services,
    async start(options: Partial<ServerOptions> = {}): Promise<NativeServer> {
      const server = await startServer({ services, port: 0, host: '127.0.0.1', ...options });
      servers.push(server);
      return server;
    },
  };
}

/** A client that keeps its cookies, as a browser does. */
export function client(server: NativeServer, fixed: Headers = {}) {
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
