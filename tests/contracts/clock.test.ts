import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRealClock } from '@/lib/experiment/clock';

/** Where a browser has no waits of a fraction of a ms, timers must do. */
const PLACES = {
  'with waits on shared memory': () => {},
  'with timers only': () => vi.stubGlobal('Atomics', {}),
} as const;

afterEach(() => vi.unstubAllGlobals());

describe.each(Object.keys(PLACES) as (keyof typeof PLACES)[])('The real clock, %s', (place) => {
  const never = new AbortController().signal;
  const createClock = () => {
    PLACES[place]();
    return createRealClock();
  };

  test('never wakes a sleeper early', async () => {
    const clock = createClock();
    for (const ms of [0.05, 0.3, 0.7, 1, 1.5, 2.2, 5.01, 12.3]) {
      const atMs = clock.now() + ms;
      await clock.sleepUntil(atMs, never);
      expect(clock.now()).toBeGreaterThanOrEqual(atMs);
    }
  });

  test('wakes sleepers in the order of their moments', async () => {
    const clock = createClock();
    const startMs = clock.now();
    const woken: number[] = [];
    await Promise.all(
      [40, 5, 60, 20].map(async (ms) => {
        await clock.sleepUntil(startMs + ms, never);
        woken.push(ms);
      }),
    );
    expect(woken).toEqual([5, 20, 40, 60]);
  });

  test('an abort wakes its sleeper, and no other', async () => {
    const clock = createClock();
    const controller = new AbortController();
    let othersWoke = false;
    const others = new AbortController();
    const other = clock.sleepUntil(Number.POSITIVE_INFINITY, others.signal).then(() => {
      othersWoke = true;
    });
    const sleep = clock.sleepUntil(clock.now() + 3_600_000, controller.signal);
    controller.abort();
    await sleep;
    expect(othersWoke).toBe(false);
    others.abort();
    await other;
  });

  test('does not sleep at all after an abort, nor until a moment that has passed', async () => {
    const clock = createClock();
    await clock.sleepUntil(clock.now() + 3_600_000, AbortSignal.abort());
    await clock.sleepUntil(clock.now() - 1, never);
  });

  test('other events are heard while it sleeps', async () => {
    const clock = createClock();
    let heard = false;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      heard = true;
      port1.close();
    };
    port2.postMessage(null);
    await clock.sleepUntil(clock.now() + 30, never);
    expect(heard).toBe(true);
  });
});
