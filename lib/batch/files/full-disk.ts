import { log } from '../../processes/log';

/** A full disk fails every write: it is said once in so long, ms. */
const AGAIN_MS = 60_000;
let saidAtMs = Number.NEGATIVE_INFINITY;

/** @param whose such as `the data folder` */
export function reportFullDisk(whose: string): void {
  const nowMs = performance.now();
  if (nowMs - saidAtMs < AGAIN_MS) return;
  saidAtMs = nowMs;
  log.report('disk-full', `the disk of ${whose} is full: nothing can be kept there until some of it is freed.`, {
    whose,
  });
}
