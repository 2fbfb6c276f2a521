import { describe, expect, test } from 'vitest';
import type { Engine } from '@/lib/engine/contract';
import type { FakeCall } from '@/lib/engine/fake';
import { TrilaneError } from '@/lib/errors';
import type { RunState } from '@/lib/lab/run-state';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { MODE_IDS } from '@/lib/modes';
import { hostRun } from '../lane-host';

/** A second and a half of 40 arrivals a second; the batch lane gathers twice a second. */
const QUICK = 'count=60&rate=40&interval=500';

const recordOf = ({ records }: Pick<RunState, 'records'>, id: string): LaneRecord => {
  const record = records.find((candidate) => candidate.id === id);
  if (!record) throw new Error(id);
  return record;
};
const statesOf = ({ records }: RunState) => records.map(({ id, status }) => [id, status.state]);
const outcomesOf = ({ measurements }: LaneRecord) => [...measurements].map(({ outcome }) => outcome);
const failing = (error: TrilaneError) => (engine: Engine) => ({ ...engine, load: () => Promise.reject(error) });
/** A plan of which every call from the `from`-th on fails so. */
const failsFrom = (from: number, error: unknown) => ({
  plan: (call: number): FakeCall => (call >= from ? { error } : {}),
});
/** The parity gate sends this many samples first, one by one off the batch lane. */
const GATE = 16;

describe('A run', () => {
  test('answers every item in every lane, once, and is done', async () => {
    const state = await hostRun({ address: QUICK }).end();
    expect(state).toMatchObject({ phase: 'done', error: null, parity: { state: 'agreed' } });
    expect(state.records.map(({ id }) => id)).toEqual([...MODE_IDS]);
    for (const record of state.records) {
      expect(record).toMatchObject({ status: { state: 'done' }, plannedCount: 60 });
      expect([...record.measurements].map(({ item }) => item).sort((a, b) => a - b)).toEqual([...Array(60).keys()]);
      expect(record.resources).not.toBeNull();
    }
    expect(state.repeats).toHaveLength(1);
  });

  test('one lane at a time runs one after the other, and a race all at once', async () => {
    const overlaps = async (order: string) => {
      const run = hostRun({ address: `${QUICK}&order=${order}` });
      await run.end();
      return run.told.filter(({ records }) => records.filter(({ status }) => status.state === 'running').length > 1)
        .length;
    };
    expect(await overlaps('in-turn')).toBe(0);
    expect(await overlaps('race')).toBeGreaterThan(0);
  });

  test('SPEC 5.8: repeats run all lanes again in an order drawn anew, each with measurements of its own', async () => {
    const run = hostRun({ address: `${QUICK}&repeats=5&seed=3` });
    const { repeats, records } = await run.end();
    expect(repeats).toHaveLength(5);
    for (const repeat of repeats) {
      expect([...repeat.order].sort()).toEqual([...MODE_IDS].sort());
      for (const record of repeat.records) expect(record.measurements).toHaveLength(60);
    }
    expect(new Set(repeats.map(({ order }) => order.join())).size).toBeGreaterThan(1);
    expect(repeats.at(-1)?.records).toEqual(records);
    // SPEC 14.5: a worker a lane, kept for all repeats.
    expect(run.workers).toHaveLength(3);
    expect((await hostRun({ address: `${QUICK}&repeats=5&seed=3` }).end()).repeats.map(({ order }) => order)).toEqual(
      repeats.map(({ order }) => order),
    );
  });

  test('measurements come while a lane runs, a few times a second, and the page is told of them apart from its state', async () => {
    const run = hostRun({ address: 'count=400&rate=100&lanes=edge' });
    const lengths: number[] = [];
    run.store.follow((id) => lengths.push(recordOf(run.store.current(), id).measurements.length));
    await run.end();
    expect(lengths.length).toBeGreaterThanOrEqual(4 * 3);
    expect(lengths.length).toBeLessThanOrEqual(4 * 5);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths.at(-1)).toBe(400);
    // Loading, checking, waiting, running, done: not once a measurement.
    expect(run.told.length).toBeLessThan(15);
  });

  test('a closed loop that ends by time ends, and all that was sent is answered', async () => {
    const state = await hostRun({ address: 'loop=closed&users=2&duration=2000&interval=500' }).end();
    expect(state.phase).toBe('done');
    for (const record of state.records) {
      expect(record.plannedCount).toBeGreaterThan(2);
      expect(outcomesOf(record)).toEqual(Array(record.plannedCount).fill('completed'));
    }
  });

  test('each repeat of a closed loop has as many items as were sent in it', async () => {
    const slower = (call: number): FakeCall => ({ computeMs: 5 + call });
    const { repeats } = await hostRun({
      address: 'loop=closed&users=2&duration=2000&lanes=edge&repeats=3',
      plans: { worker: { plan: slower } },
    }).end();
    const counts = repeats.map(({ records }) => records[0]?.measurements.length);
    expect(new Set(counts).size).toBe(3);
    expect(repeats.map(({ records }) => records[0]?.plannedCount)).toEqual(counts);
  });

  test('the workers end with the run', async () => {
    const run = hostRun({ address: QUICK });
    await run.end();
    await run.clock.advanceTo(run.clock.now() + 1);
    expect(run.workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
  });
});

