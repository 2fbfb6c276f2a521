import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { Levels } from '@/lib/simulate/events/levels';
import { batchMeans } from '@/lib/simulate/statistics/batch-means';
import { batchError } from '@/lib/simulate/statistics/batches';
import { mser5 } from '@/lib/simulate/statistics/mser5';
import { pairedByItems, pairedByReplications } from '@/lib/simulate/statistics/paired-difference';
import { percentileIntervals } from '@/lib/simulate/statistics/percentile-intervals';
import { replicationInterval } from '@/lib/simulate/statistics/replications';
import { timeAverage } from '@/lib/simulate/statistics/time-average';
import { mm1 } from '@/lib/simulate/theory/m-m-1';
import { createRandom, type Random } from '@/lib/workload/random';
import { gaussian } from './measure-random';
import { played } from './simulate-chain';

/** Around 10, each item following the one before, in steady state from the start; `bias` is added and halves every `halfLife` items. */
function series(count: number, random: Random, { link = 0, bias = 0, halfLife = 1 } = {}): Float64Array {
  let state = gaussian(random);
  return Float64Array.from({ length: count }, (_, index) => {
    state = link * state + Math.sqrt(1 - link * link) * gaussian(random);
    return 10 + state + bias * 0.5 ** (index / halfLife);
  });
}

/** Waits of M/M/1, service 1 ms, long after it began. */
function waits(count: number, load: number, random: Random): Float64Array {
  const drawn = (mean: number) => () => -mean * Math.log(1 - random());
  return played(count + 2000, 1, { gapMs: drawn(1 / load), serviceMs: drawn(1) }).waitMs.subarray(2000);
}

/** How many wait, over time: first come, first served, so that they come and begin in one order. */
function queueOf(cameMs: readonly number[], waitMs: Float64Array): { atMs: number[]; levels: number[] } {
  const [atMs, levels]: [number[], number[]] = [[], []];
  let begun = 0;
  const begins = () => (cameMs[begun] as number) + (waitMs[begun] as number);
  const note = (at: number, level: number) => {
    atMs.push(at);
    levels.push(level);
  };
  for (const [came, at] of cameMs.entries()) {
    while (begun < came && begins() <= at) note(begins(), came - ++begun);
    note(at, came + 1 - begun);
  }
  while (begun < cameMs.length) note(begins(), cameMs.length - ++begun);
  return { atMs, levels };
}

const share = (runs: number, holds: (run: number) => boolean) =>
  Array.from({ length: runs }, (_, run) => holds(run)).filter(Boolean).length / runs;

/** MSER-5 as its definition has it: every cut, each with its own mean. */
function mserByDefinition(values: readonly number[]): number {
  const means = Array.from({ length: Math.floor(values.length / 5) }, (_, batch) =>
    values.slice(5 * batch, 5 * batch + 5).reduce((sum, value) => sum + value / 5, 0),
  );
  const errorOf = (cut: number) => {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value / rest.length, 0);
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
  };
  const errors = means.slice(0, -4).map((_, cut) => errorOf(cut));
  return 5 * errors.indexOf(Math.min(...errors));
}

