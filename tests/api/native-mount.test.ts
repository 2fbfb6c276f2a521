import { afterAll, beforeAll } from 'vitest';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/server/services';
import { describeApi } from './describe-api';

let services: Services;
let server: NativeServer;

beforeAll(async () => {
  services = createServices();
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
  await services.pool.settled();
});

afterAll(async () => {
  await server.close();
  await services.close();
});

describeApi('native', () => server.url);
