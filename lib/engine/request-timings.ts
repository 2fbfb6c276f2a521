/** Tells how long a request was under way, where the browser does: the rest of its round trip it waited on this device. */
export interface RequestTimings {
  /** A path with a mark by which its times are found again. It is a fragment, so that the server never sees it. */
  mark(path: string): string;
  /**
   * @param url that was asked for, absolute, with its mark
   * @returns ms from when the request left to the last byte of its answer, with what it took to connect; `null` = not told
   */
  underWayMs(url: string): number | null;
}

/** What is noted is dropped after so many requests and answers: looking through it is to stay cheap. */
const SWEEP_AFTER = 100;
/** Browsers keep 250 notes unless they are told otherwise: answers may come faster than they are read. */
const MOST_NOTED = 10_000;

type Timeline = Pick<
  Performance,
  'getEntriesByName' | 'getEntriesByType' | 'clearResourceTimings' | 'setResourceTimingBufferSize'
>;

/**
 * The times a browser notes of its requests (Resource Timing), which is before it tells who asked. Of a request whose
 * answer is never read, a mark and a number stay as long as this does.
 */
export function createRequestTimings(timeline: Timeline = performance): RequestTimings {
  timeline.setResourceTimingBufferSize(MOST_NOTED);
  let marked = 0;
  let sinceSweep = 0;
  /** The marks of answers that were not read yet. */
  const unread = new Set<string>();
  /** What was noted of them and is dropped from the timeline, by their addresses. */
  const kept = new Map<string, number | null>();

  const sweepNowAndThen = () => {
    sinceSweep += 1;
    if (sinceSweep < SWEEP_AFTER) return;
    sinceSweep = 0;
    for (const entry of timeline.getEntriesByType('resource') as PerformanceResourceTiming[])
      if (unread.has(markOf(entry.name))) kept.set(entry.name, lengthOf(entry));
    timeline.clearResourceTimings();
  };

  return {
    mark(path) {
      sweepNowAndThen();
      const own = `#${marked++}`;
      unread.add(own);
      return path + own;
    },
    underWayMs(url) {
      const [entry] = timeline.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
      const underWayMs = entry ? lengthOf(entry) : (kept.get(url) ?? null);
      kept.delete(url);
      unread.delete(markOf(url));
      sweepNowAndThen();
      return underWayMs;
    },
  };
}

const markOf = (url: string) => url.slice(url.lastIndexOf('#'));

function lengthOf(entry: PerformanceResourceTiming): number | null {
  const { domainLookupStart, domainLookupEnd, connectStart, connectEnd, requestStart, responseEnd } = entry;
  if (requestStart <= 0 || responseEnd < requestStart) return null;
  return domainLookupEnd - domainLookupStart + (connectEnd - connectStart) + (responseEnd - requestStart);
}
