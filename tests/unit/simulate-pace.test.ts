import { describe, expect, test } from 'vitest';
import type { Measurement, Stages } from '@/lib/measure/measurement';
import { calibrateEdge, calibrateOnline } from '@/lib/simulate/calibration/calibrate';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import { type Recorded, recordedPaces } from '@/lib/simulate/calibration/recorded-paces';
import { replay, scenarioAtRate, TARGETS, totalsOver } from '@/lib/simulate/calibration/replay';
import { createDraws } from '@/lib/simulate/random/draws';
import { pacedDraw } from '@/lib/simulate/random/paced-draw';
import { createStreams } from '@/lib/simulate/random/streams';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Pace } from '@/lib/simulate/scenario/times-schema';
import { blockLength } from '@/lib/simulate/statistics/block-length';
import { meanOf } from '@/lib/simulate/statistics/mean';

const UNIT = 2 ** -32;

/** An even random number after another, 0 .. 1. */
function evenly(seed: number): () => number {
  const bits = createStreams(seed, 0)('service');
  return () => bits() * UNIT;
}

/** Values that keep a share of the one before: an autoregression of the first order with even shocks. */
function series(length: number, kept: number, seed: number): number[] {
  const next = evenly(seed);
  let value = 0;
  return Array.from({ length }, () => {
    value = kept * value + next() - 0.5;
    return value;
  });
}

describe('SPEC 5.4: how many values stay together', () => {
  test('is one where they know nothing of one another, or are all the same', () => {
    expect(blockLength(Array.from({ length: 500 }, () => 7))).toBe(1);
    expect(blockLength([])).toBe(1);
    expect(blockLength([1, 2, 3])).toBe(1);
    const lengths = [1, 2, 3, 4, 5].map((seed) => blockLength(series(2000, 0, seed)));
    expect(meanOf(lengths)).toBeLessThan(6);
  });

  test('grows with what hangs together, and with how many there are', () => {
    const mean = (length: number, kept: number) =>
      meanOf([11, 12, 13, 14, 15].map((seed) => blockLength(series(length, kept, seed))));
    expect(mean(2000, 0.5)).toBeGreaterThan(mean(2000, 0));
    expect(mean(2000, 0.9)).toBeGreaterThan(2 * mean(2000, 0.5));
    expect(mean(16_000, 0.9)).toBeGreaterThan(1.5 * mean(2000, 0.9));
  });

  test.each([
    [0.5, 1 / 3],
    [0.8, 0.25],
  ])('is near the best one of an autoregression that keeps %s', (kept, most) => {
    const n = 10_000;
    // Of it the best is known: the covariance at lag k is proportional to kept^k (Politis & White, 2004, section 3).
    const weighted = (2 * kept) / (1 - kept) ** 2;
    const spectrum = (1 + kept) / (1 - kept);
    const best = Math.cbrt(1.5 * n) * Math.cbrt((weighted / spectrum) ** 2);
    const found = meanOf([21, 22, 23, 24, 25, 26].map((seed) => blockLength(series(n, kept, seed))));
    expect(Math.abs(found / best - 1)).toBeLessThan(most);
  });

  test('is never more than a third of them', () => {
    for (const length of [6, 30, 100, 1000]) {
      const most = Math.floor(Math.min(length / 3, 3 * Math.sqrt(length)));
      expect(blockLength(series(length, 1, 3).map((value, index) => value + index))).toBeLessThanOrEqual(most);
    }
  });
});

