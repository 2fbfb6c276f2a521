import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { type TheoryAsked, theoryFor } from '@/lib/simulate/theory/theory-for';
import type { BenchRow } from '../bench-row';

const REQUESTS = 1_000_000;
const MEAN_MS = 10;

interface Case {
  readonly servers: number;
  readonly utilisation: number;
  readonly shape: TheoryAsked['service']['shape'];
  readonly places: number | null;
}

const CASES: readonly Case[] = [
  { servers: 1, utilisation: 0.5, shape: 'exponential', places: null },
  { servers: 1, utilisation: 0.8, shape: 'exponential', places: null },
  { servers: 1, utilisation: 0.8, shape: 'constant', places: null },
  { servers: 1, utilisation: 0.7, shape: 'general', places: null },
  { servers: 4, utilisation: 0.8, shape: 'exponential', places: null },
  { servers: 8, utilisation: 1, shape: 'exponential', places: 0 },
  { servers: 1, utilisation: 1.1, shape: 'exponential', places: 5 },
];

/** Of `general` service times. */
const CV = 1.5;

/** One million requests of queues with a formula, against it. */
export function benchTheory(): BenchRow[] {
  return CASES.flatMap((one) => {
    const { servers, utilisation, shape, places } = one;
    const perSecond = (utilisation * servers * 1000) / MEAN_MS;
    const theory = theoryFor({
      ...{ arrivals: 'poisson', perSecond, servers, places },
      service: { meanMs: MEAN_MS, cv: CV, shape },
    });
    if (theory.state !== 'applies' || theory.figures.state !== 'steady') return [];
    const lane = simulated(one, perSecond);
    const name = `simulate: ${theory.name}, ${servers} x, utilisation ${utilisation}`;
    const { waitMsMean, lossShare } = theory.figures;
    if (lossShare > 0) {
      const found = lane.rejected / lane.requests;
      return [row(`${name}, rejected`, found * 100, '%', lossShare * 100, 0)];
    }
    const { mean = Number.NaN, low = null, high = null } = lane.waitMs ?? {};
    const reach = low === null || high === null ? 0 : (high - low) / 2 / mean;
    return [row(`${name}, mean wait`, mean, 'ms', waitMsMean, reach)];
  });
}

function simulated({ servers, shape, places }: Case, perSecond: number) {
  const serviceMs = {
    exponential: { kind: 'exponential', mean: MEAN_MS },
    constant: { kind: 'constant', value: MEAN_MS },
    general: { kind: 'lognormal', mean: MEAN_MS, cv: CV },
  } as const satisfies Record<Case['shape'], unknown>;
  const input: ScenarioInput = {
    ...{ version: 1, seed: 7, requests: REQUESTS, arrivals: { kind: 'poisson', perSecond } },
    lanes: { online: { servers: 1, workersPerServer: servers, serviceMs: serviceMs[shape], queueMost: places } },
  };
  const read = readScenario(input);
  const lane = read.ok ? simulateAtOnce(read.scenario, 0).lanes[0] : undefined;
  if (!lane) throw new Error('The scenario cannot be played.');
  return lane;
}

/** Within 2 %, or within its own interval where that is wider, and then under 4 %. */
function row(name: string, value: number, unit: string, expected: number, reach: number): BenchRow {
  const error = Math.abs(value / expected - 1);
  const most = Math.max(0.02, Math.min(reach, 0.04));
  return {
    ...{
      name,
      value,
      unit,
      baseline: `theory ${expected.toFixed(3)} ${unit}; own interval +-${(reach * 100).toFixed(1)} %`,
    },
    ...{ ratio: error, target: `<= ${most.toFixed(3)}`, ok: error <= most },
  };
}
