import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chapterMemoryOf } from '@/lib/lesson/audio/remembered';

type Tab = typeof import('@/lib/learner/listening');

/** What all tabs of a browser share; `isFull` as where nothing may be kept. */
const disk = { text: null as string | null, isFull: false };
let page: EventTarget;

beforeEach(() => {
  disk.text = null;
  disk.isFull = false;
  page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('localStorage', {
    getItem: () => disk.text,
    setItem(_: string, text: string) {
      if (disk.isFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      disk.text = text;
    },
  });
  return () => vi.unstubAllGlobals();
});

/** Each tab has the module for itself. */
async function tab(): Promise<Tab> {
  vi.resetModules();
  return import('@/lib/learner/listening');
}

const hear = (one: Tab, id: 'dialogue-batch' | 'dialogue-edge', atS: number) =>
  one.changeListening((before) => ({ ...before, chapters: { ...before.chapters, [id]: { atS, heard: [[0, atS]] } } }));

describe('what is remembered of listening', () => {
  it('is what all tabs have written, whichever wrote last', async () => {
    const [one, other] = [await tab(), await tab()];
    one.readListening();
    other.readListening();
    hear(one, 'dialogue-batch', 30);
    hear(other, 'dialogue-edge', 50);
    hear(one, 'dialogue-batch', 40);
    const { readListening } = await tab();
    expect(chapterMemoryOf(readListening(), 'dialogue-batch')).toEqual({ atS: 40, heard: [[0, 40]] });
    expect(chapterMemoryOf(readListening(), 'dialogue-edge')).toEqual({ atS: 50, heard: [[0, 50]] });
  });

  it('is read again when another tab has written, and only then', async () => {
    const [one, other] = [await tab(), await tab()];
    const before = one.readListening();
    const told = vi.fn();
    const stop = one.onListening(told);
    other.changeListening((known) => ({ ...known, speed: 1.5 }));
    page.dispatchEvent(Object.assign(new Event('storage'), { key: 'another' }));
    expect(one.readListening()).toBe(before);
    page.dispatchEvent(Object.assign(new Event('storage'), { key: 'trilane.listening' }));
    expect(one.readListening().speed).toBe(1.5);
    expect(told).toHaveBeenCalledOnce();
    stop();
    page.dispatchEvent(Object.assign(new Event('storage'), { key: 'trilane.listening' }));
    expect(told).toHaveBeenCalledOnce();
  });

  it('holds until the page is left where nothing may be kept', async () => {
    disk.isFull = true;
    const one = await tab();
    hear(one, 'dialogue-batch', 30);
    hear(one, 'dialogue-edge', 50);
    expect(chapterMemoryOf(one.readListening(), 'dialogue-batch').atS).toBe(30);
    expect(chapterMemoryOf(one.readListening(), 'dialogue-edge').atS).toBe(50);
  });
});