describe('SPEC 2.1: MSER-5', () => {
  it('cuts off what a series began with', () => {
    const cuts = Array.from({ length: 40 }, (_, seed) =>
      mser5(series(5000, createRandom(seed), { link: 0.5, bias: 12, halfLife: 60 })),
    );
    // After 300 items 0.4 is left of 12, a third of what one item scatters by.
    for (const cut of cuts) {
      expect(cut).toBeGreaterThanOrEqual(150);
      expect(cut).toBeLessThan(2500);
    }
    const sorted = Float64Array.from(cuts.map(Number)).sort();
    expect(nearestRank(sorted, 0.5)).toBeLessThan(700);
  });

  it('brings the mean back to where it settles', () => {
    const off = (cut: (values: Float64Array) => number) =>
      Array.from({ length: 40 }, (_, seed) => {
        const kept = series(3000, createRandom(seed), { link: 0.3, bias: 20, halfLife: 100 });
        const rest = kept.subarray(cut(kept));
        return rest.reduce((sum, value) => sum + value, 0) / rest.length - 10;
      }).reduce((sum, each) => sum + each / 40, 0);
    expect(off(() => 0)).toBeGreaterThan(0.9);
    expect(Math.abs(off((values) => mser5(values) ?? 0))).toBeLessThan(0.05);
  });

  it('is what its definition says, wherever that finds a cut in the first half', () => {
    const someSeries = fc.array(fc.double({ min: -100, max: 100, noNaN: true, minExcluded: true }), {
      minLength: 50,
      maxLength: 200,
    });
    fc.assert(
      fc.property(someSeries, fc.integer({ min: 0, max: 500 }), (noise, bias) => {
        const values = noise.map((value, index) => value + index * 1e-3 + (index < noise.length / 4 ? bias : 0));
        const expected = mserByDefinition(values);
        const batches = Math.floor(values.length / 5);
        expect(mser5(Float64Array.from(values))).toBe(expected <= (5 * batches) / 2 ? expected : null);
      }),
    );
  });

  it('says that a run is too short which still rises at its end', () => {
    expect(mser5(Float64Array.from({ length: 2000 }, (_, index) => index))).toBeNull();
    expect(mser5(series(400, createRandom(3), { bias: 50, halfLife: 400 }))).toBeNull();
    for (const count of [0, 4, 24]) expect(mser5(new Float64Array(count).map((_, index) => index % 7))).toBeNull();
  });

  it('leaves a series alone that is even from the start', () => {
    expect(mser5(new Float64Array(1000).fill(0.1))).toBe(0);
    expect(mser5(Float64Array.from({ length: 1000 }, (_, index) => index % 5))).toBe(0);
  });

  it('finds where a series becomes constant, but takes no lull at its end for that', () => {
    const settled = Float64Array.from({ length: 1000 }, (_, index) => Math.max(0, 200 - index));
    expect(mser5(settled)).toBe(200);
    // Hardly anything ever waits, and at the end nothing does for a while.
    const random = createRandom(8);
    const lull = Float64Array.from({ length: 5000 }, (_, index) => (index < 4800 && random() < 0.05 ? 1 : 0));
    expect(mser5(lull)).toBeLessThan(2500);
  });

  it('does not depend on unit or level', () => {
    const values = series(2000, createRandom(4), { link: 0.6, bias: 9, halfLife: 40 });
    expect(mser5(values.map((value) => 1024 * value))).toBe(mser5(values));
    expect(mser5(values.map((value) => value + 4096))).toBe(mser5(values));
  });
});

