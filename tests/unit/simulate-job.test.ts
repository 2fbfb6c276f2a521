import { describe, expect, test } from 'vitest';
import { LanePlay } from '@/lib/simulate/play-lane';
import type { Lanes, SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

function scenarioOf(part: Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>) {
  const read = readScenario({
    version: 1,
    seed: 5,
    requests: 4000,
    arrivals: { kind: 'constant', perSecond: 100 },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

const played = (scenario: ReturnType<typeof scenarioOf>, id: SimLaneId) => {
  const play = new LanePlay(scenario, id, 0, 0);
  while (!play.play(10_000));
  return play;
};

describe('SPEC 4.1: a run that waits for the one before', () => {
  const lanes = (overrun: 'skip' | 'queue') => ({
    batch: {
      everyMs: 1000,
      overrun,
      serviceMs: { kind: 'linear' as const, perCall: 1500, perItem: 0 },
      batchSize: 65_536,
    },
  });

  test('takes what had come when it was due, and no more', () => {
    const { runs, skipped } = played(scenarioOf({ lanes: lanes('queue') }), 'batch').lane.job ?? {};
    const first = (runs ?? []).slice(0, 4).map(({ dueMs, startMs, items }) => [dueMs, startMs, items]);
    // A run takes 1,500 ms. The second is due at 2,000 and starts at 2,500; the third at 3,000, and waits until 4,000 ...
    expect(first).toEqual([
      [1000, 1000, 100],
      [2000, 2500, 100],
      [3000, 4000, 100],
      [4000, 5500, 100],
    ]);
    // ... until one comes to be due while another one waits: the next takes its requests.
    expect(skipped).toBeGreaterThan(0);
    expect(Math.max(...(runs ?? []).map(({ items }) => items))).toBe(200);
    for (const { dueMs, items } of runs ?? []) expect([dueMs % 1000, items % 100]).toEqual([0, 0]);
  });

  test('answers no request that came after it was due', () => {
    const { requests, lane } = played(scenarioOf({ lanes: lanes('queue') }), 'batch');
    const dueBy = new Map((lane.job?.runs ?? []).map(({ dueMs, endMs }) => [Math.round(endMs), dueMs]));
    for (let request = 0; request < requests.arrived; request++) {
      const atMs = requests.arrivedAtMs[request] ?? Number.NaN;
      const dueMs = dueBy.get(Math.round(atMs + (requests.latencyMs[request] ?? Number.NaN)));
      expect(atMs).toBeLessThanOrEqual((dueMs ?? Number.NaN) + 1e-6);
    }
  });
});

describe('SPEC 4.5: answers made in advance', () => {
  const lane = (batch: object) => {
    const cacheThenOnline = {
      batch: { everyMs: 1000, serviceMs: { kind: 'constant', value: 0 }, chunkItems: 10, retries: 0, ...batch },
      online: { servers: 10, serviceMs: { kind: 'constant', value: 1 } },
      ...{ items: 1000, hitShare: 0.8 },
    } as Lanes['cacheThenOnline'];
    const [found] = simulateAtOnce(scenarioOf({ requests: 40_000, lanes: { cacheThenOnline } }), 0).lanes;
    if (!found) throw new Error('There is no lane.');
    return found;
  };

  test('are not there where the chunk that was to make them failed for good: the server answers', () => {
    const [all, some] = [lane({}), lane({ failShare: 0.4 })];
    // All but the first second has answers.
    expect(all.hitShare).toBeCloseTo(0.8 * (1 - 1 / 400), 2);
    expect(some.hitShare).toBeCloseTo(0.6 * 0.8 * (1 - 1 / 400), 2);
    expect(some.completed).toBe(40_000);
    expect(some.pools[0]?.attempts).toBe(40_000 - Math.round((some.hitShare ?? 0) * 40_000));
  });

  test('are there where the chunk failed and was done at a further try', () => {
    const tried = lane({ failShare: 0.4, retries: 20 });
    expect(tried.job?.chunkFailures).toBeGreaterThan(1000);
    expect(tried.hitShare).toBe(lane({}).hitShare);
  });

  test('are those of the newest run: what failed in one may be there after the next', () => {
    // One chunk holds all: there is everything, or nothing.
    const { windows } = lane({ everyMs: 20_000, chunkItems: 1000, failShare: 0.5 });
    const busy = new Set(windows.utilisation.slice(4).map((share) => share > 0.006));
    expect(busy).toEqual(new Set([true, false]));
  });
});
