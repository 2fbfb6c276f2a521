import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findVersion } from '@/lib/model';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { FRESH_STARTS, type FreshStartReport } from '@/lib/wire/fresh-start-schema';

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

const TARGET = { model: 'digits', version: 'fp32' };
const post = (body: unknown) =>
  fetch(`${server.url}/api/fresh-starts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('POST /api/fresh-starts', () => {
  test.each(FRESH_STARTS)('SPEC 9.1: starts a %s from nothing each time, and tells its parts apart', async (as) => {
    const reports: FreshStartReport[] = [];
    for (let start = 0; start < 3; start++) {
      const response = await post({ ...TARGET, as });
      expect(response.status).toBe(200);
      reports.push((await response.json()) as FreshStartReport);
    }
    for (const { startMs, readMs, compileMs, itemsMs, sha256, environment } of reports) {
      for (const ms of [startMs, readMs, compileMs, ...itemsMs]) expect(ms).toBeGreaterThanOrEqual(0);
      // The first, 19 warm ones and as many steady ones.
      expect(itemsMs.length).toBeGreaterThanOrEqual(40);
      expect(sha256).toBe(findVersion({ modelId: 'digits', versionId: 'fp32' }).sha256);
      expect(environment.runtime).toMatch(/^onnxruntime-node/);
    }
    // SPEC 9.5: what is told three times was measured three times.
    expect(new Set(reports.map(({ compileMs }) => compileMs)).size).toBe(3);
  });

  test('takes one at a time, and the threads that serve stay as they are', async () => {
    const before = [...services.pool.utilisation().keys()];
    const [first, second] = await Promise.all([post({ ...TARGET, as: 'process' }), post({ ...TARGET, as: 'thread' })]);
    expect([first.status, second.status].sort()).toEqual([200, 503]);
    const refused = first.status === 503 ? first : second;
    expect(await refused.json()).toMatchObject({ code: 'queue-full' });
    expect([...services.pool.utilisation().keys()]).toEqual(before);
    expect((await post({ ...TARGET, as: 'thread' })).status).toBe(200);
  });

  test.each([
    [{ ...TARGET, model: 'tulips', as: 'thread' }, 404, 'unknown-model'],
    [{ ...TARGET, version: 'fp1', as: 'thread' }, 404, 'unknown-version'],
    [{ ...TARGET, as: 'ship' }, 400, 'malformed-request'],
  ])('refuses %j', async (body, status, code) => {
    const response = await post(body);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
