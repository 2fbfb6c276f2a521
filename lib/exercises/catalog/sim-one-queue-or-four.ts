import type { Scene } from '../../simulate/scenario/scene';
import { defineRules } from '../rules';

const SHARED = 'scene.shared.online.wait-mean';
const RANDOM = 'scene.random.online.wait-mean';
const TIMES = { above: RANDOM, below: SHARED } as const;

type Balancing = 'shared-queue' | 'random' | 'round-robin' | 'least-outstanding';
/** Four servers that could do 400 a second get 320. */
const scene = (id: string, balancing: Balancing): Scene => ({
  id,
  scenario: {
    version: 1,
    seed: 7,
    requests: 150_000,
    arrivals: { kind: 'poisson', perSecond: 320 },
    lanes: { online: { servers: 4, balancing, serviceMs: { kind: 'exponential', mean: 10 } } },
  },
});

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['queues', 'throughput'],
  minutes: 4,
  input: { least: 0.5, most: 50 },
  legs: [
    {
      scenes: [
        scene('shared', 'shared-queue'),
        scene('random', 'random'),
        scene('turns', 'round-robin'),
        scene('shortest', 'least-outstanding'),
      ],
    },
  ],
  reasons: { idle: 'sound', same: 'equal-load-equal-wait', long: 'unsound', even: 'unsound' },
  truth: TIMES,
  tolerance: { right: 1.5, partly: 2.5 },
  facts: {
    shared: SHARED,
    random: RANDOM,
    turns: 'scene.turns.online.wait-mean',
    shortest: 'scene.shortest.online.wait-mean',
    times: TIMES,
  },
  watch: [RANDOM, 'scene.turns.online.wait-mean', 'scene.shortest.online.wait-mean', SHARED],
  followUp: 2,
});
