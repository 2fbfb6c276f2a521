import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveCount, lagOneCorrelation } from '@/lib/measure/correlation';
import { differenceOf } from '@/lib/measure/difference';
import { medianIntervalOf } from '@/lib/measure/median-interval';
import { studentTail, twoSidedTail } from '@/lib/measure/normal';
import { equalBlocks, worthsOf } from '@/lib/measure/worth';
import { createRandom } from '@/lib/workload/random';
import { gaussian, linkedLatencies } from './measure-random';

const laneOf = (valuesMs: readonly number[] | Float64Array) => {
  const values = Float64Array.from(valuesMs);
  const sortedMs = values.slice().sort();
  return { sortedMs, worth: worthsOf(values, sortedMs, equalBlocks(values.length), lagOneCorrelation(values)).p50 };
};
const lanes = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 20, maxLength: 80 }),
    fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 20, maxLength: 80 }),
  )
  .map(([a, b]) => [laneOf(a), laneOf(b)] as const);

/** How often two lanes are called different, of so many pairs. */
function shareCalledReal(pairs: number, makeLane: () => Float64Array, makeOther = makeLane): number {
  let real = 0;
  for (let pair = 0; pair < pairs; pair++)
    if (differenceOf(laneOf(makeLane()), laneOf(makeOther())).verdict === 'real') real++;
  return real / pairs;
}

