import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagOneCorrelation } from '@/lib/measure/correlation';
import { createLaneFold } from '@/lib/measure/lane-fold';
import { nearestRank, PERCENTILES, percentileOf, rankInterval } from '@/lib/measure/percentile';
import { summaryOf } from '@/lib/measure/summary';
import { equalBlocks, type Worths, worthAt, worthsOf } from '@/lib/measure/worth';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, recordOf } from './measure-fixtures';
import { linkedLatencies } from './measure-random';

const worthIn = (valuesMs: Float64Array): { sortedMs: Float64Array; worth: Worths } => {
  const sortedMs = valuesMs.slice().sort();
  const correlation = lagOneCorrelation(valuesMs, sortedMs);
  return { sortedMs, worth: worthsOf(valuesMs, sortedMs, equalBlocks(valuesMs.length), correlation) };
};

/** Waiting and service (1 each) of a queue with one server, a load and arrivals by chance, long after it began (Lindley, 1952). */
function queueAt(load: number, count: number, random: () => number): Float64Array {
  let wait = 0;
  const latencies = new Float64Array(count);
  for (let item = -400; item < count; item++) {
    wait = Math.max(0, wait + 1 + Math.log(1 - random()) / load);
    if (item >= 0) latencies[item] = wait + 1 + 0.02 * random();
  }
  return latencies;
}

/** In how many of 200 lanes the interval of a percentile holds what is so in the long run. */
function holds(lane: (count: number) => Float64Array, count: number, id: 'p50' | 'p90', isStretched = true): number {
  const truth = nearestRank(lane(400_000).sort(), PERCENTILES[id]);
  let held = 0;
  for (let run = 0; run < 200; run++) {
    const { sortedMs, worth } = worthIn(lane(count));
    const { low, high } = rankInterval(sortedMs, PERCENTILES[id], isStretched ? worth[id] : count);
    if (low <= truth && truth <= high) held++;
  }
  return held / 200;
}

describe('what items are worth', () => {
  it('SPEC 2.5: is never more than there are, and takes every order of independent items for what it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 300 }), (values) => {
        const { worth } = worthIn(Float64Array.from(values));
        for (const each of Object.values(worth)) {
          expect(each).toBeGreaterThan(0);
          expect(each).toBeLessThanOrEqual(values.length);
        }
      }),
    );
  });

  it('SPEC 2.3, 2.5: the interval of independent items holds in 95 % or more, and is little wider than it has to be', () => {
    const random = createRandom(51);
    let [stretched, plain] = [0, 0];
    for (let run = 0; run < 200; run++) {
      const { sortedMs, worth } = worthIn(linkedLatencies(600, 0, random));
      const widthAt = (each: number) => {
        const { low, high } = rankInterval(sortedMs, 0.5, each);
        return high - low;
      };
      stretched += widthAt(worth.p50);
      plain += widthAt(600);
    }
    expect(stretched / plain).toBeLessThan(1.35);
    expect(holds((count) => linkedLatencies(count, 0, random), 600, 'p50')).toBeGreaterThanOrEqual(0.95);
    expect(holds((count) => linkedLatencies(count, 0, random), 600, 'p90')).toBeGreaterThanOrEqual(0.93);
  });

  it('SPEC 2.5: where items stand in a queue the interval still holds, and one for independent items does not', () => {
    const random = createRandom(52);
    const half = (count: number) => queueAt(0.5, count, random);
    const busy = (count: number) => queueAt(0.8, count, random);
    expect(holds(half, 700, 'p50')).toBeGreaterThan(0.92);
    expect(holds(half, 700, 'p90')).toBeGreaterThan(0.9);
    expect(holds(busy, 700, 'p50')).toBeGreaterThan(0.9);
    expect(holds(busy, 2400, 'p90')).toBeGreaterThan(0.88);
    expect(holds(busy, 700, 'p50', false)).toBeLessThan(0.6);
  });

  it('SPEC 2.5: a queue that grows with the workload is no accident, and stretches nothing', () => {
    const random = createRandom(54);
    const growing = Float64Array.from({ length: 600 }, (_, item) => 100 + item + 20 * random());
    const { worth } = worthIn(growing);
    for (const each of Object.values(worth)) expect(each).toBeGreaterThan(200);
  });

  it('SPEC 2.5: of a percentile between two is the less of both', () => {
    const worths = { p50: 9, p90: 5, p99: 7, p999: 3 };
    expect([0.5, 0.6, 0.9, 0.95, 0.99, 0.999, 0.9999].map((share) => worthAt(worths, share))).toEqual([
      9, 5, 5, 5, 7, 3, 3,
    ]);
  });

  it('SPEC 2.5: an interval ends within what was measured', () => {
    const sorted = Float64Array.from({ length: 700 }, (_, index) => index);
    expect(percentileOf(sorted, 0.99, 1)).toMatchObject({ valueMs: 692, high: 699 });
    expect(percentileOf(sorted, 0.5, 1)).toMatchObject({ low: 0, high: 699 });
    expect(percentileOf(sorted, 0.5, 700)).toEqual(percentileOf(sorted, 0.5));
  });

  it('SPEC 2.5: of a closed loop blocks alone tell, where they are long against what items share', () => {
    const random = createRandom(55);
    // One item after another, and each waits for those of 15 other users before it.
    const work = Array.from({ length: 700 }, () => 10 + 4 * random());
    const sums = work.map((_, item) => work.slice(Math.max(0, item - 15), item + 1).reduce((sum, ms) => sum + ms, 0));
    let ms = 0;
    const measurements = work.map((each, item) => {
      ms += each;
      return completed(item, { arrived: ms - (sums[item] ?? 0), finished: ms });
    });
    const lane = recordOf('edge', measurements);
    const fold = createLaneFold('edge', new Uint8Array(0));
    fold.advance(lane);
    const [open, closed, few] = [0, 16, 64].map((users) => summaryOf(lane, fold.totals, users).worth.p50);
    expect(closed).toBeGreaterThan(open ?? Number.NaN);
    expect(few).toBe(open);
  });

  it('SPEC 2.5: of a lane that gathers runs are the blocks, and waits that the schedule spreads are no accident', () => {
    const random = createRandom(53);
    const gathered = (workMs: (run: number) => number) =>
      summarise(
        recordOf(
          'batch',
          Array.from({ length: 600 }, (_, item) => {
            const run = Math.floor(item / 60);
            const started = 1000 * (run + 1);
            return completed(item, { arrived: (item * 1000) / 60, started, finished: started + workMs(run) });
          }),
        ),
      );
    const even = gathered(() => 20 + random());
    expect(even.worth.p50).toBe(600);
    // Each run takes a time of its own.
    const uneven = gathered((run) => (run % 3 === 0 ? 900 : 20));
    expect(uneven.worth.p50).toBeLessThan(60);
    const width = ({ latency: { p50 } }: typeof even) => (p50.state === 'earned' ? p50.high - p50.low : Number.NaN);
    expect(width(uneven)).toBeGreaterThan(2 * width(even));
  });
});
