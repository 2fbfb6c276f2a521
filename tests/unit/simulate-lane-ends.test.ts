import { describe, expect, test } from 'vitest';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import type { Ends, SimulatedLane } from '@/lib/simulate/simulated-lane';

const SEEDS = 40;

function lanesOf(part: object): readonly SimulatedLane[] {
  return Array.from({ length: SEEDS }, (_, seed) => {
    const read = readScenario({
      ...{ version: 1, seed, requests: 20_000, arrivals: { kind: 'poisson', perSecond: 50 } },
      lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: 10 }, ...part } },
    });
    const [lane] = read.ok ? simulateAtOnce(read.scenario, 0).lanes : [];
    if (!lane) throw new Error('no lane');
    return lane;
  });
}

/** In so large a part of the runs the interval is told and holds the true value. */
const held = (lanes: readonly SimulatedLane[], truth: number, of: (lane: SimulatedLane) => Ends | null | undefined) =>
  lanes.filter((lane) => {
    const ends = of(lane);
    return ends && ends.low <= truth && truth <= ends.high;
  }).length / lanes.length;

describe('The intervals of a single run', () => {
  test('hold what theory says of M/M/1 at half load: percentiles, queue, utilisation', () => {
    const lanes = lanesOf({});
    // The time in the system is exponential with a mean of 20 ms (SPEC, section of the theory).
    for (const [name, share] of [
      ['p50', 0.5],
      ['p90', 0.9],
      ['p95', 0.95],
    ] as const)
      expect(held(lanes, -20 * Math.log(1 - share), ({ latencyMs }) => latencyMs?.ends[name])).toBeGreaterThan(0.8);
    expect(held(lanes, 0.5, ({ ends }) => ends?.utilisation)).toBeGreaterThan(0.8);
    expect(held(lanes, 0.5, ({ ends }) => ends?.queueLengthMean)).toBeGreaterThan(0.8);
  });

  test('hold what Erlang says of those that find no place; of what came to nobody there is none', () => {
    const lanes = lanesOf({ queueMost: 0 });
    expect(held(lanes, 1 / 3, ({ ends }) => ends?.rejected)).toBeGreaterThan(0.8);
    expect(held(lanes, 2 / 3, ({ ends }) => ends?.completed)).toBeGreaterThan(0.8);
    expect(held(lanes, 1 / 3, ({ ends }) => ends?.utilisation)).toBeGreaterThan(0.8);
    expect(lanes.every(({ ends }) => ends?.failed === null && ends.timedOut === null)).toBe(true);
  });
});
