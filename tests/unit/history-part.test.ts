import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepPatiently } from '@/components/lab/history-part';

describe('a page on which something is being kept', () => {
  let page = new EventTarget();
  beforeEach(() => {
    page = new EventTarget();
    vi.stubGlobal('window', page);
  });
  afterEach(() => vi.unstubAllGlobals());
  /** Whether the browser would ask who closes the page now. */
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const nobody = () => {};

  test('asks who closes it, until that is kept', async () => {
    let end = (_row: string) => {};
    const row = new Promise<string>((resolve) => {
      end = resolve;
    });
    expect(asks()).toBe(false);
    const kept = keepPatiently(() => row, nobody);
    expect(asks()).toBe(true);
    end('a row');
    expect(await kept).toBe('a row');
    expect(asks()).toBe(false);
  });

  test('does not ask for what cannot be kept', async () => {
    const kept = keepPatiently(() => Promise.reject(new Error('The device is full.')), nobody);
    await expect(kept).rejects.toThrow('full');
    expect(asks()).toBe(false);
  });
});
