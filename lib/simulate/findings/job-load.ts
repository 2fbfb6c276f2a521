import { dueTimes } from '../lanes/due-times';
import { meanServiceMs } from '../scale/mean-service';
import type { Batch } from '../scenario/lanes-schema';

/** What comes in an interval of a job, and how long its workers take over it. */
export interface JobLoad {
  readonly intervalMs: number;
  readonly items: number;
  readonly takesMs: number;
}

const DAY_MS = 86_400_000;

/** Requests a second, over a day and at its peak. */
export interface Rates {
  readonly mean: number;
  readonly peak: number;
}

/**
 * The work that a job has to do in an interval, whether or not so much of it was played. Over a day or more the mean rate counts; in a shorter interval, at
 * worst, that of the peak.
 *
 * @param rates of requests that it answers, or how many items each run has
 * @returns `null` where it runs once, or never
 */
export function jobLoadOf(batch: Batch, rates: Rates | number): JobLoad | null {
  const dueAfter = dueTimes(batch);
  const firstMs = dueAfter(0);
  const intervalMs = dueAfter(firstMs) - firstMs;
  if (!Number.isFinite(intervalMs)) return null;
  const perSecond = typeof rates === 'number' ? 0 : intervalMs >= DAY_MS ? rates.mean : rates.peak;
  const items = typeof rates === 'number' ? rates : (perSecond * intervalMs) / 1000;
  return { intervalMs, items, takesMs: jobTakesMs(batch, items) };
}

/** How long a run takes over so many items, ms: its start, and its chunks on as many workers as find one. */
function jobTakesMs({ serviceMs, batchSize, chunkItems, chunkMs, workers, startUpMs }: Batch, items: number): number {
  const chunks = Math.ceil(items / chunkItems);
  const perItemMs = meanServiceMs(serviceMs, batchSize) / batchSize;
  const working = Math.max(1, Math.min(workers, chunks));
  return startUpMs + (items * perItemMs + chunks * chunkMs) / working;
}