describe('SPEC 5.4: luck as it was recorded', () => {
  const ranks = Array.from({ length: 50 }, (_, index) => (index + 0.5) / 50);
  const pace: Pace = { everyMs: 10, ranks, blockMs: 100 };
  const arrivedAtMs = Float64Array.from({ length: 20_000 }, (_, request) => request * 10);
  const world = { draws: createDraws(3, 0), requests: { arrivedAtMs } };
  const draw = pacedDraw(pace, 'service', world);
  const rankAt = (request: number, attempt = 0, place = 0) => Math.floor(draw(request, attempt, place) * UNIT * 50);

  test('follows the recording within a block, and begins anywhere in the next one', () => {
    const follows = Array.from({ length: 19_999 }, (_, at) => rankAt(at + 1) === (rankAt(at) + 1) % 50);
    const within = follows.filter((_, at) => (at + 1) % 10 !== 0);
    const across = follows.filter((_, at) => (at + 1) % 10 === 0);
    expect(within.every(Boolean)).toBe(true);
    expect(across.filter(Boolean).length / across.length).toBeLessThan(0.06);
  });

  test('holds each rank as often as it was recorded', () => {
    const counts = new Array<number>(50).fill(0);
    for (let request = 0; request < arrivedAtMs.length; request++)
      counts[rankAt(request)] = (counts[rankAt(request)] ?? 0) + 1;
    // 2000 blocks of ten: each rank is in a fifth of them.
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(5 * Math.sqrt(400));
  });

  test('is the same for two recordings of the same requests, and another for each server and attempt', () => {
    const other = pacedDraw(pace, 'network', world);
    const same = (one: (request: number) => number, two: (request: number) => number) =>
      Array.from({ length: 2000 }, (_, at) => one(at * 10) === two(at * 10)).filter(Boolean).length / 2000;
    const first = (request: number) => draw(request, 0, 0);
    expect(same(first, (request) => other(request, 0, 0))).toBe(1);
    expect(same(first, (request) => draw(request, 0, 1))).toBeLessThan(0.05);
    expect(same(first, (request) => draw(request, 1, 0))).toBeLessThan(0.05);
  });

  test('is each request’s own where nothing was recorded', () => {
    const own = createDraws(3, 0)('service');
    expect(pacedDraw(undefined, 'service', world)(5, 1, 9)).toBe(own(5, 1));
  });

  test.each([
    ['a rank above 1', { ranks: [0.5, 1.5] }, /ranks/],
    ['no rank', { ranks: [] }, /ranks/],
    ['no time between', { everyMs: 0 }, /everyMs/],
    ['blocks that take no time', { blockMs: 0 }, /blockMs/],
  ])('is refused with %s', (_, wrong, field) => {
    const serviceMs = { kind: 'samples', values: [5], pace: { ...pace, ...wrong } };
    const arrivals = { kind: 'poisson', perSecond: 10 };
    const read = readScenario({
      version: 1,
      seed: 1,
      requests: 10,
      arrivals,
      lanes: { online: { servers: 1, serviceMs } },
    });
    expect(read.ok ? [] : read.faults.map((fault) => fault.field).join()).toMatch(field);
  });
});

const NO_TIME: Stages = {
  ...{ waitMs: 0, blockedMs: 0, queueMs: 0, recordMs: 0, transferMs: 0, computeMs: 0, emulatedMs: 0 },
};

/** One at a time in a queue, as a lane measures it: slow stretches and fast ones, each of about so many answers. */
function inSpells({ modeId, count, together, perSecond, handOverMs = 0 }: Spells): MeasuredLane {
  const next = evenly(77);
  let [atMs, freeMs, isSlow] = [0, 0, false];
  const measurements = Array.from({ length: count }, (_, item): Measurement => {
    atMs += (-1000 / perSecond) * Math.log(1 - next());
    if (next() < 1 / together) isSlow = !isSlow;
    const computeMs = (isSlow ? 14 : 4) * (0.8 + 0.4 * next());
    const beginMs = Math.max(atMs, freeMs);
    freeMs = beginMs + computeMs + handOverMs;
    const isOnline = modeId === 'online';
    return {
      ...{ item, arrivedAtMs: atMs, startedAtMs: isOnline ? atMs : beginMs, finishedAtMs: freeMs, batchSize: 1 },
      ...{ outcome: 'completed', answer: { classIndex: 0, probability: 1 } },
      stages: { ...NO_TIME, computeMs, queueMs: isOnline ? beginMs - atMs + handOverMs : 0 },
    };
  });
  return { modeId, measurements, resources: null, threads: 1, mostRows: 1, startUpMs: 0 };
}

