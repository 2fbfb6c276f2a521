import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { afterRunPart, codePart, fetchAfterRunParts, fetchPatiently } from '@/components/shell/code-part';

describe('Code that is fetched apart from its page', () => {
  let network = new EventTarget();
  beforeEach(() => {
    network = new EventTarget();
    vi.stubGlobal('window', network);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  /** Comes at the n-th try. */
  const comesAt = (count: number) => {
    let tries = 0;
    return async () => {
      tries += 1;
      if (tries < count) throw new Error('Failed to load chunk 17.');
      return 'here';
    };
  };

  test('is said to be missing when it does not come, and is asked for again', async () => {
    const part = codePart(comesAt(2));
    await expect(part()).rejects.toMatchObject({ code: 'part-missing' });
    expect(await part()).toBe('here');
  });

  test('brings what is only asked for by itself, before a run', async () => {
    const inner = vi.fn(async () => 'inner');
    afterRunPart(async () => {
      afterRunPart(inner);
      return 'outer';
    });
    await fetchAfterRunParts();
    expect(inner).toHaveBeenCalledTimes(1);
  });

  test('is asked for until it comes: after some seconds, and at once when the network is back', async () => {
    const missing = vi.fn();
    const code = fetchPatiently(codePart(comesAt(4)), new AbortController().signal, missing);
    await vi.advanceTimersByTimeAsync(5000);
    network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(missing).toHaveBeenCalledTimes(1);
    expect(missing).toHaveBeenLastCalledWith(expect.objectContaining({ code: 'part-missing' }));
    network.dispatchEvent(new Event('online'));
    expect(await code).toBe('here');
  });

  test('is asked for less and less often, but once a minute', async () => {
    const load = vi.fn(comesAt(99));
    const life = new AbortController();
    void fetchPatiently(codePart(load), life.signal, () => {});
    await vi.advanceTimersByTimeAsync(5000 + 10_000 + 20_000 + 40_000);
    expect(load).toHaveBeenCalledTimes(5);
    await vi.advanceTimersByTimeAsync(180_000);
    expect(load).toHaveBeenCalledTimes(8);
    life.abort();
  });

  test('is not asked for any more once nobody wants it', async () => {
    const life = new AbortController();
    const load = vi.fn(comesAt(9));
    const code = fetchPatiently(codePart(load), life.signal, () => {});
    await vi.advanceTimersByTimeAsync(0);
    life.abort();
    expect(await code).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('is all there before a run, if it comes; a part that fails or hangs holds up no run for ever', async () => {
    const load = vi.fn(comesAt(1));
    afterRunPart(comesAt(2));
    afterRunPart(load);
    await fetchAfterRunParts();
    expect(load).toHaveBeenCalledTimes(1);
    afterRunPart(() => new Promise(() => {}));
    const fetched = fetchAfterRunParts();
    await vi.advanceTimersByTimeAsync(10_000);
    await fetched;
  });
});
