import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

const PHONES = 300;
/** Pictures of each phone, on average. */
const EACH = [3, 10, 30, 100, 300] as const;
type Each = (typeof EACH)[number];

const meanOf = (each: Each, lane: 'online' | 'edge') => `scene.each-${each}.${lane}.latency-mean` as const;
/** Phones fetch 20 MB before their first answer and then need 60 ms; the server needs 30 ms, and the way to it 120 ms and more. */
const scene = (each: Each): Scene => ({
  id: `each-${each}`,
  scenario: {
    version: 1,
    seed: 7,
    requests: PHONES * each,
    // The first answers are what it is about.
    warmUp: 0,
    arrivals: { kind: 'poisson', perSecond: 0.3 },
    clients: {
      count: PHONES,
      requestBytes: 60_000,
      answerBytes: 2000,
      classes: [
        {
          name: 'phones',
          share: 1,
          network: { roundTripMs: { kind: 'lognormal', mean: 120, cv: 0.5 }, upMbps: 5, downMbps: 10 },
        },
      ],
    },
    lanes: {
      online: { servers: 4, serviceMs: { kind: 'lognormal', mean: 30, cv: 0.3 } },
      edge: { serviceMs: { kind: 'lognormal', mean: 60, cv: 0.3 }, modelBytes: 20_000_000, startUpMs: 500 },
    },
  },
});

export const rules = defineRules<'crossover'>({
  kind: 'crossover',
  level: 'analyse',
  concepts: ['device', 'network', 'choosing'],
  minutes: 5,
  input: {
    x: { unit: 'count', least: 3, most: 300, kind: 'log' },
    y: { unit: 'duration', kind: 'log' },
    curves: [
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
    ],
  },
  legs: [{ scenes: [scene(3), scene(10), scene(30), scene(100), scene(300)] }],
  reasons: {
    spread: 'sound',
    first: 'edge-is-always-faster',
    never: 'edge-is-always-slower',
    journey: 'the-network-is-nothing',
  },
  truth: {
    points: EACH.map((each) => ({ x: each, y: { online: meanOf(each, 'online'), edge: meanOf(each, 'edge') } })),
  },
  tolerance: { right: 1.7, partly: 3 },
  facts: {
    online: meanOf(100, 'online'),
    edge3: meanOf(3, 'edge'),
    edge30: meanOf(30, 'edge'),
    edge100: meanOf(100, 'edge'),
    edge300: meanOf(300, 'edge'),
    usual: 'scene.each-300.edge.latency-p50',
  },
  watch: [meanOf(3, 'edge'), meanOf(300, 'edge'), meanOf(300, 'online')],
  followUp: 2,
});
