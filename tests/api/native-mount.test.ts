import { afterAll, beforeAll } from 'vitest';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { describeApi } from './describe-api';

let place: BatchPlace;
let services: Services;
let server: NativeServer;

beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices(place);
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
  await services.pool.settled();
});

afterAll(async () => {
  await server.close();
  await services.close();
  await place.remove();
});

describeApi('native', () => server.url, { seesBytes: true });
