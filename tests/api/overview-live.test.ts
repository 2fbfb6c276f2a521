import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createApi } from '@/lib/api/app';
import { applyChange } from '@/lib/live/change';
import { createServices, type Services } from '@/lib/services/services';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { readEventStream } from '@/lib/wire/event-stream';
import type { BatchOverview } from '@/lib/wire/overview-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { type BatchPlace, makeBatchPlace } from '../batch-place';

const open: { services?: Services; place?: BatchPlace } = {};
afterAll(async () => {
  await open.services?.close();
  await open.place?.remove();
});

it('shows rows that arrive and are taken by a schedule, each once, while the system opens and works', async () => {
  open.place = await makeBatchPlace();
  const { dataRoot, databaseUrl } = open.place;
  open.services = createServices({ publicRoot: join(process.cwd(), 'public'), dataRoot, databaseUrl });
  const api = createApi(open.services);
  const send = async <T>(method: string, path: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.request(path, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as T;
  };
  // Before the database is open: the stream says so.
  const stream = await api.request('/api/console/events');
  if (!stream.body) throw new Error('There is no stream.');
  const model = 'credit-risk';
  let state: BatchOverview | undefined;
  let isMade = false;
  for await (const event of readEventStream(stream.body)) {
    state = event.type === 'snapshot' ? JSON.parse(event.data) : state && applyChange(state, JSON.parse(event.data));
    if (state?.system.state === 'failed') throw new Error(state.system.error?.detail);
    if (state?.system.state === 'ready' && !isMade) {
      isMade = true;
      const arriving = { kind: 'arriving', name: 'Loans', model, perSecond: 500, seed: 3 };
      const { id } = await send<DataSetInfo>('POST', '/api/data-sets', arriving);
      await send('PUT', `/api/data-sets/${id}/arrivals`, { perSecond: 500, running: true });
      await send<ScheduleInfo>('POST', '/api/schedules', {
        name: 'Month',
        dataSet: id,
        model,
        version: 'trees',
        timing: { kind: 'every', seconds: 1 },
      });
    }
    if ((state?.jobs.filter((job) => job.state === 'completed').length ?? 0) >= 3) break;
  }
  const done = state?.jobs.filter((job) => job.state === 'completed').reverse() ?? [];
  let row = 0;
  for (const { source, count, summary, done: rows } of done) {
    expect(source).toMatchObject({ kind: 'data-set', firstRow: row });
    expect(rows).toBe(count);
    expect(summary?.classCounts.reduce((sum, each) => sum + each, 0)).toBe(count);
    row += count;
  }
  expect(state?.schedules[0]?.runs.filter(({ outcome }) => outcome === 'started').length).toBeGreaterThanOrEqual(3);
});
