import { describe, expect, it } from 'vitest';
import { nearestRank } from '@/lib/measure/percentile';
import { ddc } from '@/lib/simulate/theory/d-d-c';
import { dm1 } from '@/lib/simulate/theory/d-m-1';
import { allenCunneen, kingman } from '@/lib/simulate/theory/g-g-c';
import { numberIn, stayMs } from '@/lib/simulate/theory/little';
import { md1 } from '@/lib/simulate/theory/m-d-1';
import { mg1 } from '@/lib/simulate/theory/m-g-1';
import { mm1 } from '@/lib/simulate/theory/m-m-1';
import { erlangC, mmc } from '@/lib/simulate/theory/m-m-c';
import { erlangB, mmcc } from '@/lib/simulate/theory/m-m-c-c';
import { mmck } from '@/lib/simulate/theory/m-m-c-k';
import { THEORY_SHARES, type TheoryPercentiles } from '@/lib/simulate/theory/percentiles';
import type { QueueFigures, SteadyState } from '@/lib/simulate/theory/steady-state';
import { createRandom } from '@/lib/workload/random';
import { balanced, meanOf, played } from './simulate-chain';

const STATES = 160;

const steady = (figures: QueueFigures): SteadyState => {
  if (figures.state !== 'steady') throw new Error('no steady state');
  return figures;
};

/** M/M/c/K by its balance equations: rate and service in ms. */
function limitedQueue(perSecond: number, serviceMs: number, servers: number, places: number) {
  const most = servers + places;
  const shares = balanced(most + 1, (number) => [
    [number + 1, perSecond / 1000],
    [number - 1, Math.min(number, servers) / serviceMs],
  ]);
  const lossShare = shares[most] as number;
  const waiting = meanOf(shares, (number) => Math.max(0, number - servers));
  const waits = meanOf(shares, (number) => (number >= servers && number < most ? 1 : 0));
  return {
    lossShare,
    queueLengthMean: waiting,
    waitMsMean: (1000 * waiting) / (perSecond * (1 - lossShare)),
    chanceToWait: waits / (1 - lossShare),
    utilisation: meanOf(shares, (number) => Math.min(number, servers)) / servers,
  };
}

/** One server whose service is one of two exponential stages, drawn at its start: stage 1 with this chance. Poisson arrivals. Mean queue. */
function twoStageQueue(perMs: number, chance: number, rates: readonly [number, number]): number {
  // 0 is empty; then, of n in the system, 2 n - 1 with the one in service in stage 1 and 2 n in stage 2.
  const shares = balanced(2 * STATES + 1, (state) => {
    if (state === 0)
      return [
        [1, perMs * chance],
        [2, perMs * (1 - chance)],
      ];
    const number = Math.ceil(state / 2);
    const rate = rates[state % 2 === 1 ? 0 : 1];
    const below =
      number === 1
        ? ([[0, rate]] as const)
        : ([
            [2 * number - 3, rate * chance],
            [2 * number - 2, rate * (1 - chance)],
          ] as const);
    return [[state + 2, perMs], ...below];
  });
  return meanOf(shares, (state) => Math.max(0, Math.ceil(state / 2) - 1));
}

/** Several servers, each service two exponential stages one after the other of this rate each (Erlang 2). Poisson arrivals. Mean queue. */
function erlangTwoQueue(perMs: number, rate: number, servers: number): number {
  const wide = servers + 1;
  // n in the system, of whose servers `second` are in the second stage.
  const shares = balanced(80 * wide, (state) => {
    const number = Math.floor(state / wide);
    const second = state % wide;
    const busy = Math.min(number, servers);
    if (second > busy) return [[number * wide, 1]];
    const next: [number, number][] = [[state + wide, perMs]];
    if (second < busy) next.push([state + 1, (busy - second) * rate]);
    if (second > 0) next.push([state - wide - 1, second * rate]);
    return next;
  });
  return meanOf(shares, (state) => Math.max(0, Math.floor(state / wide) - servers));
}