describe('A lane that fails', () => {
  test('while it loads is shown so, and the others go on', async () => {
    const change = failing(new TrilaneError('hash-mismatch', 'Not these bytes.'));
    const state = await hostRun({ address: QUICK, plans: { worker: { change } } }).end();
    expect(recordOf(state, 'edge').status).toMatchObject({ state: 'failed', error: { code: 'hash-mismatch' } });
    for (const id of ['batch', 'online']) expect(outcomesOf(recordOf(state, id))).toHaveLength(60);
    expect(state.phase).toBe('done');
  });

  test('in the gate is shown so, and the others go on', async () => {
    const state = await hostRun({
      address: QUICK,
      plans: { http: failsFrom(0, new TrilaneError('server-unreachable', 'Nobody there.')) },
    }).end();
    expect(recordOf(state, 'online').status).toMatchObject({ state: 'failed', error: { code: 'server-unreachable' } });
    expect(recordOf(state, 'edge').status.state).toBe('done');
    expect(state.parity).toMatchObject({ state: 'agreed' });
  });

  test('in the middle of its run keeps what it measured, and the others go on', async () => {
    const run = hostRun({
      address: QUICK,
      plans: { http: failsFrom(GATE + 20, new TrilaneError('server-unreachable', 'Nobody there.')) },
    });
    const state = await run.end();
    const online = recordOf(state, 'online');
    expect(online.status).toMatchObject({ state: 'failed', error: { code: 'server-unreachable' } });
    expect(outcomesOf(online).filter((outcome) => outcome === 'completed')).toHaveLength(20);
    expect(outcomesOf(online).filter((outcome) => outcome === 'failed')).toHaveLength(10);
    expect(online.status.state === 'failed' && online.status.elapsedMs).toBeGreaterThan(0);
    expect(recordOf(state, 'edge').status.state).toBe('done');
  });

  test('a few of whose calls fail is done, with each failure and its reason in its measurements', async () => {
    const error = new TrilaneError('queue-full', 'Too much.');
    const plan = (call: number): FakeCall => (call > GATE && call % 7 === 0 ? { error } : {});
    const online = recordOf(await hostRun({ address: QUICK, plans: { http: { plan } } }).end(), 'online');
    expect(online.status.state).toBe('done');
    const failed = [...online.measurements].filter((one) => one.outcome === 'failed');
    expect(failed).toHaveLength(8);
    for (const one of failed) expect(one).toMatchObject({ error: { code: 'queue-full', detail: 'Too much.' } });
  });

  test('whose worker dies is shown so, and the others go on', async () => {
    const run = hostRun({ address: `${QUICK}&order=race` });
    await run.until((state) => recordOf(state, 'edge').measurements.length > 0);
    run.workerOf('worker').die('Out of memory.');
    const state = await run.end();
    expect(recordOf(state, 'edge').status).toMatchObject({
      state: 'failed',
      error: { code: 'engine-died', detail: 'Out of memory.' },
    });
    expect(statesOf(state).filter(([, name]) => name === 'done')).toHaveLength(2);
    expect(recordOf(state, 'edge').measurements.length).toBeGreaterThan(0);
  });

  test('by an emulated network that is off says so, and the others go on', async () => {
    const state = await hostRun({ address: `${QUICK}&network=offline` }).end();
    expect(recordOf(state, 'online').status).toMatchObject({ state: 'failed', error: { code: 'offline' } });
    for (const id of ['batch', 'edge']) expect(outcomesOf(recordOf(state, id))).toHaveLength(60);
  });

  test('in one repeat is left out of those to come', async () => {
    const state = await hostRun({
      address: `${QUICK}&repeats=3&lanes=online,edge`,
      plans: { http: failsFrom(GATE + 30, new TrilaneError('server-unreachable', 'Nobody there.')) },
    }).end();
    expect(state.repeats.map(({ order }) => order.includes('online'))).toEqual([true, false, false]);
    expect(recordOf(state, 'online').status.state).toBe('failed');
    expect(recordOf(state, 'online').measurements).toHaveLength(0);
    expect(recordOf(state.repeats[0] ?? { records: [] }, 'online').measurements.length).toBeGreaterThan(0);
  });

  test('when all fail to load, the run stops and says so', async () => {
    const change = failing(new TrilaneError('server-unreachable', 'Nobody there.'));
    const state = await hostRun({
      address: QUICK,
      plans: { http: { change }, job: { change }, worker: { change } },
    }).end();
    expect(state).toMatchObject({ phase: 'stopped', error: { code: 'engine-died' } });
    expect(statesOf(state).every(([, name]) => name === 'failed')).toBe(true);
  });
});

