import { describe, expect, test } from 'vitest';
import { filmOf } from '@/lib/simulate/picture/film';
import { momentsOf } from '@/lib/simulate/picture/moments';
import { proposedSpeed } from '@/lib/simulate/picture/speeds';
import { stateAt } from '@/lib/simulate/picture/state';
import type { Sample } from '@/lib/simulate/sampling';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { scenarioOf, WORLDS } from './simulate-picture-fixtures';

const filmWith = (scenario: Scenario, sample: Sample) => {
  const [first] = simulateAtOnce(scenario, sample).samples;
  if (!first) throw new Error('no sample');
  return { sample: first, film: filmOf(scenario, first) };
};
const HOUR_MS = 3_600_000;

describe('A picture that begins later', () => {
  test.each(Object.entries(WORLDS).filter(([, { lanes }]) => !lanes.batch))(
    'shows the lane as a picture of all of it does, once those from before are gone: %s',
    (_, world) => {
      const scenario = scenarioOf({ ...world, arrivals: { kind: 'poisson', perSecond: 8 } }, 400, 8);
      const whole = filmWith(scenario, 400).film;
      const { film, sample } = filmWith(scenario, { most: 120, fromMs: 20_000 });
      expect(film.fromMs).toBe(20_000);
      expect(sample.requests).toHaveLength(120);
      expect(sample.untilMs).toBeGreaterThan(25_000);
      for (let ms = 22_000; ms < Math.min(sample.untilMs, 32_000); ms += 97) {
        const [part, all] = [stateAt(film, ms), stateAt(whole, ms)];
        // A request from before may still be on its way through retries or a long loss of signal.
        for (const [stage, state] of part.stages.entries()) {
          expect(state.waiting).toBeLessThanOrEqual(all.stages[stage]?.waiting ?? -1);
          expect(state.workers).toBe(all.stages[stage]?.workers);
        }
        expect(part.arrived).toBe(all.arrived - stateAt(whole, 20_000).arrived);
      }
    },
  );

  test('that begins after the last request is empty', () => {
    const scenario = scenarioOf(WORLDS['one queue before two servers'] ?? { lanes: {} }, 50, 60);
    expect(filmWith(scenario, { most: 10, fromMs: 1e9 }).sample.requests).toEqual([]);
  });
});

describe('A picture of a job', () => {
  const job = { everyMs: 10_000, workers: 2, serviceMs: { kind: 'constant', value: 2 }, chunkItems: 100 } as const;
  const scenario = scenarioOf({ lanes: { batch: job }, arrivals: { kind: 'poisson', perSecond: 100 } }, 4000, 100);

  test('has requests of all the time, each for many, and counts what the whole has to within as many', () => {
    const whole = filmWith(scenario, 4000).film;
    const { film, sample } = filmWith(scenario, { most: 200, fromMs: 15_000 });
    expect([film.each, film.fromMs, sample.requests.length, sample.untilMs]).toEqual([
      20,
      0,
      200,
      Number.POSITIVE_INFINITY,
    ]);
    for (let ms = 0; ms < whole.spanMs; ms += 83) {
      const [few, all] = [stateAt(film, ms), stateAt(whole, ms)];
      expect(Math.abs(few.arrived - all.arrived)).toBeLessThan(20);
      expect(Math.abs(few.ended.completed - all.ended.completed)).toBeLessThan(20);
      expect(Math.abs((few.stages[0]?.waiting ?? 0) - (all.stages[0]?.waiting ?? 0))).toBeLessThan(40);
      expect(few.stages[0]?.busy).toBe(all.stages[0]?.busy);
      expect(few.run?.startMs).toBe(all.run?.startMs);
    }
  });

  test('goes so fast that its end is seen', () => {
    const { sample, film } = filmWith(scenario, { most: 200, fromMs: 0 });
    expect(film.spanMs / proposedSpeed([sample], film.spanMs)).toBeLessThanOrEqual(90_000);
    expect(1e9 / proposedSpeed([sample], 1e9)).toBeLessThanOrEqual(120_000);
  });
});

describe('Where a picture may begin', () => {
  const users = { kind: 'users', users: 1000, requestsPerDay: 24, peakFactor: 3, peakHour: 19 } as const;
  const lanes = { batch: { cron: '0 2 * * *', workers: 1, serviceMs: { kind: 'constant', value: 1 } } } as const;

  test('is the start, the first run of a job, and the busiest hour', () => {
    expect(momentsOf(scenarioOf({ lanes, arrivals: users }, 24_000, 1))).toEqual([
      { id: 'start', atMs: 0 },
      { id: 'run', atMs: 2 * HOUR_MS - 60_000 },
      { id: 'peak', atMs: 19 * HOUR_MS },
    ]);
  });

  test('is no moment that is not played', () => {
    expect(momentsOf(scenarioOf({ lanes, arrivals: users }, 1000, 1)).map(({ id }) => id)).toEqual(['start']);
    expect(momentsOf(scenarioOf({ lanes, arrivals: { kind: 'poisson', perSecond: 1e6 } }, 1000, 1))).toHaveLength(1);
  });
});