describe('SPEC 1.3, 1.4: M/M/1 and M/M/c', () => {
  it.each([
    [30, 10, 1],
    [80, 10, 1],
    [50, 30, 2],
    [200, 35, 9],
    [7, 500, 5],
  ])('are what the balance equations say: %d a second of %d ms, %d servers', (perSecond, serviceMs, servers) => {
    const expected = limitedQueue(perSecond, serviceMs, servers, STATES);
    const found = steady(mmc({ perSecond, serviceMs, servers }));
    for (const name of ['waitMsMean', 'queueLengthMean', 'chanceToWait', 'utilisation'] as const) {
      expect(found[name], name).toBeCloseTo(expected[name], 8);
    }
    expect(found.latencyMsMean).toBeCloseTo(expected.waitMsMean + serviceMs, 8);
    expect(found.lossShare).toBe(0);
  });

  it('with one server, are the same', () => {
    for (const perSecond of [1, 40, 99]) {
      const one = steady(mm1({ perSecond, serviceMs: 10 }));
      const many = steady(mmc({ perSecond, serviceMs: 10, servers: 1 }));
      expect(many.waitMsMean).toBeCloseTo(one.waitMsMean, 9);
      for (const key of ['p50', 'p90', 'p95', 'p99'] as const) {
        expect(many.waitMs?.[key]).toBeCloseTo(one.waitMs?.[key] ?? Number.NaN, 8);
        expect(many.latencyMs?.[key]).toBeCloseTo(one.latencyMs?.[key] ?? Number.NaN, 8);
      }
    }
  });

  it('have a percentile of latency where both its times are equally long', () => {
    // Two servers at half load: who waits does so for as long, on the mean, as a service takes.
    const { latencyMs, chanceToWait } = steady(mmc({ perSecond: 100, serviceMs: 10, servers: 2 }));
    const p90 = (latencyMs?.p90 ?? 0) / 10;
    expect(Math.exp(-p90) * (1 + (chanceToWait ?? 0) * p90)).toBeCloseTo(0.1, 10);
  });

  it('wait less behind one queue than behind two', () => {
    const one = steady(mmc({ perSecond: 160, serviceMs: 10, servers: 2 }));
    const two = steady(mm1({ perSecond: 80, serviceMs: 10 }));
    expect(one.waitMsMean).toBeLessThan(two.waitMsMean / 2);
  });
});

describe('SPEC 1.5: Erlang B', () => {
  it('is the chance of all busy in the balance equations', () => {
    for (const [perSecond, servers] of [
      [1, 1],
      [50, 1],
      [300, 2],
      [900, 9],
      [5000, 12],
    ] as const) {
      const expected = limitedQueue(perSecond, 10, servers, 0);
      const found = mmcc({ perSecond, serviceMs: 10, servers });
      expect(found.lossShare).toBeCloseTo(expected.lossShare, 10);
      expect(found.utilisation).toBeCloseTo(expected.utilisation, 10);
      expect(found.waitMsMean).toBe(0);
    }
  });

  it('stands where powers and factorials would overflow: 20,000 servers at full load, by the limit sqrt(2 / (pi c))', () => {
    expect(erlangB(20_000, 20_000) / Math.sqrt(2 / (Math.PI * 20_000))).toBeCloseTo(1, 2);
    expect(erlangC(19_000, 20_000)).toBeGreaterThanOrEqual(0);
  });

  it('does not ask for the shape of service times: constant ones lose as many', () => {
    const random = createRandom(5);
    const { lost } = played(300_000, 3, { gapMs: () => -4 * Math.log(1 - random()), serviceMs: () => 10, places: 0 });
    expect(lost / erlangB(2.5, 3)).toBeCloseTo(1, 1);
  });
});