describe('SPEC 2.2: Batch means', () => {
  const random = createRandom(22);
  it.each([0, 0.5, 0.9])(
    'hold the mean in 90 % of series or more whose items follow each other by %d, and say where they cannot',
    (link) => {
      let told = 0;
      const held = share(300, () => {
        const { low, high } = batchMeans(series(8000, random, { link }));
        if (low === null) return false;
        told++;
        return low <= 10 && 10 <= high;
      });
      expect(told).toBeGreaterThan(270);
      expect(held * (300 / told)).toBeGreaterThan(0.9);
      expect(held * (300 / told)).toBeLessThan(0.995);
    },
  );

  it('hold the mean wait of M/M/1 in 88 % of runs or more, where independent items would hold it in hardly a third', () => {
    const truth = mm1({ perSecond: 800, serviceMs: 1 });
    const wait = truth.state === 'steady' ? truth.waitMsMean : Number.NaN;
    let [told, naive] = [0, 0];
    const held = share(100, () => {
      const values = waits(30_000, 0.8, random);
      const { value, low, high } = batchMeans(values);
      const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - value) ** 2, 0) / values.length);
      if (Math.abs(value - wait) <= (1.96 * deviation) / Math.sqrt(values.length)) naive++;
      if (low === null) return false;
      told++;
      return low <= wait && wait <= high;
    });
    expect(held * (100 / told)).toBeGreaterThan(0.88);
    expect(naive / 100).toBeLessThan(0.4);
  });

  it('are little wider than they have to be where items are independent', () => {
    const reaches = Array.from({ length: 50 }, () => {
      const { value, high } = batchMeans(series(20_000, random));
      return (high ?? Number.NaN) - value;
    });
    const mean = reaches.reduce((sum, reach) => sum + reach / 50, 0);
    expect(mean).toBeGreaterThan(1.9 / Math.sqrt(20_000));
    expect(mean).toBeLessThan(2.3 / Math.sqrt(20_000));
  });

  it('say that a series hangs together which drifts all the way', () => {
    const drift = Float64Array.from({ length: 10_000 }, (_, index) => index);
    expect(batchMeans(drift)).toEqual({ state: 'hang-together', value: 4999.5, low: null, high: null });
  });

  it('say that there are too few items for twenty batches of five', () => {
    expect(batchMeans(series(99, random)).state).toBe('too-few');
    expect(batchMeans(series(100, createRandom(1))).state).toBe('told');
  });

  it('are stretched by the correlation of twenty batches, which cannot be joined any more', () => {
    const reachOver = (means: readonly number[]) => {
      const error = batchError(Float64Array.from(means));
      const plain = replicationInterval(means);
      return error.state === 'told' && plain ? error.reach / (plain.high - plain.value) : Number.NaN;
    };
    // 1, 3, 1, 3 swing more than independent ones, which is no reason for a narrower interval.
    expect(reachOver(Array.from({ length: 20 }, (_, index) => 1 + 2 * (index % 2)))).toBeCloseTo(1, 9);
    // Eight steps of 2 around a mean of 2: 32 over 20, so that r is 1 - 1.6 / 2, raised by (1 + 4 r) / 20.
    const alike = [...[1, 1, 3, 3, 3, 1, 1, 3, 3, 1], ...[1, 1, 3, 3, 3, 1, 1, 3, 3, 1]];
    expect(reachOver(alike)).toBeCloseTo(Math.sqrt((1 + 0.29) / (1 - 0.29)), 9);
  });

  it('SPEC 2.3: say where the interval is too wide', () => {
    const around = (mean: number) => batchMeans(series(400, createRandom(2)).map((value) => value - 10 + mean)).state;
    expect(around(10)).toBe('told');
    expect(around(0.2)).toBe('too-wide');
  });

  it('have no width where all values are equal, and the mean of all items whatever their number', () => {
    expect(batchMeans(new Float64Array(1234).fill(3))).toMatchObject({ state: 'told', value: 3, low: 3, high: 3 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 3000 }), (values) => {
        const { value, low, high } = batchMeans(Float64Array.from(values));
        expect(value).toBeCloseTo(values.reduce((sum, each) => sum + each, 0) / values.length, 8);
        if (low !== null) expect((low + high) / 2).toBeCloseTo(value, 8);
      }),
    );
  });
});

describe('SPEC 2.4: Replications', () => {
  it("have the interval of Student's t", () => {
    // By hand: mean 3, standard deviation sqrt(2.5), t of 4 degrees 2.77645.
    const reach = (2.77645 * Math.sqrt(2.5)) / Math.sqrt(5);
    expect(replicationInterval([1, 2, 3, 4, 5])).toEqual({
      value: 3,
      low: expect.closeTo(3 - reach, 6),
      high: expect.closeTo(3 + reach, 6),
    });
  });

  it('bear none when there is but one', () => {
    expect(replicationInterval([])).toBeNull();
    expect(replicationInterval([4])).toBeNull();
    expect(replicationInterval([4, 4])).toEqual({ value: 4, low: 4, high: 4 });
  });

  it('hold the mean in about 95 % of trials', () => {
    const random = createRandom(24);
    const held = share(600, () => {
      const estimate = replicationInterval(Array.from({ length: 8 }, () => gaussian(random)));
      return estimate !== null && estimate.low <= 0 && 0 <= estimate.high;
    });
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.98);
  });
});

