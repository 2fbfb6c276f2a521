import { describe, expect, it } from 'vitest';
import { omissionsOf } from '@/lib/measure/omission';
import { summarise } from '../summarise';
import { completed, recordOf, steadyRecord } from './measure-fixtures';

/** One item every 10 ms, each 6 ms of work; the lane stands still from `fromMs` for `forMs` and sends what was due after. */
function stalled(count: number, fromMs: number, forMs: number) {
  const measurements = Array.from({ length: count }, (_, item) => {
    const arrived = item * 10;
    const started = arrived >= fromMs && arrived < fromMs + forMs ? fromMs + forMs : arrived;
    return completed(item, { arrived, started, finished: started + 6 });
  });
  return recordOf('online', measurements);
}

describe('coordinated omission', () => {
  it('SPEC 1.2: shows at the p99 of a lane that stood still', () => {
    const [omission, ...others] = omissionsOf([summarise(stalled(1000, 3000, 1400))]);
    expect(others).toEqual([]);
    expect(omission).toMatchObject({ lane: 'online', percentile: 'p99', uncorrectedMs: 6 });
    // Of 140 items that came within the 1.4 s, ten waited longer than the one that sets the p99.
    expect(omission?.correctedMs).toBe(1306);
  });

  it('SPEC 2.2: speaks of the highest percentile that is earned', () => {
    expect(omissionsOf([summarise(stalled(100, 0, 400))])[0]).toMatchObject({ percentile: 'p90', uncorrectedMs: 6 });
    expect(omissionsOf([summarise(stalled(5, 0, 40))])).toEqual([]);
  });

  it('SPEC 1.2: shows when the server stood still as well, though every item left when it was due', () => {
    // The server answers nothing from 3 s to 4.4 s, and then what has gathered, 0.5 ms each.
    const measurements = Array.from({ length: 1000 }, (_, item) => {
      const arrived = item * 10;
      const caught = arrived >= 3000 && arrived < 4400;
      const behindMs = caught ? (item - 300) * 0.5 : 0;
      return completed(
        item,
        { arrived, finished: (caught ? 4400 + behindMs : arrived) + 6 },
        { stages: { queueMs: behindMs, computeMs: 6 } },
      );
    });
    const [omission] = omissionsOf([summarise(recordOf('online', measurements))]);
    expect(omission).toMatchObject({ percentile: 'p99', uncorrectedMs: 6, of: 1000 });
    expect(omission?.correctedMs).toBeGreaterThan(1200);
    // Six connections were caught; whatever else was due meanwhile was not sent.
    expect(omission?.leftOutCount).toBeGreaterThanOrEqual(134);
    expect(omission?.leftOutCount).toBeLessThan(137);
  });

  it('SPEC 1.2: one at a time, a lane that falls behind would not have been asked so much', () => {
    // An item every 10 ms, each 25 ms of work.
    const measurements = Array.from({ length: 700 }, (_, item) => {
      const started = item * 25;
      return completed(
        item,
        { arrived: item * 10, started, finished: started + 25 },
        { stages: { queueMs: started - item * 10, computeMs: 25 } },
      );
    });
    const { uncorrected, leftOutCount, latency } = summarise(recordOf('edge', measurements));
    expect(latency.p50).toMatchObject({ state: 'earned', valueMs: expect.any(Number) });
    expect(latency.p50.state === 'earned' && latency.p50.valueMs).toBeGreaterThan(5000);
    expect(uncorrected?.p50).toMatchObject({ valueMs: 25 });
    // Busy for 25 ms, it sends every third.
    expect(leftOutCount).toBe(466);
  });

  it('SPEC 1.2: where users send when they are answered, nothing is left out', () => {
    // One user, and a clock that steps by 0.1 ms.
    let free = 0;
    const measurements = Array.from({ length: 300 }, (_, item) => {
      const arrived = free;
      free = Math.round(10 * (arrived + 0.3 + (item % 7) / 10)) / 10;
      return completed(item, { arrived, finished: free });
    });
    const { leftOutCount, uncorrected, latency } = summarise(recordOf('edge', measurements));
    expect(leftOutCount).toBe(0);
    expect(uncorrected).toEqual(latency);
  });

  it('SPEC 1.2: a lane that gathers, or still runs, has no such figure', () => {
    expect(summarise(recordOf('batch', [...stalled(300, 0, 400).measurements])).uncorrected).toBeNull();
    const running = { ...stalled(300, 0, 400), status: { state: 'running' } } as const;
    expect(summarise(running)).toMatchObject({ uncorrected: null, leftOutCount: 0 });
  });

  it('is not seen where items leave when they are due', () => {
    expect(omissionsOf([summarise(steadyRecord('online', 700, (item) => 5 + (item % 7)))])).toEqual([]);
  });
});