describe('SPEC 1.6: M/M/c/K', () => {
  it.each([
    [80, 10, 1, 1],
    [100, 10, 1, 7],
    [500, 10, 1, 20],
    [150, 10, 2, 3],
    [200, 10, 2, 5],
    [3000, 10, 4, 30],
    [50, 0.5, 3, 0],
  ])(
    'is what the balance equations say: %d a second of %d ms, %d servers, %d places',
    (perSecond, serviceMs, servers, places) => {
      const found = mmck({ perSecond, serviceMs, servers, places });
      const expected = limitedQueue(perSecond, serviceMs, servers, places);
      for (const name of ['waitMsMean', 'queueLengthMean', 'chanceToWait', 'utilisation', 'lossShare'] as const) {
        expect(found[name], name).toBeCloseTo(expected[name], 9);
      }
    },
  );

  it('becomes M/M/c as places grow, and without any is Erlang B', () => {
    const load = { perSecond: 170, serviceMs: 10, servers: 2 };
    const endless = steady(mmc(load));
    const long = mmck({ ...load, places: 5000 });
    expect(long.waitMsMean).toBeCloseTo(endless.waitMsMean, 8);
    expect(long.waitMs?.p99).toBeCloseTo(endless.waitMs?.p99 ?? Number.NaN, 6);
    expect(mmck({ ...load, places: 0 }).lossShare).toBeCloseTo(mmcc(load).lossShare, 12);
  });

  it('takes ten million places', () => {
    const load = { perSecond: 90, serviceMs: 10, servers: 1 };
    expect(mmck({ ...load, places: 10_000_000 }).waitMsMean).toBeCloseTo(steady(mm1(load)).waitMsMean, 8);
  });

  it('settles in overload: what the servers cannot do is lost, and a long queue is full', () => {
    const found = mmck({ perSecond: 100_000, serviceMs: 10, servers: 2, places: 100_000 });
    expect(found.utilisation).toBeCloseTo(1, 9);
    expect(found.lossShare).toBeCloseTo(1 - 200 / 100_000, 9);
    expect(found.queueLengthMean / 100_000).toBeCloseTo(1, 4);
    expect(found.waitMs?.p50).toBeGreaterThan(0.99 * 5 * 100_000);
  });
});

describe('SPEC 1.7, 1.8: M/D/1 and M/G/1', () => {
  it('SPEC 1.8: are what the balance equations say of two exponential stages of which one is drawn', () => {
    for (const [chance, rates] of [
      [0.9, [0.2, 0.04]],
      [0.5, [0.1, 0.1]],
      [0.99, [0.12, 0.012]],
    ] as const) {
      const mean = chance / rates[0] + (1 - chance) / rates[1];
      const second = (2 * chance) / rates[0] ** 2 + (2 * (1 - chance)) / rates[1] ** 2;
      const serviceCv = Math.sqrt(second / mean ** 2 - 1);
      const found = steady(mg1({ perSecond: 500 / mean, serviceMs: mean, serviceCv }));
      expect(found.queueLengthMean).toBeCloseTo(twoStageQueue(0.5 / mean, chance, rates), 6);
    }
  });

  it('SPEC 1.8: and of two stages one after the other', () => {
    const found = steady(mg1({ perSecond: 60, serviceMs: 10, serviceCv: Math.SQRT1_2 }));
    expect(found.queueLengthMean).toBeCloseTo(erlangTwoQueue(0.06, 0.2, 1), 7);
  });

  it('SPEC 1.8: wait as M/M/1 at a spread of 1 and half as long at none', () => {
    const load = { perSecond: 85, serviceMs: 10 };
    const exponential = steady(mm1(load)).waitMsMean;
    expect(steady(mg1({ ...load, serviceCv: 1 })).waitMsMean).toBeCloseTo(exponential, 9);
    expect(steady(md1(load)).waitMsMean).toBeCloseTo(exponential / 2, 9);
  });

  it('SPEC 1.7: has the percentiles of Erlang within the first service time: nobody waits longer than t with the chance (1 - u) exp(u t / S)', () => {
    const { waitMs, latencyMs } = steady(md1({ perSecond: 8, serviceMs: 10 }));
    expect(waitMs?.p90).toBe(0);
    expect(waitMs?.p95).toBeCloseTo((10 / 0.08) * Math.log(0.95 / 0.92), 9);
    expect(waitMs?.p99).toBeCloseTo((10 / 0.08) * Math.log(0.99 / 0.92), 9);
    expect(latencyMs?.p99).toBeCloseTo(10 + (waitMs?.p99 ?? 0), 9);
  });

  it('SPEC 1.7: tells no percentile next to 100 %, where the queue to sum up never ends', () => {
    expect(md1({ perSecond: 100 - 1e-9, serviceMs: 10 })).toMatchObject({ state: 'steady', waitMs: null });
    expect(md1({ perSecond: 99.9, serviceMs: 10 })).toMatchObject({ waitMs: { p99: expect.any(Number) } });
  });
});

