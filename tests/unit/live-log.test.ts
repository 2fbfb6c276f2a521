import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '@/lib/live/change';
import { LiveLog } from '@/lib/live/live-log';
import type { JobDetail, JobInfo } from '@/lib/wire/job-schema';
import type { BatchOverview, OverviewEvent, SystemInfo, WorkerInfo } from '@/lib/wire/overview-schema';

const READY: SystemInfo = { database: 'embedded', state: 'ready', sinceMs: 0, error: null };
const EMPTY: BatchOverview = {
  system: READY,
  totals: { dataSets: 0, jobs: 0, schedules: 0 },
  dataSets: [],
  jobs: [],
  schedules: [],
  workers: [],
  detail: null,
};

describe('a reader of a live state', () => {
  it('arrives at the state there is, however it reads, breaks off and comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(steps, { maxLength: 60 }), (kept, all) => {
        const log = new LiveLog('hub', EMPTY, kept);
        const readers = JOBS.map((jobId) => new Reader(log, jobId));
        for (const step of all) {
          if (step.do === 'update') log.update(step.state, step.details);
          else readers[step.reader]?.[step.do]();
        }
        for (const reader of readers) {
          reader.readAll();
          expect(reader.state).toEqual(log.state(reader.jobId));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('sees the lists in the order they are in', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 10 }), (all) => {
        const log = new LiveLog('hub', EMPTY);
        const reader = new Reader(log, null);
        for (const state of all) {
          log.update(state);
          reader.readAll();
          expect(reader.state).toEqual(state);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is told only what has changed', () => {
    const log = new LiveLog('hub', { ...EMPTY, jobs: [job('a', 1), job('b', 1)] });
    const { at } = log.begin(null, null);
    log.update({ ...EMPTY, jobs: [job('c', 1), job('a', 1), job('b', 2)] });
    expect(log.read(at, null)?.event).toEqual({
      id: 'hub-1',
      type: 'change',
      data: { jobs: { put: [job('c', 1), job('b', 2)], gone: [] } },
    });
  });

  it('is told nothing when only time has passed', () => {
    const log = new LiveLog('hub', EMPTY);
    const { at } = log.begin(null, null);
    log.update({ ...EMPTY, system: { ...READY, sinceMs: 5000 } });
    expect(log.read(at, null)).toBeUndefined();
  });

  it('that is slow is told many changes as one', () => {
    const log = new LiveLog('hub', EMPTY);
    const { at } = log.begin(null, null);
    for (let done = 1; done <= 100; done++) log.update({ ...EMPTY, jobs: [job('a', done)] });
    const result = log.read(at, null);
    expect(result?.event).toMatchObject({ id: 'hub-100', data: { jobs: { put: [job('a', 100)], gone: [] } } });
    expect(log.read(result?.at ?? 0, null)).toBeUndefined();
  });

  it('that comes back in time is told what it missed, and else gets all', () => {
    const log = new LiveLog('hub', EMPTY, 3);
    for (let done = 1; done <= 5; done++) log.update({ ...EMPTY, jobs: [job('a', done)] });
    expect(log.begin('hub-2', null).event.type).toBe('change');
    for (const unknown of ['hub-1', 'hub-6', 'other-4', 'nonsense', '', null]) {
      expect(log.begin(unknown, null).event.type).toBe('snapshot');
    }
  });

  it('that comes back learns that its job is gone, though nobody watched it meanwhile', () => {
    const log = new LiveLog('hub', EMPTY);
    log.update(EMPTY, new Map([['a', detail('a', 1)]]));
    const reader = new Reader(log, 'a');
    reader.readAll();
    reader.lose();
    log.forgetDetail('a');
    log.update(EMPTY, new Map([['a', null]]));
    reader.readAll();
    expect(reader.state?.detail).toBeNull();
  });

  it('is told of the detail of the job it asked for only', () => {
    const log = new LiveLog('hub', EMPTY);
    const { at } = log.begin(null, 'a');
    log.update(EMPTY, new Map([['b', detail('b', 1)]]));
    expect(log.read(at, 'a')).toMatchObject({ event: undefined, at: 1 });
    expect(log.read(at, 'b')).toMatchObject({ event: { data: { detail: { id: 'b' } } } });
  });
});

describe('many readers of a live state', () => {
  const many = <T>(read: (topic: string | null) => T): Set<T> =>
    new Set(Array.from({ length: 30 }, (_, index) => read(index % 2 ? null : `job ${index}`)));

  it('are told of a change by one and the same event, whatever jobs they watch, so that it is encoded once', () => {
    const log = new LiveLog('hub', EMPTY);
    const { at } = log.begin(null, null);
    for (let done = 1; done <= 5; done++) {
      log.update({ ...EMPTY, jobs: [job('a', done)] });
      const events = many((topic) => log.read(at, topic)?.event);
      expect(events.size).toBe(1);
      expect([...events][0]).toMatchObject({ id: `hub-${done}`, data: { jobs: { put: [job('a', done)] } } });
    }
  });

  it('of one topic begin with one and the same event', () => {
    const log = new LiveLog('hub', EMPTY);
    log.update(EMPTY, new Map([['a', detail('a', 1)]]));
    for (const lastEventId of [null, 'hub-0']) {
      expect(many(() => log.begin(lastEventId, null).event).size).toBe(1);
      expect(many(() => log.begin(lastEventId, 'a').event).size).toBe(1);
      expect(log.begin(lastEventId, 'a').event).not.toBe(log.begin(lastEventId, null).event);
    }
  });

  it('that are slow by different amounts are each told what they lack', () => {
    const log = new LiveLog('hub', EMPTY);
    for (let done = 1; done <= 4; done++) log.update({ ...EMPTY, jobs: [job('a', done), job('b', Math.min(done, 2))] });
    expect(log.read(2, null)?.event?.data).toEqual({ jobs: { put: [job('a', 4)], gone: [] } });
    expect(log.read(1, null)?.event?.data).toEqual({ jobs: { put: [job('a', 4), job('b', 2)], gone: [] } });
  });
});

/** A page: it may lose what is on its way when its stream breaks. */
class Reader {
  state: BatchOverview | undefined;
  readonly jobId: string | null;
  readonly #log: LiveLog<BatchOverview>;
  #at: number | undefined;
  #lastEventId: string | null = null;

  constructor(log: LiveLog<BatchOverview>, jobId: string | null) {
    this.#log = log;
    this.jobId = jobId;
  }

  read(): boolean {
    const result =
      this.#at === undefined ? this.#log.begin(this.#lastEventId, this.jobId) : this.#log.read(this.#at, this.jobId);
    if (!result) return false;
    this.#at = result.at;
    if (result.event) this.#take(result.event);
    return true;
  }

  /** What the server has sent and the page has not got. */
  lose(): void {
    if (this.#at !== undefined) this.#log.read(this.#at, this.jobId);
    this.#at = undefined;
  }

  readAll(): void {
    while (this.read());
  }

  #take(event: OverviewEvent): void {
    this.#lastEventId = event.id;
    if (event.type === 'snapshot') this.state = event.data;
    else this.state = this.state && applyChange(this.state, event.data);
  }
}

const JOBS = [null, 'a', 'b'] as const;
const job = (id: string, done: number) => ({ id, done }) as JobInfo;
const detail = (id: string, done: number) => ({ id, done, chunkMap: [] }) as unknown as JobDetail;
const worker = (id: string, chunk: number) => ({ id, chunk }) as WorkerInfo;

const entries = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), value: fc.integer({ min: 0, max: 2 }) }),
  { selector: ({ id }) => id },
);
const states: fc.Arbitrary<BatchOverview> = fc
  .record({ jobs: entries, workers: entries, isReady: fc.boolean() })
  .map(({ jobs, workers, isReady }) => ({
    ...EMPTY,
    system: { ...READY, state: isReady ? 'ready' : 'failed' },
    jobs: jobs.map(({ id, value }) => job(id, value)),
    workers: workers.map(({ id, value }) => worker(id, value)),
  }));
const details = fc
  .array(fc.tuple(fc.constantFrom('a', 'b'), fc.option(fc.integer({ min: 0, max: 2 }))), { maxLength: 2 })
  .map((list) => new Map(list.map(([id, value]) => [id, value === null ? null : detail(id, value)])));
const steps = fc.oneof(
  fc.record({ do: fc.constant('update' as const), state: states, details }),
  fc.record({ do: fc.constantFrom('read' as const, 'lose' as const), reader: fc.nat(JOBS.length - 1) }),
);
