import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchNews } from '@/lib/batch/batch-system';
import { createJobWatch } from '@/lib/batch/lab/job-watch';
import type { OpenBatch } from '@/lib/batch/open-batch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(kind: 'embedded' | 'postgresql' = 'embedded') {
  let tell: (news: BatchNews) => void = () => {};
  const watch = createJobWatch({
    opened: () => ({ database: { kind } }) as OpenBatch,
    listen(listener) {
      tell = listener;
      return () => {};
    },
  });
  const left = new AbortController();
  const changed = (jobId: string) => tell({ type: 'changed', jobId, cpuSeconds: 0 });
  /** How often a reader of a job is told to look at it. */
  const looksAt = (jobId: string) => {
    const following = watch.follow(jobId, left.signal);
    const looks = { count: 0 };
    void (async () => {
      for (; !left.signal.aborted; looks.count++) await following.next();
    })();
    return looks;
  };
  return { watch, left, changed, looksAt, tell: (news: BatchNews) => tell(news) };
}

describe('readers of jobs of the Lab', () => {
  it('hear of their own job, and of no other', async () => {
    const { changed, looksAt } = watched();
    const [mine, other] = [looksAt('mine'), looksAt('other')];
    changed('mine');
    await vi.advanceTimersByTimeAsync(10);
    expect([mine.count, other.count]).toEqual([1, 0]);
  });

  it('look all at the same time where workers elsewhere tell nothing, and seldom where all is told', async () => {
    for (const [kind, most] of [['postgresql', 40] as const, ['embedded', 6] as const]) {
      const { looksAt, left } = watched(kind);
      const readers = Array.from({ length: 60 }, (_, reader) => looksAt(`job-${reader}`));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(new Set(readers.map(({ count }) => count)).size).toBe(1);
      expect(readers[0]?.count).toBeLessThanOrEqual(most);
      expect(readers[0]?.count).toBeGreaterThanOrEqual(4);
      left.abort();
    }
  });

  it('look once at what may have changed, however often that is said', async () => {
    const { looksAt, tell } = watched();
    const reader = looksAt('mine');
    await vi.advanceTimersByTimeAsync(300);
    const before = reader.count;
    for (let nudge = 0; nudge < 50; nudge++) tell({ type: 'nudge' });
    await vi.advanceTimersByTimeAsync(300);
    expect(reader.count - before).toBe(1);
  });

  it('are forgotten when they have gone, though they never come back for what they asked', async () => {
    const { watch, left } = watched();
    watch.follow('mine', left.signal);
    const second = watch.follow('mine', new AbortController().signal);
    expect(watch.othersThan('another')).toBe(1);
    left.abort();
    expect(watch.othersThan('another')).toBe(1);
    second.end();
    expect(watch.othersThan('another')).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
