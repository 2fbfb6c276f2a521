import { describe, expect, test } from 'vitest';
import { createRequestTimings } from '@/lib/engine/request-timings';
import { createRequestIds, createSeenRequests } from '@/lib/engine/wire/request-id';

const AT_ONCE = { domainLookupStart: 2, domainLookupEnd: 2, connectStart: 2, connectEnd: 2 };

/** A browser's notes. */
function timelineOf(entries: Readonly<Record<string, object>>) {
  const notes = new Map<string, PerformanceEntry>();
  let most = 250;
  const timeline = {
    mostNoted: 0,
    note(name: string, entry: object) {
      if (notes.size < most) notes.set(name, { name, ...entry } as PerformanceEntry);
      timeline.mostNoted = Math.max(timeline.mostNoted, notes.size);
    },
    getEntriesByName: (name: string) => [...notes.values()].filter((entry) => entry.name === name),
    getEntriesByType: () => [...notes.values()],
    clearResourceTimings: () => notes.clear(),
    setResourceTimingBufferSize: (size: number) => {
      most = size;
    },
  };
  for (const [name, entry] of Object.entries(entries)) timeline.note(name, entry);
  return timeline;
}

describe('The times of a request', () => {
  test('SPEC 4.3: what it waited for one of the browser’s connections is not part of the way', () => {
    const entry = { ...AT_ONCE, startTime: 2, requestStart: 42, responseStart: 50, responseEnd: 51 };
    expect(createRequestTimings(timelineOf({ 'http://a/infer#0': entry })).underWayMs('http://a/infer#0')).toBe(9);
  });

  test('finding the host and connecting is part of the way', () => {
    const entry = {
      startTime: 0,
      domainLookupStart: 5,
      domainLookupEnd: 8,
      connectStart: 8,
      connectEnd: 20,
      requestStart: 21,
      responseEnd: 31,
    };
    expect(createRequestTimings(timelineOf({ 'http://a/#0': entry })).underWayMs('http://a/#0')).toBe(3 + 12 + 10);
  });

  test.each([
    ['nothing was noted', {}],
    ['the browser hides them', { 'http://a/#0': { ...AT_ONCE, requestStart: 0, responseEnd: 9 } }],
    ['the answer ended before it was asked for', { 'http://a/#0': { ...AT_ONCE, requestStart: 9, responseEnd: 0 } }],
  ])('are not known where %s', (_, entries) => {
    expect(createRequestTimings(timelineOf(entries)).underWayMs('http://a/#0')).toBeNull();
  });

  test('each request has a mark of its own, and the notes never fill up', () => {
    const timeline = timelineOf({});
    const timings = createRequestTimings(timeline);
    const marked = Array.from({ length: 1000 }, () => {
      const path = timings.mark('/infer');
      timeline.note(path, { ...AT_ONCE, requestStart: 2, responseEnd: 9 });
      timings.underWayMs(path);
      return path;
    });
    expect(new Set(marked).size).toBe(1000);
    expect(marked.every((path) => path.startsWith('/infer#'))).toBe(true);
    expect(timeline.mostNoted).toBeLessThanOrEqual(100);
  });

  test.each([350, 500, 999])('are known of each of %i requests that are out at once', (count) => {
    const timeline = timelineOf({});
    const timings = createRequestTimings(timeline);
    const paths = Array.from({ length: count }, () => timings.mark('http://a/infer'));
    // Half of the answers are there before the first is read, the others come while they are read.
    const noteNext = (path: string, index: number) =>
      timeline.note(path, { ...AT_ONCE, requestStart: 2, responseEnd: 2 + index });
    const half = Math.floor(count / 2);
    paths.slice(0, half).forEach(noteNext);
    const read = paths.map((path, index) => {
      const late = paths[index + half];
      if (late !== undefined) noteNext(late, index + half);
      return timings.underWayMs(path);
    });
    expect(read).toEqual(paths.map((_, index) => index));
  });

  test('the notes do not fill up with requests that fail', () => {
    const timeline = timelineOf({});
    const timings = createRequestTimings(timeline);
    for (let request = 0; request < 1000; request++)
      timeline.note(timings.mark('/infer'), { ...AT_ONCE, requestStart: 2, responseEnd: 9 });
    expect(timeline.mostNoted).toBeLessThanOrEqual(100);
  });
});

describe('The names of requests', () => {
  test('a request is known again by its name, and only then', () => {
    const seen = createSeenRequests();
    const nextId = createRequestIds();
    const others = createRequestIds();
    const ids = Array.from({ length: 50 }, nextId);
    for (const id of [...ids, ...Array.from({ length: 50 }, others)]) expect(seen.seeAgain(id)).toBe(false);
    for (const id of ids) expect(seen.seeAgain(id)).toBe(true);
  });

  test('a request without a name is never known', () => {
    const seen = createSeenRequests();
    for (const id of [null, undefined, '']) {
      expect(seen.seeAgain(id)).toBe(false);
      expect(seen.seeAgain(id)).toBe(false);
    }
  });

  test('the latest two thousand are remembered, and not every one there ever was', () => {
    const seen = createSeenRequests();
    const ids = Array.from({ length: 10_000 }, createRequestIds());
    for (const id of ids) seen.seeAgain(id);
    for (const id of ids.slice(-2000)) expect(seen.seeAgain(id)).toBe(true);
    expect(seen.seeAgain(ids[0])).toBe(false);
  });
});