describe('SPEC 2.5: Paired differences', () => {
  const random = createRandom(25);

  it('show by items what two intervals would not, on common random numbers', () => {
    const a = series(4000, random, { link: 0.8 });
    const b = a.map((value) => value + 0.02 + 0.01 * gaussian(random));
    expect(pairedByItems(a, b)).toMatchObject({ state: 'higher', value: expect.closeTo(0.02, 2) });
    expect(pairedByItems(b, a)).toMatchObject({ state: 'lower' });
    const alone = [batchMeans(a), batchMeans(b)] as const;
    expect((alone[0].high ?? 0) > (alone[1].low ?? 0)).toBe(true);
  });

  it('show by replications what differs in all of them', () => {
    const a = [10, 14, 9, 20, 12];
    expect(pairedByReplications(a, [11, 15.5, 9.8, 21.2, 13.1])).toMatchObject({
      state: 'higher',
      value: expect.closeTo(1.12, 9),
    });
    expect(pairedByReplications(a, [9, 15, 8, 21, 12])).toMatchObject({ state: 'not-shown' });
    expect(pairedByReplications(a, a)).toMatchObject({ state: 'same', value: 0 });
    expect(pairedByReplications([1], [3])).toEqual({ state: 'too-few', value: 2 });
  });

  it('show one in 5 % of trials or so where there is none', () => {
    const shown = share(200, () =>
      ['higher', 'lower'].includes(pairedByItems(series(1000, random), series(1000, random)).state),
    );
    expect(shown).toBeGreaterThan(0.005);
    expect(shown).toBeLessThan(0.1);
  });

  it('refuse what has no pair', () => {
    expect(() => pairedByItems(new Float64Array(3), new Float64Array(4))).toThrow(RangeError);
    expect(() => pairedByReplications([1, 2], [1])).toThrow(RangeError);
  });
});

describe('SPEC 2.7: Percentile intervals', () => {
  const random = createRandom(27);
  it('hold the p95 of independent items in about 95 % of trials, and that of M/M/1 at 70 % in 88 % or more', () => {
    const truth = -Math.log(0.05);
    const independent = share(300, () => {
      const [found] = percentileIntervals(
        Float64Array.from({ length: 2000 }, () => -Math.log(1 - random())),
        [0.95],
      );
      return found?.state === 'told' && found.low <= truth && truth <= found.high;
    });
    expect(independent).toBeGreaterThan(0.91);
    const theory = mm1({ perSecond: 700, serviceMs: 1 });
    const p95 = theory.state === 'steady' ? (theory.waitMs?.p95 ?? Number.NaN) : Number.NaN;
    let told = 0;
    const held = share(100, () => {
      const [found] = percentileIntervals(waits(20_000, 0.7, random), [0.95]);
      if (found?.state !== 'told') return false;
      told++;
      return found.low <= p95 && p95 <= found.high;
    });
    expect(told).toBeGreaterThan(90);
    expect(held * (100 / told)).toBeGreaterThan(0.88);
  });

  it('leave the values as they are, and give the percentiles that a sort gives', () => {
    const values = series(5000, random, { link: 0.4 });
    const before = values.slice();
    const found = percentileIntervals(values, [0.99, 0.5]);
    expect(values).toEqual(before);
    const sorted = before.slice().sort();
    expect(found.map(({ value }) => value)).toEqual([nearestRank(sorted, 0.99), nearestRank(sorted, 0.5)]);
    for (const each of found) {
      if (each.state !== 'told') throw new Error(each.state);
      expect(each.low).toBeLessThan(each.value);
      expect(each.high).toBeGreaterThan(each.value);
      expect(sorted).toContain(each.low);
    }
  });

  it('need twenty items on either side, and stand where many are equal', () => {
    expect(percentileIntervals(series(1900, random), [0.99])[0]?.state).toBe('too-few');
    expect(percentileIntervals(series(1900, random), [0.01])[0]?.state).toBe('too-few');
    const equal = { state: 'told', value: 3, low: 3, high: 3 };
    expect(percentileIntervals(new Float64Array(5000).fill(3), [0.5, 0.99])).toEqual([equal, equal]);
    // One in a hundred or so stops at a limit: whether p99 is that limit cannot be told.
    const limited = Float64Array.from({ length: 10_000 }, () => (random() < 0.0105 ? 100 : 10 * random()));
    expect(percentileIntervals(limited, [0.985, 0.99])[1]).toMatchObject({
      state: 'told',
      low: expect.closeTo(10, 0),
      high: 100,
    });
    const mostlyNone = Float64Array.from({ length: 5000 }, () => (random() < 0.3 ? random() : 0));
    expect(percentileIntervals(mostlyNone, [0.5])[0]).toEqual({ state: 'told', value: 0, low: 0, high: 0 });
  });
});