describe('SPEC 1.9: D/M/1', () => {
  it.each([0.3, 0.7, 0.9])('is what the chain that arrivals see says, at %d', (utilisation) => {
    // Between two arrivals as many are served as a Poisson process counts, or all that are there.
    const served = Array.from({ length: STATES + 1 }, () => 0);
    for (let count = 0, chance = Math.exp(-1 / utilisation); count <= STATES; count++) {
      served[count] = chance;
      chance /= utilisation * (count + 1);
    }
    const shares = balanced(STATES, (found) => {
      const rest = Array.from({ length: found + 2 }, (_, left) => [left, served[found + 1 - left] ?? 0] as const).slice(
        1,
      );
      return [...rest, [0, 1 - rest.reduce((sum, [, chance]) => sum + chance, 0)] as const];
    });
    const found = steady(dm1({ perSecond: utilisation * 100, serviceMs: 10 }));
    expect(found.waitMsMean).toBeCloseTo(10 * meanOf(shares, (number) => number), 5);
    expect(found.chanceToWait).toBeCloseTo(1 - (shares[0] as number), 7);
  });
});

describe('Percentiles', () => {
  const random = createRandom(16);
  const exponential = (meanMs: number) => () => -meanMs * Math.log(1 - random());
  it.each<[string, QueueFigures, ReturnType<typeof played>]>([
    [
      '1.4: M/M/3',
      mmc({ perSecond: 210, serviceMs: 10, servers: 3 }),
      played(400_000, 3, { gapMs: exponential(1000 / 210), serviceMs: exponential(10) }),
    ],
    [
      '1.6: M/M/2/8',
      mmck({ perSecond: 190, serviceMs: 10, servers: 2, places: 6 }),
      played(400_000, 2, { gapMs: exponential(1000 / 190), serviceMs: exponential(10), places: 6 }),
    ],
    [
      '1.7: M/D/1',
      md1({ perSecond: 70, serviceMs: 10 }),
      played(400_000, 1, { gapMs: exponential(1000 / 70), serviceMs: () => 10 }),
    ],
    [
      '1.9: D/M/1',
      dm1({ perSecond: 80, serviceMs: 10 }),
      played(400_000, 1, { gapMs: () => 12.5, serviceMs: exponential(10) }),
    ],
  ])('SPEC %s: are those of a queue that is played', (_, figures, { waitMs, latencyMs, lost }) => {
    const found = steady(figures);
    const compare = (theory: TheoryPercentiles | null, times: Float64Array) => {
      if (!theory) return;
      const sorted = times.slice().sort();
      for (const [name, share] of Object.entries(THEORY_SHARES)) {
        const told = theory[name as keyof TheoryPercentiles];
        expect(Math.abs(told - nearestRank(sorted, share)), name).toBeLessThan(0.04 * told + 0.2);
      }
    };
    expect(found.waitMs).not.toBeNull();
    compare(found.waitMs, waitMs);
    compare(found.latencyMs, latencyMs);
    expect(Math.abs(found.lossShare - lost)).toBeLessThan(0.01);
  });
});

