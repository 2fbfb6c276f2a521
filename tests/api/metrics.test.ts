import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type NativeServer, startServer } from '@/lib/server/native-server';
import { createServices, type Services } from '@/lib/services/services';
import { type BatchPlace, makeBatchPlace } from '../batch-place';

let place: BatchPlace;
let services: Services;
let server: NativeServer;
beforeAll(async () => {
  place = await makeBatchPlace();
  services = createServices({ ...place, workerCount: 1 });
  server = await startServer({ services, port: 0, host: '127.0.0.1' });
  await Promise.all([services.pool.settled(), services.system.open()]);
});
afterAll(async () => {
  await server.close();
  await services.close();
  await place.remove();
});

interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: Map<string, number>;
}

/** The text format, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats */
function parse(text: string): Map<string, Family> {
  expect(text.endsWith('\n')).toBe(true);
  const families = new Map<string, Family>();
  let name = '';
  let help = '';
  for (const line of text.split('\n').filter(Boolean)) {
    const [, what, of = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (what === 'HELP') [name, help] = [of, rest];
    else if (what === 'TYPE') {
      expect(of).toBe(name);
      expect(families.has(name), `${name} comes once`).toBe(false);
      families.set(name, { type: rest, help, samples: new Map() });
    } else {
      const sample = /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line);
      expect(sample, line).not.toBeNull();
      const [, key = '', value = ''] = sample ?? [];
      expect(key.startsWith(name), `${key} stands under ${name}`).toBe(true);
      expect(value, line).toMatch(/^(?:nan|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i);
      families.get(name)?.samples.set(key, Number(value.replace('Inf', 'Infinity')));
    }
  }
  return families;
}

async function scrape(): Promise<Map<string, Family>> {
  const response = await fetch(`${server.url}/api/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return parse(await response.text());
}
async function value(key: string): Promise<number | undefined> {
  return [...(await scrape()).values()].find(({ samples }) => samples.has(key))?.samples.get(key);
}
/** Figures are kept for some seconds. */
const becomes = (key: string) => expect.poll(() => value(key), { timeout: 60_000, interval: 500 });

const OURS: Readonly<Record<string, string>> = {
  trilane_jobs: 'gauge',
  trilane_chunks: 'gauge',
  trilane_batch_workers: 'gauge',
  trilane_queue_depth: 'gauge',
  trilane_oldest_queued_job_seconds: 'gauge',
  trilane_stored_bytes: 'gauge',
  trilane_database_up: 'gauge',
  trilane_database_query_duration_seconds: 'histogram',
  trilane_database_connections: 'gauge',
  trilane_database_waiting_queries: 'gauge',
  trilane_disk_free_bytes: 'gauge',
  trilane_disk_size_bytes: 'gauge',
  trilane_open_streams: 'gauge',
  trilane_event_loop_utilisation_ratio: 'gauge',
  nodejs_eventloop_lag_seconds: 'gauge',
  trilane_refusals_total: 'counter',
  trilane_uploads_total: 'counter',
  trilane_uploads_in_progress: 'gauge',
  trilane_process_deaths_total: 'counter',
  trilane_process_restarts_total: 'counter',
  trilane_inference_threads: 'gauge',
  trilane_predictions_total: 'counter',
};

describe('The metrics', () => {
  test('are in the text format, each with its type and a help that is a sentence', async () => {
    const families = await scrape();
    for (const [name, type] of Object.entries(OURS)) expect(families.get(name)?.type, name).toBe(type);
    for (const [name, { type, help }] of families) {
      if (!name.startsWith('trilane_')) continue;
      expect(help, name).toMatch(/^[A-Z].*\.$/);
      expect(Object.hasOwn(OURS, name) || /prediction|batch_rows|queue_rows/.test(name), name).toBe(true);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      // Base units alone: https://prometheus.io/docs/practices/naming
      expect(name).not.toMatch(/_(?:ms|milliseconds|kb|mb|kilobytes|percent)(?:_|$)/);
    }
  });

  test('show each state of a job from the start, and count what there is', async () => {
    expect(await value('trilane_database_up')).toBe(1);
    expect(await value('trilane_jobs{queue="long",state="completed"}')).toBe(0);
    expect(await value('trilane_disk_free_bytes')).toBeGreaterThan(0);
    await services.dataSets.create({ kind: 'generated', name: 'Rows', model: 'credit-risk', rows: 1000, seed: 1 });
    await becomes('trilane_jobs{queue="long",state="completed"}').toBe(1);
    expect(await value('trilane_stored_bytes{kind="data-sets"}')).toBeGreaterThan(1000);
    expect(await value('trilane_batch_workers{queue="long",state="idle"}')).toBeGreaterThan(0);
    expect(await value('trilane_database_query_duration_seconds_count')).toBeGreaterThan(10);
  });

  test('count streams while somebody follows them', async () => {
    const key = 'trilane_open_streams{route="/api/console/events"}';
    const left = new AbortController();
    const stream = await fetch(`${server.url}/api/console/events`, { signal: left.signal });
    expect(stream.status).toBe(200);
    await becomes(key).toBe(1);
    left.abort();
    await becomes(key).toBe(0);
  });

  test('count uploads by what came of them', async () => {
    const upload = (model: string, body: string) =>
      fetch(`${server.url}/api/data-sets/upload?name=x&format=csv&model=${model}`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body,
      });
    const example = await (await fetch(`${server.url}/api/data-sets/example.csv?model=credit-risk`)).text();
    expect((await upload('credit-risk', example)).status).toBe(201);
    expect((await upload('credit-risk', '')).status).toBe(400);
    expect(await value('trilane_uploads_total{outcome="kept"}')).toBe(1);
    expect(await value('trilane_uploads_total{outcome="refused"}')).toBe(1);
    expect(await value('trilane_uploads_in_progress')).toBe(0);
  });

  test('count refusals by reason', async () => {
    services.metrics.refused('wrong-host');
    services.metrics.refused('wrong-host');
    expect(await value('trilane_refusals_total{reason="wrong-host"}')).toBe(2);
  });

  test('count workers that die, and those that take their places', async () => {
    const open = await services.system.open();
    const [pid] = open.workers.processIds('long');
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, 'SIGKILL');
    await becomes('trilane_process_restarts_total{process="batch-worker"}').toBe(1);
    expect(await value('trilane_process_deaths_total{process="batch-worker"}')).toBe(1);
  });

  test('are answered by the rest of the server while the database does not answer', async (context) => {
    const pid = services.system.databaseProcessId();
    if (pid === undefined) return context.skip();
    process.kill(pid, 'SIGSTOP');
    try {
      await becomes('trilane_database_up').toBe(0);
      const families = await scrape();
      expect(families.get('trilane_jobs')?.samples.size).toBe(0);
      expect(families.get('trilane_predictions_total')?.type).toBe('counter');
      const health = await fetch(`${server.url}/api/health/batch`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({
        code: 'database-unavailable',
        detail: expect.stringMatching(/does not answer: no answer came in time/),
      });
      expect((await fetch(`${server.url}/v2/health/live`)).status).toBe(200);
      expect((await fetch(`${server.url}/v2/health/ready`)).status).toBe(200);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await vi.waitUntil(async () => (await fetch(`${server.url}/api/health/batch`)).status === 200, { timeout: 60_000 });
  });
});