/** From each moment to the next. */
function stood({ atMs, levels }: { readonly atMs: readonly number[]; readonly levels: readonly number[] }): Levels {
  const over = new Levels();
  for (const [step, level] of levels.entries())
    over.add(atMs[step] as number, atMs[step + 1] ?? (atMs[step] as number), level);
  return over;
}

describe('SPEC 2.8: A mean over time', () => {
  it('tells what share one level is of another, with an interval that holds the true one in most runs', () => {
    const random = createRandom(29);
    const held = share(60, () => {
      const [busy, there] = [new Levels(), new Levels()];
      let nowMs = 0;
      for (let spell = 0; spell < 4000; spell++) {
        const [busyMs, idleMs] = [-Math.log(1 - random()), -3 * Math.log(1 - random())];
        const workers = spell % 1000 < 500 ? 1 : 2;
        busy.add(nowMs, nowMs + busyMs, workers);
        there.add(nowMs, nowMs + busyMs + idleMs, workers);
        nowMs += busyMs + idleMs;
      }
      const average = timeAverage(busy, 0, nowMs, there);
      return average.state === 'told' && average.low <= 0.25 && 0.25 <= average.high;
    });
    expect(held).toBeGreaterThan(0.85);
    expect(timeAverage(new Levels(), 0, 10, new Levels())).toMatchObject({ value: 0 });
  });

  it('weighs each height with how long it stood, between two moments', () => {
    const queue = stood({ atMs: [10, 20, 60], levels: [1, 3, 0] });
    expect(timeAverage(queue, 0, 100).value).toBeCloseTo((10 + 120) / 100, 12);
    expect(timeAverage(queue, 15, 25).value).toBeCloseTo((5 + 15) / 10, 12);
    expect(timeAverage(queue, 60, 70).value).toBe(0);
    expect(timeAverage(stood({ atMs: [0, 7], levels: [2, 0] }), 0, 7)).toEqual({
      state: 'told',
      value: 2,
      low: 2,
      high: 2,
    });
    expect(() => timeAverage(queue, 5, 5)).toThrow(RangeError);
  });

  it("is Little's law for the queue of M/M/1 at half load, within its interval in most runs", () => {
    const random = createRandom(28);
    const held = share(60, () => {
      const cameMs: number[] = [];
      const { waitMs } = played(20_000, 1, {
        gapMs: () => {
          const gapMs = -2 * Math.log(1 - random());
          cameMs.push((cameMs.at(-1) ?? 0) + gapMs);
          return gapMs;
        },
        serviceMs: () => -Math.log(1 - random()),
      });
      const average = timeAverage(stood(queueOf(cameMs, waitMs)), 0, cameMs.at(-1) as number);
      return average.state === 'told' && average.low <= 0.5 && 0.5 <= average.high;
    });
    expect(held).toBeGreaterThan(0.85);
  });
});
