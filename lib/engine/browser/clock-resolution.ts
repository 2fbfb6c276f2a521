import 'client-only';

/** Smallest step this clock was seen to make, ms: 0.005 in an isolated page, 0.1 or coarser elsewhere. */
export function clockResolutionMs(): number {
  let smallestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const startMs = performance.now();
    let nowMs = startMs;
    while (nowMs === startMs) nowMs = performance.now();
    smallestMs = Math.min(smallestMs, nowMs - startMs);
  }
  return Math.round(smallestMs * 1000) / 1000;
}
