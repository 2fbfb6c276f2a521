import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createFootprintMeter, type ProbePort } from '@/lib/lab/footprint';
import type { ProbeCommand } from '@/lib/lab/footprint-worker';
import { watchPage } from '@/lib/lab/watch-page';
import { busyShareOf } from '@/lib/measure/busy-share';
import { createRandom } from '@/lib/workload/random';

/**
 * Delays of messages sent at random moments to a thread that is busy for `busyMs` out of every `everyMs`; a free thread hears them after
 * `wayMs`.
 */
function delaysOf({
  busyMs,
  everyMs,
  count,
  wayMs = 0.2,
  seed = 1,
}: {
  readonly busyMs: number;
  readonly everyMs: number;
  readonly count: number;
  readonly wayMs?: number;
  readonly seed?: number;
}): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const phaseMs = random() * everyMs;
    return wayMs + 0.1 * random() + Math.max(0, busyMs - phaseMs);
  });
}

describe('The share of its time in which a thread was busy', () => {
  test.each([
    [0, 16],
    [4, 100],
    [8, 16],
    [300, 1000],
  ])('of %i ms out of every %i is within the interval, most of the time', (busyMs, everyMs) => {
    const hits = Array.from({ length: 100 }, (_, seed) => {
      const { share } = busyShareOf(delaysOf({ busyMs, everyMs, count: 200, seed }));
      // The last ms of each stretch of work cannot be told from a free thread.
      const value = Math.max(0, busyMs - 0.9) / everyMs;
      return share !== null && share.low <= value && value <= share.high;
    });
    expect(hits.filter(Boolean).length).toBeGreaterThanOrEqual(90);
  });

  test('does not depend on how far the two clocks are apart', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (apartMs) => {
        const delays = delaysOf({ busyMs: 8, everyMs: 16, count: 100 });
        const apart = busyShareOf(delays.map((ms) => ms + apartMs));
        const together = busyShareOf(delays);
        expect(apart.share?.count).toBe(together.share?.count);
        expect(apart.longestMs).toBeCloseTo(together.longestMs, 6);
      }),
    );
  });

  test('is not told of fewer than twenty looks', () => {
    expect(busyShareOf([]).share).toBeNull();
    expect(busyShareOf(Array(19).fill(0.2)).share).toBeNull();
    expect(busyShareOf(Array(20).fill(0.2)).share).toMatchObject({ value: 0, of: 20 });
  });

  test('the longest wait is told beside it', () => {
    expect(busyShareOf([0.2, 0.3, 80.2, 5]).longestMs).toBeCloseTo(80, 9);
    expect(busyShareOf([]).longestMs).toBe(0);
  });
});

describe('The footprint of a page', () => {
  function probed(tellsLongTasks = true) {
    const commands: ProbeCommand[] = [];
    const clock = { nowMs: 5000, terminated: false };
    const port: ProbePort = {
      onmessage: null,
      postMessage: (command) => commands.push(command),
      terminate: () => {
        clock.terminated = true;
      },
    };
    const meter = createFootprintMeter(port, { now: () => clock.nowMs, tellsLongTasks });
    const hear = (delayMs: number) => {
      clock.nowMs += 50;
      port.onmessage?.(new MessageEvent('message', { data: clock.nowMs - delayMs }));
    };
    return { commands, clock, meter, hear };
  }

  test('is looked at while lanes run, and at no other time', async () => {
    const { commands, meter, hear } = probed();
    hear(100);
    let end = () => {};
    const first = meter.during(() => new Promise<void>((resolve) => (end = resolve)));
    await meter.during(async () => hear(0.2));
    hear(0.2);
    expect(commands).toEqual(['begin']);
    end();
    await first;
    hear(100);
    meter.longTask(400);
    expect(commands).toEqual(['begin', 'pause']);
    expect(meter.read()).toEqual({ mainThreadBusyShare: null, probes: 2, longestBusyMs: 0, longTasks: 0 });
  });

  test('SPEC 5.10: has the share, the number of looks, the longest stretch and the long tasks', async () => {
    const { meter, hear } = probed();
    await meter.during(async () => {
      for (let look = 0; look < 30; look++) hear(look % 3 === 0 ? 20 : 0.25);
      meter.longTask(70);
      meter.longTask(60);
    });
    expect(meter.read()).toEqual({ mainThreadBusyShare: 10 / 30, probes: 30, longestBusyMs: 70, longTasks: 2 });
  });

  test('says nothing of long tasks where the browser does not', async () => {
    const { meter, hear } = probed(false);
    await meter.during(async () => hear(0.2));
    expect(meter.read().longTasks).toBeNull();
  });

  test('work that fails ends the looking, and its error comes through', async () => {
    const { commands, meter, clock } = probed();
    await expect(meter.during(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    expect(commands).toEqual(['begin', 'pause']);
    meter.close();
    expect(clock.terminated).toBe(true);
  });
});

describe('The watch over a page', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('counts the long tasks of the time in which lanes ran, and no others', async () => {
    let tell = (_durationsMs: readonly number[]) => {};
    class Observer {
      static readonly supportedEntryTypes = ['longtask'];
      constructor(onTasks: (list: { getEntries(): { duration: number }[] }) => void) {
        tell = (durationsMs) => onTasks({ getEntries: () => durationsMs.map((duration) => ({ duration })) });
      }
      observe() {}
      disconnect() {}
    }
    class Probe {
      postMessage() {}
      terminate() {}
    }
    vi.stubGlobal('PerformanceObserver', Observer);
    vi.stubGlobal('Worker', Probe);
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
    const watch = watchPage();
    tell([300, 200]); // while models load
    await watch.during(async () => tell([80]));
    tell([90]); // between two lanes
    await watch.during(async () => tell([60, 70]));
    tell([400]); // while the end is drawn
    expect(watch.noticed().longTasks).toBe(3);
    expect(watch.noticed().footprint?.longTasks).toBe(3);
    watch.stop();
  });
});