interface Spells {
  readonly modeId: 'online' | 'edge';
  readonly count: number;
  readonly together: number;
  readonly perSecond: number;
  readonly handOverMs?: number;
}

describe('SPEC 5.4: a replay of slow answers that came in a row', () => {
  const load = { count: 6000, together: 30, perSecond: 55 };

  test.each(['online', 'edge'] as const)('of the %s lane waits as long as was measured', (modeId) => {
    const found = replay(inSpells({ ...load, modeId }), 1000);
    expect(Math.abs(found?.errors.meanMs ?? 1)).toBeLessThan(TARGETS.meanMs);
    expect(Math.abs(found?.errors.p95Ms ?? 1)).toBeLessThan(TARGETS.p95Ms);
  });

  test('would wait for a fifth less if each were drawn by itself', () => {
    const lane = inSpells({ ...load, modeId: 'edge' });
    const scenario = scenarioAtRate(lane, load.perSecond, load.count);
    const serviceMs = scenario?.lanes.edge?.serviceMs;
    if (!scenario || serviceMs?.kind !== 'samples') throw new Error('It was not calibrated.');
    const alone = { ...scenario, lanes: { edge: { serviceMs: { ...serviceMs, pace: undefined } } } };
    expect(totalsOver(alone).meanMs.value).toBeLessThan(0.8 * totalsOver(scenario).meanMs.value);
  });

  test('of answers that knew nothing of one another has no pace', () => {
    const found = calibrateEdge(inSpells({ ...load, modeId: 'edge', together: 2 }));
    expect(found?.serviceMs.pace).toBeUndefined();
  });

  test('counts to a worker’s time that it is handed its calls', () => {
    const found = calibrateOnline(inSpells({ ...load, modeId: 'online', perSecond: 20, handOverMs: 3 }));
    const [alone] = found?.serviceMs.sizes ?? [];
    const without = calibrateOnline(inSpells({ ...load, modeId: 'online', perSecond: 20 }));
    expect(meanOf(alone?.values ?? [])).toBeCloseTo(meanOf(without?.serviceMs.sizes[0]?.values ?? []) + 3, 1);
    expect(meanOf(found?.roundTripMs.values ?? [])).toBeCloseTo(0, 6);
  });
});

describe('SPEC 5.4: ranks', () => {
  const of = (...times: readonly (readonly [number, number])[]): Recorded[] =>
    times.map(([ms, kind]) => ({ ms, kind }));

  test('are told among times of one kind, equal ones alike', () => {
    const one = of([5, 1], [50, 8], [7, 1], [5, 1], [70, 8]);
    // A second series that hangs together makes both keep their order.
    const rising = Array.from({ length: 300 }, (_, index) => ({ ms: index, kind: 0 }));
    const long = Array.from({ length: 300 }, (_, index) => one[index % 5] ?? { ms: 0, kind: 0 });
    const [pace] = recordedPaces([long, rising], 2990);
    expect(pace?.everyMs).toBeCloseTo(10, 9);
    expect(pace?.ranks.slice(0, 5).map((rank) => Number(rank.toFixed(3)))).toEqual([0.333, 0.25, 0.833, 0.333, 0.75]);
  });

  test('of several series are kept in blocks of one length', () => {
    const loose = series(900, 0, 5).map((ms) => ({ ms, kind: 0 }));
    const tight = series(900, 0.9, 6).map((ms) => ({ ms, kind: 0 }));
    const [one, other] = recordedPaces([loose, tight], 9000);
    expect(one?.blockMs).toBe(other?.blockMs);
    expect(one?.blockMs).toBeGreaterThan(50);
  });
});
