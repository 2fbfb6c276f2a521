import { describe, expect, test } from 'vitest';
import { createDraws } from '@/lib/simulate/random/draws';
import { createStreams } from '@/lib/simulate/random/streams';
import { backlogWindow } from '@/lib/simulate/scale/backlog';
import { rateCurve } from '@/lib/simulate/scale/rates';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Arrivals, ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { createSource } from '@/lib/simulate/world/source';

const EXPONENTIAL = { kind: 'exponential', mean: 10 } as const;

function lanesOf(part: Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>) {
  const read = readScenario({
    ...{ version: 1, seed: 3, requests: 50_000_000, arrivals: { kind: 'poisson', perSecond: 160 } },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return simulateAtOnce(read.scenario, 0).lanes;
}

const clients = {
  count: 200_000,
  classes: [
    {
      name: 'phones',
      share: 1,
      slowdown: 4,
      network: { roundTripMs: { kind: 'constant', value: 60 } as const, downMbps: 8 },
    },
  ],
};

const daily = {
  kind: 'daily',
  perSecond: 30,
  peakFactor: 3,
  peakHour: 3,
  weekendFactor: 1,
} as const satisfies Arrivals;

/** More than are played, on two days that are the same, with a peak that an exact run of 500,000 holds, too. */
const twoDays = {
  requests: 10_368_000,
  arrivals: { ...daily, perSecond: 60, peakHour: 1 },
} as const satisfies Partial<ScenarioInput>;

describe('SPEC 3.6, 6.1 and 6.3: more requests than are played', () => {
  test.each<[string, string, Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>]>([
    ['part', 'a pool at a steady rate', { lanes: { online: { servers: 2, serviceMs: EXPONENTIAL } } }],
    [
      'hours',
      'a pool over the day',
      { ...twoDays, lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: 5 } } } },
    ],
    [
      'hours',
      'a pool whose peak is more than it can do',
      { ...twoDays, lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 7 } } } },
    ],
    [
      'hours',
      'a pool that turns requests away at its peak',
      { ...twoDays, lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 7 }, queueMost: 40 } } },
    ],
    ['devices', 'a fleet', { clients, lanes: { edge: { serviceMs: EXPONENTIAL, modelBytes: 500_000 } } }],
    [
      'items',
      'a job',
      {
        lanes: {
          batch: { everyMs: 600_000, serviceMs: { kind: 'linear', perCall: 5, perItem: 1 }, batchSize: 64, workers: 4 },
        },
      },
    ],
  ])('are approximated by %s, near an exact run: %s', (method, _, part) => {
    const [lane] = lanesOf(part);
    expect(lane?.approximation?.method).toBe(method);
    const requests = part.requests ?? 50_000_000;
    expect(lane?.requests).toBe(requests);
    expect((lane?.completed ?? 0) + (lane?.rejected ?? 0) + (lane?.failed ?? 0) + (lane?.timedOut ?? 0)).toBe(requests);
    expect(Math.abs(lane?.approximation?.checked.meanError ?? 1)).toBeLessThan(0.15);
    expect(Math.abs(lane?.approximation?.checked.p95Error ?? 1)).toBeLessThan(0.15);
  });

  test('up to ten million are not', () => {
    const [lane] = lanesOf({ requests: 100_000, lanes: { online: { servers: 2, serviceMs: EXPONENTIAL } } });
    expect(lane).not.toHaveProperty('approximation');
  });
});

describe('SPEC 6.2: hours', () => {
  test('a backlog grows by what comes less what is done, is bounded by what can wait, and shrinks to none', () => {
    const grows = backlogWindow(100, 80, 0, Number.POSITIVE_INFINITY, 60_000);
    expect(grows).toMatchObject({ to: 1200, mean: 600, lastWaitMs: 15_000, share: 1, shedShare: 0 });
    const full = backlogWindow(100, 80, 0, 600, 60_000);
    expect(full).toMatchObject({ to: 600, shedShare: 0.1 });
    expect(full.mean).toBeCloseTo(450, 9);
    const shrinks = backlogWindow(60, 80, 600, Number.POSITIVE_INFINITY, 60_000);
    expect(shrinks).toMatchObject({ to: 0, share: 0.5, mean: 150 });
  });

  test.each<[string, Arrivals]>([
    ['a day', daily],
    ['a week with quiet ends', { ...daily, weekendFactor: 0.3 }],
    ['users', { kind: 'users', users: 40_000, requestsPerDay: 60, peakFactor: 1.6, peakHour: 19, weekendFactor: 1 }],
    ['a ramp', { kind: 'ramp', fromPerSecond: 5, toPerSecond: 60, overMs: 7_200_000 }],
  ])('the rate over %s is the one that requests come at', (_, arrivals) => {
    const requests = 400_000;
    const rates = rateCurve(arrivals, requests);
    if (!rates) throw new Error('It has no rate.');
    const { next } = createSource(arrivals, createStreams(1, 0), createDraws(1, 0));
    const width = rates.spanMs / 10;
    const counts = new Array<number>(10).fill(0);
    for (let atMs = next(); atMs < rates.spanMs; atMs = next())
      counts[Math.floor(atMs / width)] = (counts[Math.floor(atMs / width)] ?? 0) + 1;
    for (const [index, count] of counts.entries()) {
      const expected = (rates.meanOf(index * width, (index + 1) * width) * width) / 1000;
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected) + 0.004 * expected);
    }
  });

  test('half of the curve of a week is above its mean, and the mean of a week is the rate that was asked for', () => {
    const rates = rateCurve({ ...daily, weekendFactor: 0.4 }, 1e9);
    expect(rates?.meanOf(0, rates.spanMs)).toBeGreaterThan(0);
    const week = rates?.spanMs ?? 0;
    const mean = Array.from(
      { length: 168 },
      (_, hour) => rates?.meanOf((hour * week) / 168, ((hour + 1) * week) / 168) ?? 0,
    );
    expect(mean.reduce((sum, one) => sum + one, 0) / 168).toBeCloseTo(30, 1);
  });
});
