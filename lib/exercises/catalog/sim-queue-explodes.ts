import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

/** Of one request. ms */
const WORK_MS = 10;
/** Five in a hundred wait longer than ten times the work. ms */
const LIMIT_MS = 10 * WORK_MS;
const LOADS = [50, 60, 70, 80, 90, 95] as const;
type Load = (typeof LOADS)[number];

const waitAt = (load: Load) => `scene.load-${load}.online.wait-p95` as const;
const scene = (load: Load): Scene => ({
  id: `load-${load}`,
  scenario: {
    version: 1,
    seed: 7,
    requests: 100_000,
    arrivals: { kind: 'poisson', perSecond: (load * 10) / WORK_MS },
    lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: WORK_MS } } },
  },
});

export const rules = defineRules<'crossover'>({
  kind: 'crossover',
  level: 'analyse',
  concepts: ['queues', 'latency'],
  minutes: 4,
  input: {
    x: { unit: 'share', least: 0.5, most: 0.95, kind: 'linear' },
    y: { unit: 'duration', kind: 'log' },
    curves: ['wait', 'limit'],
  },
  legs: [{ scenes: [scene(50), scene(60), scene(70), scene(80), scene(90), scene(95)] }],
  reasons: { clusters: 'sound', full: 'full-is-efficient', step: 'unsound', average: 'the-average-says-it-all' },
  truth: { points: LOADS.map((load) => ({ x: load / 100, y: { wait: waitAt(load), limit: LIMIT_MS } })) },
  tolerance: { right: 0.04, partly: 0.1 },
  facts: { at50: waitAt(50), at70: waitAt(70), at80: waitAt(80), at90: waitAt(90), at95: waitAt(95) },
  watch: LOADS.map(waitAt),
  followUp: 1,
});
