import { onAbort } from '@/lib/errors/on-abort';
import type { Clock } from '@/lib/experiment/clock';

export interface FakeClock extends Clock {
  /** Moves time on, waking sleepers in the order of their times. */
  advanceTo(atMs: number): Promise<void>;
  /** Lets time jump from sleeper to sleeper until `work` is settled, or nobody sleeps any more and nothing happens. */
  runUntil<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/** A clock that stands still until it is told: whole experiments pass in no time, and every time in them is exact. */
export function createFakeClock(startMs = 0): FakeClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  const wakeNext = (untilMs: number): boolean => {
    const next = [...sleepers].sort((left, right) => left.atMs - right.atMs)[0];
    if (!next || next.atMs > untilMs || next.atMs === Number.POSITIVE_INFINITY) return false;
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    return true;
  };
  return {
    now: () => nowMs,
    sleepUntil: (atMs, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || atMs <= nowMs) return resolve();
        const wake = () => {
          sleepers.delete(sleeper);
          end();
          resolve();
        };
        const sleeper: Sleeper = { atMs, wake };
        sleepers.add(sleeper);
        const end = onAbort(signal, wake);
      }),
    async advanceTo(atMs) {
      await allIsQuiet();
      while (wakeNext(atMs)) await allIsQuiet();
      nowMs = Math.max(nowMs, atMs);
    },
    async runUntil(work) {
      let settled = false;
      const done = () => {
        settled = true;
      };
      work.then(done, done);
      while (!settled) {
        await allIsQuiet();
        if (!settled) wakeNext(Number.POSITIVE_INFINITY);
      }
      return work;
    },
  };
}

/** All promises that could go on without the clock have done so: they all run before the next turn of the event loop. */
function allIsQuiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
