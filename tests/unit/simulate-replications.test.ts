import { describe, expect, test } from 'vitest';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import {
  aroundFigure,
  type ReplicatedFigure,
  replicatedPercentile,
  replicatedShare,
} from '@/lib/simulate/statistics/over-replications';
import { smallScenario } from './simulate-scenarios';

const REPLICATIONS = 5;
const MEAN_MS = 10;

function laneOf(changes: object): SimulatedLane {
  const read = readScenario(smallScenario(changes));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [lane] = simulateAtOnce(read.scenario, 0).lanes;
  if (!lane) throw new Error('There is no lane.');
  return lane;
}

function replicatedOf(changes: object) {
  const { replicated } = laneOf({ replications: REPLICATIONS, ...changes });
  if (!replicated) throw new Error('It was played once.');
  return replicated;
}

const TRIALS = 40;

/**
 * That in about 95 % of trials, each with a seed of its own, the interval of a figure holds what is true, and half of it does not.
 */
function expectCoverage(truth: number, figures: readonly (ReplicatedFigure | undefined)[]): void {
  const told = figures.flatMap((figure) => (figure && 'low' in figure ? [figure] : []));
  expect(told).toHaveLength(TRIALS);
  const held = (times: number) =>
    told.filter(({ value, low, high }) => Math.abs(truth - value) <= (times * (high - low)) / 2).length / TRIALS;
  expect(held(1)).toBeGreaterThan(0.85);
  expect(held(0.5)).toBeLessThan(0.9);
}

describe('SPEC 2.10: the interval of a figure over replications', () => {
  test('is by how far each is from that of all together', () => {
    // By hand: 2, 1, 0, 1 and 4 away from 4, squares 22, t of 4 degrees 2.77645.
    const reach = 2.77645 * Math.sqrt(22 / (5 * 4));
    expect(aroundFigure(4, [2, 3, 4, 5, 8])).toEqual({
      ...{ state: 'too-wide', value: 4 },
      ...{ low: expect.closeTo(4 - reach, 6), high: expect.closeTo(4 + reach, 6) },
    });
    expect(aroundFigure(400, [398, 399, 400, 401, 404]).state).toBe('told');
  });

  test('is wider where the figure of all together is not the mean of the single ones', () => {
    const reachOf = (figure: ReplicatedFigure) => ('high' in figure ? figure.high - figure.value : Number.NaN);
    expect(reachOf(aroundFigure(5, [2, 3, 4]))).toBeGreaterThan(reachOf(aroundFigure(3, [2, 3, 4])));
  });

  test('needs twenty items on either side of a percentile in each replication', () => {
    const of = (items: number) => [
      { value: 10, items: 5000 },
      { value: 11, items },
    ];
    expect(replicatedPercentile(10, 0.99, of(1999))).toEqual({ state: 'too-few', value: 10 });
    expect(replicatedPercentile(10, 0.99, of(2000)).state).toBe('too-wide');
    expect(replicatedPercentile(10, 0.5, [...of(2000), null])).toEqual({ state: 'too-few', value: 10 });
  });

  test('is not told of a share that was never or always seen, and does not leave 0 and 1', () => {
    expect(replicatedShare(0, [0, 0, 0])).toEqual({ state: 'unseen', value: 0 });
    expect(replicatedShare(1, [1, 1])).toEqual({ state: 'unseen', value: 1 });
    expect(replicatedShare(0.001, [0, 0, 0.003])).toMatchObject({ state: 'too-wide', low: 0 });
    expect(replicatedShare(0.999, [1, 1, 0.997])).toMatchObject({ state: 'told', high: 1 });
  });

  test('holds the percentiles of latency through M/M/1, which are known, in about 95 % of trials', () => {
    const load = 0.5;
    const trials = Array.from({ length: TRIALS }, (_, seed) =>
      replicatedOf({
        ...{ seed, requests: 2200, warmUp: 200 },
        arrivals: { kind: 'poisson', perSecond: (1000 * load) / MEAN_MS },
        lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: MEAN_MS } } },
      }),
    );
    for (const [key, share] of [['p50', 0.5] as const, ['p95', 0.95] as const, ['p99', 0.99] as const]) {
      const truth = (-Math.log(1 - share) * MEAN_MS) / (1 - load);
      expectCoverage(
        truth,
        trials.map(({ latencyMs }) => latencyMs?.[key]),
      );
    }
    expectCoverage(
      load,
      trials.map(({ utilisation }) => utilisation),
    );
  });

  test("holds Erlang's loss in about 95 % of trials", () => {
    // Two erlangs for three servers: (8 / 6) / (1 + 2 + 2 + 8 / 6).
    const loss = 8 / 6 / (5 + 8 / 6);
    const trials = Array.from({ length: TRIALS }, (_, seed) =>
      replicatedOf({
        ...{ seed, requests: 1000 },
        arrivals: { kind: 'poisson', perSecond: 200 },
        lanes: { online: { servers: 3, queueMost: 0, serviceMs: { kind: 'exponential', mean: MEAN_MS } } },
      }),
    );
    expectCoverage(
      loss,
      trials.map(({ shares }) => shares.rejected),
    );
  });

  test('stands with every figure of a lane that was played several times, around that figure, and with none that was played once', () => {
    expect(laneOf({})).not.toHaveProperty('replicated');
    const lane = laneOf({
      replications: 4,
      requests: 3000,
      lanes: { online: { ...smallScenario().lanes.online, queueMost: 3 } },
    });
    const { replicated, latencyMs, waitMs, requests } = lane;
    expect(replicated?.count).toBe(4);
    for (const [times, intervals] of [
      [latencyMs, replicated?.latencyMs] as const,
      [waitMs, replicated?.waitMs] as const,
    ])
      for (const key of ['p50', 'p90', 'p95', 'p99'] as const) expect(intervals?.[key].value).toBe(times?.[key]);
    for (const key of ['completed', 'rejected', 'failed', 'timedOut', 'unfinished'] as const)
      expect(replicated?.shares[key].value).toBe(lane[key] / requests);
    for (const key of ['utilisation', 'queueLengthMean', 'throughputPerSecond'] as const)
      expect(replicated?.[key].value).toBe(lane[key]);
    expect(replicated?.shares.rejected).toMatchObject({ state: 'told', low: expect.any(Number) });
    expect(replicated?.shares.failed.state).toBe('unseen');
  });
});