describe('SPEC 1.11, 1.12: approximations', () => {
  it('SPEC 1.11: is exact where arrivals are Poisson', () => {
    const load = { perSecond: 75, serviceMs: 10 };
    for (const serviceCv of [0, 0.5, 1, 3]) {
      expect(steady(kingman({ ...load, gapCv: 1, serviceCv })).waitMsMean).toBeCloseTo(
        steady(mg1({ ...load, serviceCv })).waitMsMean,
        9,
      );
    }
  });

  it('SPEC 1.11: comes near the exact wait of D/M/1 as the server gets busy', () => {
    const ratio = (perSecond: number) =>
      steady(kingman({ perSecond, serviceMs: 10, gapCv: 0, serviceCv: 1 })).waitMsMean /
      steady(dm1({ perSecond, serviceMs: 10 })).waitMsMean;
    expect(ratio(99.9)).toBeCloseTo(1, 2);
    expect(Math.abs(ratio(99) - 1)).toBeLessThan(Math.abs(ratio(80) - 1));
  });

  it('SPEC 1.12: is Kingman with one server, M/M/c at spreads of 1, and within 5 % of M/E2/2 at 80 %', () => {
    const load = { perSecond: 160, serviceMs: 10, servers: 2 };
    expect(allenCunneen({ ...load, servers: 3, gapCv: 1, serviceCv: 1 })).toMatchObject({
      waitMsMean: expect.closeTo(steady(mmc({ ...load, servers: 3 })).waitMsMean, 9),
    });
    const approximate = steady(allenCunneen({ ...load, gapCv: 1, serviceCv: Math.SQRT1_2 })).queueLengthMean;
    expect(Math.abs(approximate / erlangTwoQueue(0.16, 0.2, 2) - 1)).toBeLessThan(0.05);
  });
});

describe('SPEC 1.1: A queue without a limit', () => {
  const loads: readonly [string, (perSecond: number) => QueueFigures][] = [
    ['M/M/1', (perSecond) => mm1({ perSecond, serviceMs: 10 })],
    ['M/M/c', (perSecond) => mmc({ perSecond: 4 * perSecond, serviceMs: 10, servers: 4 })],
    ['M/D/1', (perSecond) => md1({ perSecond, serviceMs: 10 })],
    ['M/G/1', (perSecond) => mg1({ perSecond, serviceMs: 10, serviceCv: 2 })],
    ['D/M/1', (perSecond) => dm1({ perSecond, serviceMs: 10 })],
    ['Kingman', (perSecond) => kingman({ perSecond, serviceMs: 10, gapCv: 2, serviceCv: 0 })],
  ];
  it.each(loads)(
    '%s: has no steady state at 100 % and beyond, and a finite wait below that grows with the load',
    (_, at) => {
      expect(at(100)).toEqual({ state: 'no-steady-state', offeredUtilisation: 1 });
      expect(at(250)).toEqual({ state: 'no-steady-state', offeredUtilisation: 2.5 });
      const waits = [1, 30, 60, 90, 99, 99.9].map((perSecond) => steady(at(perSecond)).waitMsMean);
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(waits.every((wait) => wait > 0 && Number.isFinite(wait))).toBe(true);
    },
  );

  it('SPEC 1.10: of equal gaps and times never waits, up to and with 100 %', () => {
    expect(ddc({ perSecond: 300, serviceMs: 10, servers: 3 })).toMatchObject({
      state: 'steady',
      waitMsMean: 0,
      utilisation: 1,
    });
    expect(ddc({ perSecond: 301, serviceMs: 10, servers: 3 }).state).toBe('no-steady-state');
  });

  it('is refused where its load cannot be', () => {
    for (const wrong of [
      { perSecond: 0 },
      { perSecond: Number.NaN },
      { serviceMs: -1 },
      { servers: 0 },
      { servers: 1.5 },
    ]) {
      expect(() => mmc({ perSecond: 1, serviceMs: 1, servers: 1, ...wrong })).toThrow(RangeError);
    }
    expect(() => mg1({ perSecond: 1, serviceMs: 1, serviceCv: -1 })).toThrow(RangeError);
    expect(() => mmck({ perSecond: 1, serviceMs: 1, servers: 1, places: -1 })).toThrow(RangeError);
  });
});

describe("SPEC 1.2: Little's law", () => {
  it('goes both ways', () => {
    expect(numberIn(80, 50)).toBe(4);
    expect(stayMs(4, 80)).toBe(50);
  });
});
