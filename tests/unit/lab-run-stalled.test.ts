import { describe, expect, test, vi } from 'vitest';
import type { Engine, Meter } from '@/lib/engine/contract';
import { TrilaneError } from '@/lib/errors';
import type { Clock } from '@/lib/experiment/clock';
import type { RunState } from '@/lib/lab/run-state';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { hostRun } from '../lane-host';

/** A second and a half of 40 arrivals a second; the batch lane gathers twice a second. */
const QUICK = 'count=60&rate=40&interval=500';

const recordOf = ({ records }: Pick<RunState, 'records'>, id: string): LaneRecord => {
  const record = records.find((candidate) => candidate.id === id);
  if (!record) throw new Error(id);
  return record;
};
const outcomesOf = ({ measurements }: LaneRecord) => [...measurements].map(({ outcome }) => outcome);
const isDone = ({ status }: LaneRecord) => status.state === 'done';

describe('A lane whose meter fails', () => {
  const meterThat = (meter: Engine['meter']) => (engine: Engine) => ({ ...engine, meter });
  const never = () => new Promise<never>(() => {});
  const gone = () => Promise.reject(new TrilaneError('server-unreachable', 'Nobody there.'));

  test.each([
    ['does not start', gone],
    ['never starts', never],
    ['does not tell what it counted', async () => ({ stop: gone })],
    ['never tells what it counted', async () => ({ stop: never })],
  ])('SPEC 7.1: for it %s has all its answers, and what it used is not known', async (_, meter) => {
    const plans = { http: { change: meterThat(meter) } };
    const state = await hostRun({ address: `${QUICK}&lanes=online,edge`, plans }).end();
    const online = recordOf(state, 'online');
    expect(online).toMatchObject({ status: { state: 'done' }, resources: null });
    expect(outcomesOf(online).every((outcome) => outcome === 'completed')).toBe(true);
    expect(recordOf(state, 'edge').resources).not.toBeNull();
  });

  test('for it starts too late does not leave it open', async () => {
    let stopped = false;
    let start = (_: Meter) => {};
    const meter = () =>
      new Promise<Meter>((resolve) => {
        start = resolve;
      });
    await hostRun({ address: `${QUICK}&lanes=online`, plans: { http: { change: meterThat(meter) } } }).end();
    start({
      stop: async () => {
        stopped = true;
        throw new Error('Nobody hears this.');
      },
    });
    await vi.waitFor(() => expect(stopped).toBe(true));
  });
});

describe('A lane that stalls', () => {
  test('while it loads, because nothing comes any more, is shown so after half a minute, and the others go on', async () => {
    const hangs = (engine: Engine): Engine => ({
      ...engine,
      load: (_, { onProgress }) => {
        onProgress?.({ what: 'runtime', loadedBytes: 1000, totalBytes: 10_000 });
        return new Promise(() => {});
      },
    });
    const run = hostRun({ address: QUICK, plans: { worker: { change: hangs } } });
    await run.until((state) => recordOf(state, 'online').status.state === 'waiting');
    expect(recordOf(run.store.current(), 'edge').status).toMatchObject({ state: 'loading', what: 'runtime' });
    const state = await run.end();
    expect(recordOf(state, 'edge').status).toMatchObject({ state: 'failed', error: { code: 'lane-stalled' } });
    expect(run.clock.now()).toBeLessThan(60_000);
    for (const id of ['batch', 'online']) expect(outcomesOf(recordOf(state, id))).toHaveLength(60);
  });

  test('while it loads is not given up as long as something comes, nor while a slow device compiles', async () => {
    const slow =
      (clock: Clock) =>
      (engine: Engine): Engine => ({
        ...engine,
        load: async (target, options) => {
          const { signal, onProgress } = options;
          for (let part = 1; part <= 5; part++) {
            onProgress?.({ what: 'runtime', loadedBytes: part, totalBytes: 5 });
            await clock.sleepUntil(clock.now() + 25_000, signal);
          }
          onProgress?.({ what: 'start', loadedBytes: 0, totalBytes: 0 });
          await clock.sleepUntil(clock.now() + 100_000, signal);
          return engine.load(target, { signal });
        },
      });
    const run = hostRun({ address: QUICK, plans: { worker: { change: (engine) => slow(run.clock)(engine) } } });
    expect((await run.end()).records.every(isDone)).toBe(true);
  });

  test.each(['http', 'job'] as const)(
    'in the gate, because the %s engine never answers, is shown so, and the others go on',
    async (kind) => {
      const hangs = (engine: Engine): Engine => ({ ...engine, infer: () => new Promise(() => {}) });
      const state = await hostRun({ address: QUICK, plans: { [kind]: { change: hangs } } }).end();
      const failed = state.records.filter(({ status }) => status.state === 'failed');
      expect(failed).toMatchObject([{ status: { error: { code: 'lane-stalled' } } }]);
      expect(state.phase).toBe('done');
    },
  );
});
