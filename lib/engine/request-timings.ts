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

/** What is noted is dropped after so many requests: looking through it is to stay cheap. Browsers keep 250. */
const MOST_NOTED = 100;

/** The times a browser notes of its requests (Resource Timing), which is before it tells who asked. */
export function createRequestTimings(
  timeline: Pick<Performance, 'getEntriesByName' | 'clearResourceTimings'> = performance,
): RequestTimings {
  let marked = 0;
  return {
    mark: (path) => `${path}#${marked++}`,
    underWayMs(url) {
      const [entry] = timeline.getEntriesByName(url, 'resource') as PerformanceResourceTiming[];
      if (marked % MOST_NOTED === 0) timeline.clearResourceTimings();
      if (!entry || entry.requestStart <= 0 || entry.responseEnd < entry.requestStart) return null;
      const { domainLookupStart, domainLookupEnd, connectStart, connectEnd, requestStart, responseEnd } = entry;
      return domainLookupEnd - domainLookupStart + (connectEnd - connectStart) + (responseEnd - requestStart);
    },
  };
}
