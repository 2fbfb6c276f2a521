import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchNews, BatchSystem } from '@/lib/batch/batch-system';
import { createDuties } from '@/lib/batch/duties';
import type { LocalWorkers } from '@/lib/batch/jobs/local-workers';
import { createLabJobs } from '@/lib/batch/lab/lab-jobs';
import { createLabStaff } from '@/lib/batch/lab/lab-staff';
import type { OpenBatch } from '@/lib/batch/open-batch';
import type { BatchQueueName } from '@/lib/wire/batch-system';

vi.mock('node:os', async (actual) => ({ ...(await actual<object>()), availableParallelism: () => 2 }));

describe('the workers of the Lab', () => {
  function staffed(cores = 2) {
    let nowMs = 0;
    const staff = createLabStaff(cores, () => nowMs);
    /** A worker tells every so often that it is at a job. */
    const at = (jobId: string, forMs: number, waiting: number) => {
      for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 50) staff.isAt(jobId, waiting);
    };
    return { staff, at, rest: (ms: number) => (nowMs += ms) };
  }

  it('are one while jobs are short, however many wait', () => {
    const { staff, at } = staffed();
    for (let job = 0; job < 100; job++) {
      at(`job-${job}`, 300, 60);
      staff.isOver(`job-${job}`);
    }
    expect(staff.wanted()).toBe(1);
  });

  it.each([
    ['nobody waits behind a long one', 2, 0, 1],
    ['somebody waits behind a long one', 2, 1, 2],
    ['there is one core for all', 1, 1, 1],
  ])('where %s (%i cores, %i waiting) are %i', (_what, cores, waiting, wanted) => {
    const { staff, at } = staffed(cores);
    at('long', 5000, waiting);
    expect(staff.wanted()).toBe(wanted);
  });

  it('are one again when the other was not needed for a minute', () => {
    const { staff, at, rest } = staffed();
    at('long', 5000, 3);
    staff.isOver('long');
    rest(59_000);
    expect(staff.wanted()).toBe(2);
    rest(2000);
    expect(staff.wanted()).toBe(1);
  });

  it('stay two while a long job is at hand, which would have to begin anew', () => {
    const { staff, at, rest } = staffed();
    at('long', 1000, 1);
    at('long', 90_000, 0);
    expect(staff.wanted()).toBe(2);
    staff.isOver('long');
    rest(61_000);
    expect(staff.wanted()).toBe(1);
  });
});

describe('the workers that a server keeps for the Lab', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A server with the Lab's jobs, and a reader of one that waits. */
  function server() {
    let kept = 1;
    let tell: (news: BatchNews) => void = () => {};
    const listeners: ((news: BatchNews) => void)[] = [];
    const workers: Partial<LocalWorkers> = {
      count: () => kept,
      keep: (_queue, count) => {
        kept = count;
      },
    };
    const open = { workers, database: { kind: 'embedded' } } as OpenBatch;
    const duties = createDuties<OpenBatch>({
      open: () => open,
      hearsAll: () => true,
      isMeasuring: () => false,
      onFailure() {},
    });
    const system: Partial<BatchSystem> = {
      open: () => new Promise(() => {}),
      opened: () => open,
      attend: duties.add,
      listen(listener) {
        listeners.push(listener);
        return () => {};
      },
    };
    const jobs = createLabJobs(system as BatchSystem);
    tell = (news) => {
      for (const listener of listeners) listener(news);
    };
    duties.begin();
    const reading = new AbortController();
    void jobs.events('waits', { signal: reading.signal })[Symbol.asyncIterator]().next();
    const stop = () => {
      reading.abort();
      duties.stop();
    };
    const work = async (queue: BatchQueueName, seconds: number) => {
      for (let step = 0; step < 2 * seconds; step++) {
        tell({ type: 'progress', queue, jobId: 'large', done: step });
        await vi.advanceTimersByTimeAsync(500);
      }
      tell({ type: 'changed', jobId: 'large', cpuSeconds: 0 });
    };
    return { work, kept: () => kept, stop };
  }

  it('are one while a job of the batch page is at work', async () => {
    const { work, kept, stop } = server();
    await work('long', 20);
    expect(kept()).toBe(1);
    stop();
  });

  it('are two while a job of the Lab holds up another, and one again by themselves', async () => {
    const { work, kept, stop } = server();
    await work('short', 20);
    expect(kept()).toBe(2);
    await vi.advanceTimersByTimeAsync(95_000);
    expect(kept()).toBe(1);
    stop();
  });
});