describe('is this difference real?', () => {
  it('SPEC 6.5: the superiority is the share of pairs won, ties half, counted pair by pair', () => {
    fc.assert(
      fc.property(lanes, ([a, b]) => {
        let won = 0;
        for (const left of a.sortedMs)
          for (const right of b.sortedMs) won += left < right ? 1 : left === right ? 0.5 : 0;
        expect(differenceOf(a, b).superiority).toBeCloseTo(won / (a.sortedMs.length * b.sortedMs.length), 12);
      }),
    );
  });

  it('SPEC 6.4: without a correlation the p-value is that of the textbook', () => {
    // t = (|U - 200| - 0.5) / sqrt(20 * 20 * 41 / 12), with 20 + 20 - 2 degrees of freedom.
    const a = Float64Array.from({ length: 20 }, (_, index) => 2 * index);
    const b = a.map((value) => value - 9);
    const { pValue, superiority } = differenceOf({ sortedMs: a, worth: 20 }, { sortedMs: b.slice().sort(), worth: 20 });
    const u = (superiority ?? 0) * 400;
    expect(u).toBe(120);
    // Student's t of 2.1505 with 38 degrees of freedom.
    expect(pValue).toBeCloseTo(0.0379, 3);
  });

  it('SPEC 6.4: the normal tail is the one of the tables', () => {
    for (const [z, tail] of [
      [0, 1],
      [1, 0.3173105],
      [1.959963985, 0.05],
      [3, 0.0026998],
      [-3, 0.0026998],
    ] as const)
      expect(twoSidedTail(z)).toBeCloseTo(tail, 6);
  });

  it("SPEC 6.4: Student's tail is the one of the tables to 0.002, and normal with many degrees of freedom", () => {
    for (const [t, freedom, tail] of [
      [3.182446, 3, 0.05],
      [2.262157, 9, 0.05],
      [3.249836, 9, 0.01],
      [2.024394, 38, 0.05],
    ] as const)
      expect(Math.abs(studentTail(t, freedom) - tail)).toBeLessThan(0.002);
    expect(studentTail(2.5, 1e6)).toBeCloseTo(twoSidedTail(2.5), 6);
  });

  it('SPEC 6.4: does not depend on which lane is named first', () => {
    fc.assert(
      fc.property(lanes, ([a, b]) => {
        const there = differenceOf(a, b);
        const back = differenceOf(b, a);
        expect(back.verdict).toBe(there.verdict);
        expect(back.effect).toBe(there.effect);
        expect(back.pValue).toBeCloseTo(there.pValue ?? Number.NaN, 10);
        expect((back.superiority ?? 0) + (there.superiority ?? 0)).toBeCloseTo(1, 12);
        // Open intervals have no ratio, on neither side.
        expect((back.medianRatio?.value ?? 1) * (there.medianRatio?.value ?? 1)).toBeCloseTo(1, 10);
        expect((back.medianRatio?.low ?? 1) * (there.medianRatio?.high ?? 1)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('SPEC 6.4: does not depend on the unit of time', () => {
    fc.assert(
      fc.property(lanes, fc.constantFrom(0.125, 2, 1024), ([a, b], factor) => {
        const scaled = ({ sortedMs, worth }: typeof a) => ({ sortedMs: sortedMs.map((ms) => ms * factor), worth });
        expect(differenceOf(scaled(a), scaled(b))).toEqual(differenceOf(a, b));
      }),
    );
  });

  it('SPEC 6.4: calls equal lanes different at most about once in twenty times', () => {
    const random = createRandom(31);
    for (const count of [25, 120]) {
      const share = shareCalledReal(1200, () => linkedLatencies(count, 0, random));
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(0.07);
    }
  });

  it('SPEC 6.4: nor more often where items wait behind each other', () => {
    const random = createRandom(32);
    for (const link of [0.5, 0.8, 0.9]) {
      const share = shareCalledReal(800, () => linkedLatencies(120, link, random));
      expect(share).toBeLessThan(0.1);
    }
  });

  it('SPEC 6.4: a test that took linked items for independent ones would be wrong most of the time', () => {
    const random = createRandom(33);
    let real = 0;
    for (let pair = 0; pair < 200; pair++) {
      const [a, b] = [linkedLatencies(120, 0.9, random).sort(), linkedLatencies(120, 0.9, random).sort()];
      if (differenceOf({ sortedMs: a, worth: 120 }, { sortedMs: b, worth: 120 }).verdict === 'real') real++;
    }
    expect(real / 200).toBeGreaterThan(0.4);
  });

  it('SPEC 6.4: ties, as a coarse clock makes them, do not make differences', () => {
    const random = createRandom(34);
    const share = shareCalledReal(800, () => Float64Array.from({ length: 60 }, () => Math.round(random() * 3)));
    expect(share).toBeLessThan(0.07);
    const same = laneOf(Float64Array.from({ length: 50 }, () => 1));
    expect(differenceOf(same, same)).toMatchObject({ verdict: 'not-shown', pValue: 1, superiority: 0.5 });
  });

  it('SPEC 6.4: finds a difference of a quarter in 120 items nearly always', () => {
    const random = createRandom(35);
    const spread = (around: number) => () => Float64Array.from({ length: 120 }, () => around * (0.7 + 0.6 * random()));
    expect(shareCalledReal(200, spread(4), spread(5))).toBeGreaterThan(0.95);
  });

  it('SPEC 6.4: says yes only where the interval of the ratio says so too', () => {
    fc.assert(
      fc.property(lanes, ([a, b]) => {
        const { verdict, medianRatio, superiority, pValue } = differenceOf(a, b);
        if (verdict !== 'real') return;
        expect(pValue).toBeLessThan(0.05);
        if (medianRatio) expect((superiority ?? 0) > 0.5 ? medianRatio.low > 1 : medianRatio.high < 1).toBe(true);
      }),
    );
    // The tail of one lane is another, its median is not: the test alone would say yes.
    const random = createRandom(37);
    const even = Float64Array.from({ length: 400 }, () => 10 * (0.5 + random()));
    const tailed = even.map((ms) => (ms > 10.2 ? 3 * ms : ms));
    const found = differenceOf(laneOf(even), laneOf(tailed));
    expect(found.pValue).toBeLessThan(0.05);
    expect(found.medianRatio?.low).toBeLessThanOrEqual(1);
    expect(found.verdict).not.toBe('real');
  });

  it('SPEC 6.8: what leaves room for a factor of 1.5 is too noisy to say, what does not cannot be told apart', () => {
    const random = createRandom(38);
    const lane = (count: number, link: number) => laneOf(linkedLatencies(count, link, random));
    expect(differenceOf(lane(40, 0.6), lane(40, 0.6)).verdict).toBe('too-noisy');
    const narrow = () => laneOf(Float64Array.from({ length: 400 }, () => 10 + random()));
    expect(differenceOf(narrow(), narrow()).verdict).toBe('not-shown');
  });

  it('SPEC 2.5: items worth fewer than six bear no interval, so nothing is said of them where they overlap', () => {
    const random = createRandom(39);
    const drifting = () => linkedLatencies(40, 0.99, random);
    expect(medianIntervalOf(drifting().sort(), effectiveCount(40, 0.99))).toMatchObject({
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
    expect(differenceOf(laneOf(drifting()), laneOf(drifting().map((ms) => 2 * ms)))).toMatchObject({
      verdict: 'too-noisy',
      medianRatio: null,
    });
  });

  it('SPEC 6.4: a lane that stood in one long queue is still behind one that never came near it', () => {
    const random = createRandom(40);
    const queue = linkedLatencies(600, 0.975, random);
    expect(medianIntervalOf(queue.slice().sort(), laneOf(queue).worth)).toMatchObject({ low: 0 });
    const even = (around: number) => laneOf(Float64Array.from({ length: 300 }, () => around * (0.9 + 0.2 * random())));
    const low = Math.min(...queue);
    const high = Math.max(...queue);
    expect(differenceOf(even(low / 20), laneOf(queue))).toMatchObject({ verdict: 'real', medianRatio: null });
    expect(differenceOf(laneOf(queue), even(20 * high))).toMatchObject({ verdict: 'real', medianRatio: null });
    expect(differenceOf(even((low + high) / 2), laneOf(queue)).verdict).toBe('too-noisy');
  });

  it('SPEC 6.4: of equal lanes, one that drifts is hardly ever told from one that does not by its answers alone', () => {
    const random = createRandom(41);
    let bare = 0;
    for (let pair = 0; pair < 800; pair++) {
      const drifting = laneOf(linkedLatencies(300, 0.985, random));
      const { verdict, medianRatio } = differenceOf(laneOf(linkedLatencies(300, 0, random)), drifting);
      if (verdict === 'real' && !medianRatio) bare++;
    }
    expect(bare / 800).toBeLessThan(0.02);
  });

  it('SPEC 6.4: with fewer than 20 answers in a lane there is no test', () => {
    const many = laneOf(Array.from({ length: 500 }, (_, index) => index + 1));
    const few = laneOf(Array.from({ length: 19 }, (_, index) => index + 1000));
    const nothing = { verdict: 'too-few', pValue: null, superiority: null, effect: null, medianRatio: null };
    expect(differenceOf(many, few)).toEqual(nothing);
    expect(differenceOf(few, many)).toEqual(nothing);
    expect(differenceOf(many, laneOf(Array.from({ length: 20 }, (_, index) => index + 1000))).verdict).toBe('real');
  });

  it('SPEC 6.5: the size of an effect is told from the share of pairs', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, index) => index);
    const effectOf = (shift: number) =>
      differenceOf({ sortedMs: hundred, worth: 100 }, { sortedMs: hundred.map((ms) => ms + shift), worth: 100 });
    expect([1, 10, 20, 30].map((shift) => effectOf(shift).effect)).toEqual(['negligible', 'small', 'medium', 'large']);
    expect(effectOf(200)).toMatchObject({ superiority: 1, effect: 'large', verdict: 'real' });
  });

  it('SPEC 6.5: the interval of the ratio of medians holds the true ratio in at least 95 % of experiments', () => {
    const random = createRandom(36);
    for (const link of [0, 0.7]) {
      let held = 0;
      for (let pair = 0; pair < 600; pair++) {
        const other = linkedLatencies(100, link, random).map((ms) => 3 * ms);
        const { medianRatio } = differenceOf(laneOf(linkedLatencies(100, link, random)), laneOf(other));
        if (medianRatio && medianRatio.low <= 3 && 3 <= medianRatio.high) held++;
      }
      expect(held / 600).toBeGreaterThan(0.94);
    }
  });

  it('SPEC 6.5: medians of 0, which a coarse clock reads, have no ratio', () => {
    const zeros = laneOf(new Float64Array(30));
    expect(differenceOf(zeros, laneOf(Array.from({ length: 30 }, () => 2))).medianRatio).toBeNull();
  });
});

describe('the correlation of neighbours', () => {
  it('SPEC 6.4: is near 0 for independent items and near the link of linked ones', () => {
    const random = createRandom(41);
    for (const link of [0, 0.4, 0.9]) {
      const found = lagOneCorrelation(linkedLatencies(4000, link, random));
      expect(Math.abs(found - link)).toBeLessThan(0.06);
    }
  });

  it('SPEC 6.4: a queue that grows steadily is no correlation, one that comes and goes is', () => {
    const random = createRandom(45);
    const growing = Float64Array.from({ length: 500 }, (_, item) => item + 40 * random());
    expect(Math.abs(lagOneCorrelation(growing))).toBeLessThan(0.15);
    expect(lagOneCorrelation(Float64Array.from({ length: 500 }, (_, item) => Math.sin(item / 20)))).toBeGreaterThan(
      0.9,
    );
    expect(lagOneCorrelation(Float64Array.from({ length: 500 }, (_, item) => item))).toBe(0);
  });

  it('SPEC 6.4: is of ranks: one outlier changes nothing', () => {
    const random = createRandom(42);
    const values = linkedLatencies(500, 0.8, random);
    const spoilt = values.slice();
    spoilt[spoilt.indexOf(Math.max(...spoilt))] = 1e9;
    expect(lagOneCorrelation(spoilt)).toBe(lagOneCorrelation(values));
  });

  it('SPEC 6.4: of a long lane it is taken from some of the pairs, and is the same to 0.02', () => {
    const random = createRandom(43);
    const found = lagOneCorrelation(linkedLatencies(60_000, 0.6, random));
    expect(Math.abs(found - 0.58)).toBeLessThan(0.03);
  });

  it('is 0 where there is nothing to correlate', () => {
    expect(lagOneCorrelation(Float64Array.of(1, 2))).toBe(0);
    expect(lagOneCorrelation(new Float64Array(50).fill(7))).toBe(0);
  });

  it('SPEC 6.4: linked items count for fewer, never for more', () => {
    expect(effectiveCount(1000, 0)).toBeCloseTo(996, 0);
    expect(effectiveCount(1000, 0.5)).toBeCloseTo(330, 0);
    expect(effectiveCount(1000, -0.5)).toBe(1000);
    expect(effectiveCount(5, 1)).toBe(1);
  });

  it('SPEC 2.5: the interval of a median widens with the correlation and stays within the data', () => {
    const sorted = Float64Array.from({ length: 200 }, (_, index) => index);
    const widthAt = (correlation: number) => {
      const { low, high } = medianIntervalOf(sorted, effectiveCount(sorted.length, correlation)) ?? { low: 0, high: 0 };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(199);
      return high - low;
    };
    const widths = [0, 0.5, 0.9].map(widthAt);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(Math.sqrt(3), 0);
    expect(medianIntervalOf(new Float64Array(0), 0)).toBeNull();
  });

  it('the random numbers of these tests are normal', () => {
    const random = createRandom(44);
    const drawn = Array.from({ length: 4000 }, () => gaussian(random));
    expect(drawn.filter((z) => Math.abs(z) < 1).length / 4000).toBeCloseTo(0.683, 1);
  });
});
