import { describe, expect, it } from 'vitest';
import { omissionsOf } from '@/lib/measure/omission';
import { summarise } from '@/lib/measure/summary';
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

  it('is not seen where items leave when they are due', () => {
    expect(omissionsOf([summarise(steadyRecord('online', 700, (item) => 5 + (item % 7)))])).toEqual([]);
  });
});
