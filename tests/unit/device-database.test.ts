import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceDatabase } from '@/lib/device/database';

/** As much of IndexedDB as an opening takes; it answers when told to. */
class Opening extends EventTarget {
  readonly error = null;
  result: unknown;

  answer(database: object): void {
    this.result = Object.assign(new EventTarget(), database);
    this.dispatchEvent(new Event('success'));
  }
}

describe('A database of this device', () => {
  let openings: Opening[] = [];
  beforeEach(() => {
    openings = [];
    vi.useFakeTimers();
    vi.stubGlobal('IDBRequest', Opening);
    for (const name of ['IDBDatabase', 'IDBObjectStore', 'IDBIndex', 'IDBCursor', 'IDBTransaction'])
      vi.stubGlobal(name, class {});
    vi.stubGlobal('indexedDB', {
      open() {
        const opening = new Opening();
        openings.push(opening);
        return opening;
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const databaseNow = () => deviceDatabase({ name: 'test', version: 1, upgrade() {} });
  const silence = { code: 'storage-failed', message: expect.stringContaining('does not answer') };

  test('that does not answer is waited for once, and then nobody waits for it', async () => {
    const withDatabase = databaseNow();
    const first = expect(withDatabase(async () => 'done')).rejects.toMatchObject(silence);
    await vi.advanceTimersByTimeAsync(5000);
    await first;
    const second = expect(withDatabase(async () => 'done')).rejects.toMatchObject(silence);
    await vi.advanceTimersByTimeAsync(0);
    await second;
    expect(openings).toHaveLength(1);
  });

  test('that answers late serves whoever asks after that', async () => {
    const withDatabase = databaseNow();
    const early = expect(withDatabase(async () => 'done')).rejects.toMatchObject(silence);
    await vi.advanceTimersByTimeAsync(5000);
    await early;
    openings[0]?.answer({ name: 'late' });
    await vi.advanceTimersByTimeAsync(0);
    expect(await withDatabase(async ({ name }) => name)).toBe('late');
  });

  test('that answers in time is not called silent', async () => {
    const withDatabase = databaseNow();
    const asked = withDatabase(async ({ name }) => name);
    await vi.advanceTimersByTimeAsync(4000);
    openings[0]?.answer({ name: 'slow' });
    expect(await asked).toBe('slow');
  });
});
