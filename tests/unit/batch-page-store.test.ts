import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPageStore, type EventStream } from '@/lib/batch-page/page-store';
import { applyChange } from '@/lib/live/change';
import type { BatchOverview, OverviewChange } from '@/lib/wire/overview-schema';
import { dataSetOf, jobOf, overviewOf, scheduleOf } from './batch-page-fixtures';

type Listener = (event: { readonly data?: unknown }) => void;

/** A stream that does what it is told. */
class ScriptedStream implements EventStream {
  readyState = 0;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: Listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close() {
    this.readyState = 2;
  }

  tell(type: string, data?: unknown) {
    for (const listener of this.#listeners.get(type) ?? []) listener(data === undefined ? {} : { data });
  }

  send(type: 'snapshot' | 'change', data: BatchOverview | OverviewChange) {
    this.readyState = 1;
    this.tell(type, JSON.stringify(data));
  }
}

function setUp() {
  const streams: ScriptedStream[] = [];
  const waits: number[] = [];
  let due: (() => void) | null = null;
  const frames: (() => void)[] = [];
  const store = createPageStore({
    open: (url) => {
      const stream = new ScriptedStream(url);
      streams.push(stream);
      return stream;
    },
    schedule: (callback) => frames.push(callback),
    later: (callback, ms) => {
      waits.push(ms);
      due = callback;
      return () => {
        due = null;
      };
    },
    now: () => 0,
  });
  return {
    store,
    streams,
    waits,
    stream: () => streams.at(-1) ?? expect.fail('No stream was opened.'),
    /** What is shown once the next frame is drawn. */
    shown: () => {
      for (const draw of frames.splice(0)) draw();
      return store.get();
    },
    wait: () => due?.(),
    isWaiting: () => due !== null,
  };
}

describe('The store of the batch page', () => {
  it('shows the snapshot with every change since', () => {
    const change = fc.record(
      {
        jobs: fc.record({
          put: fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), done: fc.nat(1000) }).map(jobOf), {
            selector: ({ id }) => id,
          }),
          gone: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
        }),
        dataSets: fc.record({ put: fc.constant([dataSetOf({ id: 'x' })]), gone: fc.constant([]) }),
        detail: fc.constant(null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const { store, stream, shown } = setUp();
        store.watch(null);
        const first = overviewOf({ jobs: [jobOf({ id: 'a' }), jobOf({ id: 'b' })] });
        stream().send('snapshot', first);
        for (const each of changes) stream().send('change', each);
        expect(shown().state).toEqual(changes.reduce<BatchOverview>(applyChange, first));
      }),
    );
  });

  it('tells its listeners once a frame, however much comes', () => {
    const { store, stream, shown } = setUp();
    let told = 0;
    store.subscribe(() => told++);
    store.watch(null);
    stream().send('snapshot', overviewOf({}));
    for (let index = 0; index < 50; index++) stream().send('change', { jobs: { put: [jobOf({ id: 'a' })], gone: [] } });
    shown();
    expect(told).toBe(1);
  });

  it('is connecting until the first snapshot, also while the server does not answer', () => {
    const { store, stream, shown } = setUp();
    store.watch(null);
    expect(store.get()).toMatchObject({ connection: 'connecting', state: null });
    stream().tell('error');
    expect(shown()).toMatchObject({ connection: 'connecting', state: null });
  });

  it('keeps what it shows while the stream comes back by itself, and goes on with what was missed', () => {
    const { store, streams, stream, shown } = setUp();
    store.watch(null);
    stream().send('snapshot', overviewOf({ jobs: [jobOf({ id: 'a', done: 1 })] }));
    stream().readyState = 0;
    stream().tell('error');
    expect(shown()).toMatchObject({ connection: 'reconnecting', state: { jobs: [{ done: 1 }] } });
    stream().tell('open');
    expect(shown().connection).toBe('live');
    stream().send('change', { jobs: { put: [jobOf({ id: 'a', done: 2 })], gone: [] } });
    expect(shown()).toMatchObject({ connection: 'live', state: { jobs: [{ done: 2 }] } });
    expect(streams).toHaveLength(1);
  });

  it('opens another stream, later each time, where the browser gave up', () => {
    const { store, streams, stream, shown, wait, waits } = setUp();
    store.watch(null);
    stream().send('snapshot', overviewOf({}));
    for (let failure = 0; failure < 6; failure++) {
      stream().readyState = 2;
      stream().tell('error');
      expect(shown().connection).toBe('reconnecting');
      wait();
    }
    expect(streams).toHaveLength(7);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(waits.at(-2));
    stream().send('snapshot', overviewOf({ jobs: [jobOf({ id: 'z' })] }));
    expect(shown()).toMatchObject({ connection: 'live', state: { jobs: [{ id: 'z' }] } });
  });

  it('starts anew rather than guess: at a change without a snapshot, and at what cannot be read', () => {
    for (const break_ of [
      (stream: ScriptedStream) => stream.send('change', {}),
      (stream: ScriptedStream) => stream.tell('snapshot', '{"system":'),
    ]) {
      const { store, streams, stream, wait } = setUp();
      store.watch(null);
      const broken = stream();
      break_(broken);
      expect(broken.readyState).toBe(2);
      wait();
      expect(streams).toHaveLength(2);
    }
  });

  it('asks for the job that is looked at, and never shows the detail of another', () => {
    const { store, streams, stream, shown } = setUp();
    const detail = { ...jobOf({ id: 'a' }), chunkMap: [], workerShares: [], provenance: null, durations: null };
    store.watch('a');
    expect(stream().url).toBe('/api/console/events?job=a');
    stream().send('snapshot', overviewOf({ detail }));
    expect(shown()).toMatchObject({ answered: true, state: { detail: { id: 'a' } } });
    const [left] = streams;
    store.watch('b');
    expect(left?.readyState).toBe(2);
    left?.send('snapshot', overviewOf({ detail }));
    expect(shown()).toMatchObject({ jobId: 'b', answered: false, state: { detail: null } });
    stream().send('snapshot', overviewOf({}));
    expect(shown()).toMatchObject({ answered: true, state: { detail: null } });
  });

  it('lets nothing go on once it is closed', () => {
    const { store, streams, stream, isWaiting } = setUp();
    store.watch(null);
    stream().readyState = 2;
    stream().tell('error');
    expect(isWaiting()).toBe(true);
    store.close();
    expect(isWaiting()).toBe(false);
    expect(streams.every(({ readyState }) => readyState === 2)).toBe(true);
  });

  it('waits for a state without a frame being drawn, and stops when called off', async () => {
    const { store, stream } = setUp();
    store.watch(null);
    const ready = store.until(({ jobs }) => jobs.some(({ done }) => done === 5), new AbortController().signal);
    const calledOff = new AbortController();
    const never = store.until(() => false, calledOff.signal);
    stream().send('snapshot', overviewOf({ jobs: [jobOf({ id: 'a', done: 1 })] }));
    stream().send('change', { jobs: { put: [jobOf({ id: 'a', done: 5 })], gone: [] } });
    expect((await ready).jobs[0]?.done).toBe(5);
    calledOff.abort();
    await expect(never).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('remembers what waited for each schedule', () => {
    const { store, stream, shown } = setUp();
    store.watch(null);
    stream().send('snapshot', overviewOf({ schedules: [scheduleOf({ id: 's', waitingRows: 10 })] }));
    stream().send('change', { schedules: { put: [scheduleOf({ id: 's', waitingRows: 30 })], gone: [] } });
    expect(
      shown()
        .piles.get('s')
        ?.map(({ rows }) => rows),
    ).toEqual([10, 30]);
    stream().send('change', { schedules: { put: [], gone: ['s'] } });
    expect(shown().piles.size).toBe(0);
  });
});