describe('The gate', () => {
  test('SPEC 14.2: lanes that answer differently are stopped before timing, and the sample is named', async () => {
    const answer = () => Float32Array.from({ length: 10 }, (_, index) => (index === 3 ? 1 : 0));
    const run = hostRun({ address: QUICK, plans: { http: { answer } } });
    const state = await run.end();
    expect(state).toMatchObject({
      phase: 'stopped',
      error: { code: 'outputs-disagree' },
      parity: { state: 'disagreed' },
    });
    expect(state.error?.detail).toMatch(/on sample \d+/);
    for (const record of state.records)
      expect(record).toMatchObject({ measurements: { length: 0 }, status: { state: 'idle' } });
    expect(run.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('SPEC 14.2: lanes that loaded other bytes are stopped before timing', async () => {
    const change = (engine: Engine): Engine => ({
      ...engine,
      load: async (...args) => ({ ...(await engine.load(...args)), sha256: 'f'.repeat(64) }),
    });
    const state = await hostRun({ address: QUICK, plans: { worker: { change } } }).end();
    expect(state).toMatchObject({ phase: 'stopped', error: { code: 'hash-mismatch' } });
  });

  test('a lane with another variant is not held to the others', async () => {
    const answer = () => Float32Array.from({ length: 10 }, (_, index) => (index === 3 ? 1 : 0));
    const state = await hostRun({ address: `${QUICK}&edge.version=int8`, plans: { worker: { answer } } }).end();
    expect(state.phase).toBe('done');
    expect(recordOf(state, 'edge').target.versionId).toBe('int8');
  });
});

describe('What goes wrong before the lanes', () => {
  test('samples that cannot be fetched stop the run, and no worker is made', async () => {
    const run = hostRun({
      address: QUICK,
      loadSamples: () => Promise.reject(new TrilaneError('server-unreachable', 'No samples.')),
    });
    expect(await run.end()).toMatchObject({ phase: 'stopped', error: { code: 'server-unreachable' } });
    expect(run.workers).toHaveLength(0);
  });

  test('an error of no kind of ours is told as one', async () => {
    const run = hostRun({ address: QUICK, loadSamples: () => Promise.reject(new Error('Loading chunk 7 failed.')) });
    expect(await run.end()).toMatchObject({ phase: 'stopped', error: { code: 'internal' } });
  });
});

/** Meters that take some turns to stop, as those on a server do. */
function countMeters() {
  let open = 0;
  return {
    open: () => open,
    around: (engine: Engine): Engine => ({
      ...engine,
      async meter() {
        const meter = await engine.meter();
        open += 1;
        return {
          async stop() {
            for (let turn = 0; turn < 20; turn++) await Promise.resolve();
            open -= 1;
            return meter.stop();
          },
        };
      },
    }),
  };
}

describe('A lane that breaks', () => {
  test('stops its meter', async () => {
    const meters = countMeters();
    const died = failsFrom(GATE + 10, new TrilaneError('engine-died', 'It died.'));
    const plans = { http: { ...died, change: meters.around } };
    const state = await hostRun({ address: `${QUICK}&lanes=online`, plans }).end();
    expect(statesOf(state)).toEqual([['online', 'failed']]);
    expect(meters.open()).toBe(0);
  });
});

describe('A cancel', () => {
  const PHASES: Readonly<Record<string, (state: RunState) => boolean>> = {
    'before anything was loaded': () => true,
    'while lanes load': ({ records }) => records.some(({ status }) => status.state === 'loading'),
    'in the gate': ({ records }) => records.some(({ status }) => status.state === 'checking'),
    'while a lane runs': ({ records }) => records.some(({ measurements }) => measurements.length > 5),
    'in a later repeat': ({ repeats }) => repeats.length > 0,
  };
  /** Every part takes time, so that there is a moment in the middle of it. */
  const slow = {
    plan: (): FakeCall => ({ computeMs: 5 }),
    change: (engine: Engine): Engine => ({
      ...engine,
      async load(...args) {
        await new Promise((resolve) => setImmediate(resolve));
        return engine.load(...args);
      },
    }),
  };

  test.each(Object.entries(PHASES))(
    '%s stops at once, keeps what was measured and ends every worker',
    async (_, isSo) => {
      const run = hostRun({ address: `${QUICK}&repeats=2&order=race`, plans: { http: slow, job: slow, worker: slow } });
      await run.until(isSo);
      run.handle.cancel();
      const atCancel = run.store.current();
      expect(atCancel.phase).toBe('cancelled');
      expect(statesOf(atCancel).every(([, state]) => state === 'cancelled' || state === 'done')).toBe(true);
      const lengths = atCancel.records.map(({ measurements }) => measurements.length);
      await run.end();
      await run.clock.advanceTo(run.clock.now() + 5000);
      expect(run.store.current()).toBe(atCancel);
      expect(atCancel.records.map(({ measurements }) => measurements.length)).toEqual(lengths);
      expect(run.workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    },
  );

  test('SPEC 5.4: keeps what the page noticed until then', async () => {
    let wasHidden = false;
    const run = hostRun({ address: QUICK, noticed: () => ({ wasHidden }) });
    await run.until(({ phase }) => phase === 'running');
    wasHidden = true;
    run.handle.cancel();
    expect(run.store.current()).toMatchObject({ phase: 'cancelled', faults: { wasHidden: true } });
    await run.end();
  });

  test.each(['http', 'job'] as const)('stops the meter of the %s lane before its worker ends', async (kind) => {
    const meters = countMeters();
    const run = hostRun({
      address: `${QUICK}&lanes=online,batch&order=race`,
      plans: { http: slow, job: slow, [kind]: { ...slow, change: meters.around } },
    });
    await run.until(({ records }) => records.some(({ measurements }) => measurements.length > 5));
    expect(meters.open()).toBe(1);
    run.handle.cancel();
    for (let turn = 0; turn < 1000 && !run.workerOf(kind).isTerminated; turn++) await Promise.resolve();
    expect([run.workerOf(kind).isTerminated, meters.open()]).toEqual([true, 0]);
  });

  test('what a worker says after it reaches nobody', async () => {
    const run = hostRun({ address: `${QUICK}&lanes=online`, plans: { http: slow } });
    await run.until(({ records }) => records.some(({ measurements }) => measurements.length > 5));
    const worker = run.workerOf('http');
    run.handle.cancel();
    const atCancel = run.store.current();
    let grew = 0;
    run.store.follow(() => grew++);
    worker.say({ type: 'progress', progress: [{ what: 'model', loadedBytes: 1, totalBytes: 2 }] });
    worker.say({ type: 'failed', error: { code: 'internal', detail: 'Late.' } });
    await run.end();
    expect(run.store.current()).toBe(atCancel);
    expect(grew).toBe(0);
  });

  test('of a run that is over leaves it as it is', async () => {
    const run = hostRun({ address: `${QUICK}&lanes=edge` });
    const done = await run.end();
    run.handle.cancel();
    expect(run.store.current()).toBe(done);
  });

  test('leaves the store to the next run', async () => {
    const run = hostRun({ address: `${QUICK}&lanes=edge` });
    await run.until(({ phase }) => phase === 'running');
    run.handle.cancel();
    run.store.update((state) => ({ ...state, phase: 'preparing' }));
    await run.end();
    expect(run.store.current().phase).toBe('preparing');
  });
});
