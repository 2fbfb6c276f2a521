import { BROWSER_CONNECTIONS } from './rules';

/**
 * The share of a lane's time in which more requests were out than a browser has connections: the rest of them waited in
 * the page, whatever the server did (SPEC 5.7). 0..1
 *
 * @param startedAtMs when each request left, any order
 * @param endedAtMs when each was answered, any order
 */
export function connectionsFullShare(startedAtMs: Float64Array, endedAtMs: Float64Array): number {
  const starts = startedAtMs.slice().sort();
  const ends = endedAtMs.slice().sort();
  const wholeMs = (ends.at(-1) ?? 0) - (starts[0] ?? 0);
  if (!(wholeMs > 0)) return 0;
  let out = 0;
  let fullMs = 0;
  let beforeMs = starts[0] ?? 0;
  let ended = 0;
  for (let started = 0; ended < ends.length; ) {
    const startMs = starts[started] ?? Number.POSITIVE_INFINITY;
    const endMs = ends[ended] ?? Number.POSITIVE_INFINITY;
    const atMs = Math.min(startMs, endMs);
    if (out > BROWSER_CONNECTIONS) fullMs += atMs - beforeMs;
    beforeMs = atMs;
    if (startMs < endMs) {
      out += 1;
      started += 1;
    } else {
      out -= 1;
      ended += 1;
    }
  }
  return fullMs / wholeMs;
}
