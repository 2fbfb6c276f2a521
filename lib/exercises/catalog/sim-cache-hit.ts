import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

/** Nineteen in twenty answers come within. ms */
const LIMIT_MS = 5000;
const HITS = [50, 60, 70, 75, 80, 90] as const;
type Hits = (typeof HITS)[number];

const timeAt = (hits: Hits) => `scene.hits-${hits}.cacheThenOnline.latency-p95` as const;
/** Three requests a second, and a server that does one. Answers of the night are there from the first minute on. */
const scene = (hits: Hits): Scene => ({
  id: `hits-${hits}`,
  scenario: {
    version: 1,
    seed: 7,
    requests: 100_000,
    // What comes before the answers of the night are there is no part of it.
    warmUp: 5000,
    arrivals: { kind: 'poisson', perSecond: 3 },
    lanes: {
      cacheThenOnline: {
        items: 50_000,
        hitShare: hits / 100,
        lookupMs: 2,
        batch: {
          cron: '1 0 * * *',
          workers: 8,
          serviceMs: { kind: 'linear', perCall: 20, perItem: 1 },
          batchSize: 100,
          chunkItems: 1000,
        },
        online: { servers: 1, serviceMs: { kind: 'exponential', mean: 1000 } },
      },
    },
  },
});

export const rules = defineRules<'crossover'>({
  kind: 'crossover',
  level: 'analyse',
  concepts: ['choosing', 'queues', 'freshness'],
  minutes: 5,
  input: {
    x: { unit: 'share', least: 0.5, most: 0.9, kind: 'linear' },
    y: { unit: 'duration', kind: 'log' },
    curves: ['time', 'limit'],
  },
  legs: [{ scenes: [scene(50), scene(60), scene(70), scene(75), scene(80), scene(90)] }],
  reasons: { spare: 'sound', thirds: 'full-is-efficient', limit: 'unsound', average: 'the-average-says-it-all' },
  truth: { points: HITS.map((hits) => ({ x: hits / 100, y: { time: timeAt(hits), limit: LIMIT_MS } })) },
  tolerance: { right: 0.04, partly: 0.08 },
  facts: {
    at60: timeAt(60),
    at70: timeAt(70),
    at75: timeAt(75),
    at80: timeAt(80),
    at90: timeAt(90),
  },
  watch: HITS.map(timeAt),
  followUp: 0,
});
