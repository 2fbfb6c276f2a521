import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paced } from '@/lib/lab/studies/paced';

describe('A paced listener', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function heardAt(every = 500) {
    const heard: (readonly [atMs: number, value: number])[] = [];
    const startMs = Date.now();
    const { tell, tellNow, stop } = paced<number>((value) => heard.push([Date.now() - startMs, value]), every);
    return { heard, tell, tellNow, stop };
  }

  it('hears the first at once, then at most so often, and always the last', () => {
    const { heard, tell } = heardAt();
    for (let value = 0; value < 10; value++) {
      tell(value);
      vi.advanceTimersByTime(130);
    }
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual([
      [0, 0],
      [500, 3],
      [1000, 7],
      [1500, 9],
    ]);
  });

  it('hears at once again after a while without news', () => {
    const { heard, tell } = heardAt();
    tell(1);
    vi.advanceTimersByTime(2000);
    tell(2);
    expect(heard).toEqual([
      [0, 1],
      [2000, 2],
    ]);
  });

  it('hears what cannot wait at once, and nothing from before it afterwards', () => {
    const { heard, tell, tellNow } = heardAt();
    tell(1);
    tell(2);
    tellNow(3);
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual([
      [0, 1],
      [0, 3],
    ]);
  });

  it('hears nothing any more once it is stopped', () => {
    const { heard, tell, stop } = heardAt();
    tell(1);
    tell(2);
    stop();
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual([[0, 1]]);
  });
});
