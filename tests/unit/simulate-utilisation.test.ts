import { describe, expect, test } from 'vitest';
import { assumptionsFrom } from '@/lib/measure/assumptions';
import { findingsOf } from '@/lib/simulate/findings/findings';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { laneUse } from '@/lib/simulator-page/lane-use';

function laneOf(part: Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>) {
  const read = readScenario({
    ...{ version: 1, seed: 3, requests: 20_000, arrivals: { kind: 'poisson', perSecond: 80 } },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [lane] = simulateAtOnce(read.scenario, 0).lanes;
  if (!lane) throw new Error('There is no lane.');
  return { lane, scenario: read.scenario };
}

const pool = (servers: number, value: number) => ({ servers, serviceMs: { kind: 'constant' as const, value } });

describe('SPEC 3.7: utilisation', () => {
  test('of a lane is that of its busiest part, and each part has its own', () => {
    const { lane } = laneOf({ lanes: { cascade: { small: pool(1, 10), big: pool(50, 10), unsureShare: 0.25 } } });
    const [small, big] = lane.pools;
    expect(small?.utilisation).toBeCloseTo(0.8, 1);
    expect(big?.utilisation).toBeCloseTo((0.25 * 0.8) / 50, 3);
    expect(lane.utilisation).toBe(small?.utilisation);
    expect(Math.max(...lane.windows.utilisation)).toBeGreaterThan(0.75);
  });

  test('of a server that is nearly full is not hidden behind a thousand devices', () => {
    const { lane } = laneOf({
      clients: { count: 1000, classes: [{ name: 'phones', share: 1 }] },
      lanes: {
        edgeThenOnline: {
          edge: { serviceMs: { kind: 'constant', value: 20 } },
          online: pool(1, 20),
          unsureShare: 0.55,
        },
      },
    });
    expect(lane.pools[0]?.utilisation).toBeCloseTo(0.88, 1);
    expect(lane.fleet?.utilisation).toBeCloseTo((80 * 0.02) / 1000, 4);
    expect(lane.utilisation).toBe(lane.pools[0]?.utilisation);
  });

  test('of a job beside a server is its own', () => {
    const { lane, scenario } = laneOf({
      lanes: {
        cacheThenOnline: {
          batch: { everyMs: 10_000, workers: 1, serviceMs: { kind: 'constant', value: 10 } },
          ...{ online: pool(2, 10), items: 900, hitShare: 0.5 },
        },
      },
    });
    // 9 s of every 10, after the first.
    expect(lane.job?.utilisation).toBeCloseTo(0.87, 1);
    expect(lane.pools[0]?.utilisation).toBeCloseTo(0.21, 1);
    expect(lane.utilisation).toBe(lane.job?.utilisation);
    // Its servers are not told to be nearly full where its job is.
    expect(Math.max(...lane.windows.utilisation)).toBeGreaterThan(0.85);
    expect(findingsOf(scenario, [lane]).map(({ id }) => id)).not.toContain('busy');
  });

  test('of a job counts its own workers, whatever another lane has', () => {
    const job = { everyMs: 10_000, serviceMs: { kind: 'constant' as const, value: 10 } };
    const { lanes } = simulateAtOnce(
      laneOf({
        lanes: {
          batch: { ...job, workers: 1 },
          cacheThenOnline: {
            batch: { ...job, workers: 5, chunkItems: 10 },
            ...{ online: pool(2, 10), items: 4000, hitShare: 0.5 },
          },
        },
      }).scenario,
      0,
    );
    // 8 s of every 10 on five workers; 800 requests of 10 ms on one.
    expect(lanes.find(({ id }) => id === 'cacheThenOnline')?.job?.utilisation).toBeCloseTo(0.77, 1);
    expect(lanes.find(({ id }) => id === 'batch')?.job?.utilisation).toBeCloseTo(0.77, 1);
  });

  test('of a pool leaves the warm-up out, as that of its lane does; what it was busy and paid for does not', () => {
    // An hour with next to nothing, then one that is full.
    const gapsMs = [...new Array<number>(100).fill(36_000), ...new Array<number>(36_000).fill(100)];
    const { lane, scenario } = laneOf({
      ...{ requests: 36_100, warmUp: 100, arrivals: { kind: 'trace', gapsMs } },
      lanes: { online: pool(1, 90) },
    });
    expect(lane.pools[0]?.utilisation).toBeCloseTo(0.9, 2);
    expect(lane.utilisation).toBe(lane.pools[0]?.utilisation);
    expect(lane.pools[0]?.busySeconds).toBeCloseTo(36_100 * 0.09, 0);
    expect(lane.pools[0]?.serverSeconds).toBeCloseTo(7200, -1);
    const use = laneUse(scenario, lane, assumptionsFrom(null));
    const cold = laneUse({ ...scenario, warmUp: 0 }, laneOf({ ...scenario, warmUp: 0 }).lane, assumptionsFrom(null));
    expect(use).toEqual(cold);
  });
});
