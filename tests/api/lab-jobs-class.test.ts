import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobEngine } from '@/lib/engine/job';
import { batchClient } from './batch-client';
import { type BatchServer, startBatchServer } from './batch-server';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const INPUTS = { shape: [5, 1, 28, 28], data: new Float32Array(5 * 784).fill(0.2) };
const never = () => new AbortController().signal;

let server: BatchServer;
const client = batchClient(() => server.url);
beforeAll(async () => {
  server = await startBatchServer();
});
afterAll(() => server.close());

describe('A class', () => {
  test('of 120 that press Run at once: no lane fails, every job is done once', async () => {
    const outputs = await Promise.all(
      Array.from({ length: 120 }, async () => {
        const engine = createJobEngine({ baseUrl: server.url });
        await engine.load(TARGET, { signal: never() });
        const results = [];
        for (let call = 0; call < 2; call++) results.push((await engine.infer(INPUTS, { signal: never() })).outputs);
        await engine.dispose();
        return results;
      }),
    );
    const [[expected] = []] = outputs;
    for (const results of outputs) expect(results).toEqual([expected, expected]);
    const { database } = await server.system.open();
    const { rows } = await database.pool.query(
      `select count(*)::int as jobs, count(*) filter (where state = 'completed' and done = count)::int as done,
         (select sum(chunks)::int from worker_shares) as chunks from jobs`,
    );
    expect(rows).toEqual([{ jobs: 360, done: 360, chunks: 360 }]);
  });

  test.skipIf(availableParallelism() === 1)('is not held up by one who sends a job that takes for ever', async () => {
    const endless = await client.submit({ model: 'clothing', version: 'mid-fp32', count: 1_000_000 });
    const left = new AbortController();
    await fetch(client.at(`/${endless.id}/events`), { signal: left.signal });
    const others = await Promise.all(Array.from({ length: 5 }, () => client.submit({ model: 'digits', count: 20 })));
    const ended = await Promise.all(others.map(({ id }) => client.ended(id)));
    expect(ended.map(({ state }) => state)).toEqual(others.map(() => 'completed'));
    expect(await client.job(endless.id)).toMatchObject({ state: 'running' });
    left.abort();
    expect(await client.cancel(endless.id)).toBe(204);
  });

  test('SPEC 5.15: who waits behind the job of another is told for how long, who waits for an own one is not', async () => {
    const quiet = await startBatchServer();
    const client = batchClient(() => quiet.url);
    const send = (sender: string, count: number) =>
      fetch(`${quiet.url}/api/batches`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'trilane-request': `${sender}-${Math.random()}` },
        body: JSON.stringify({ model: 'digits', version: 'fp32', count }),
      }).then(async (response) => ((await response.json()) as { id: string }).id);
    const long = await send('ada', 100_000);
    await client.underWay(long);
    const [own, other] = [await send('ada', 3), await send('bob', 3)];
    const { durations: alone } = await client.ended(long);
    const [ofOwn, ofOther] = [await client.ended(own), await client.ended(other)];
    expect(alone?.othersMs).toBe(0);
    expect(ofOwn.durations?.queueMs).toBeGreaterThan(0);
    expect(ofOther.durations?.othersMs).toBeGreaterThan(0);
    expect(ofOther.durations?.othersMs).toBeGreaterThan(ofOwn.durations?.othersMs ?? Number.NaN);
    expect(ofOther.durations?.othersMs).toBeLessThanOrEqual(ofOther.durations?.queueMs ?? Number.NaN);
    await quiet.close();
  });
});
