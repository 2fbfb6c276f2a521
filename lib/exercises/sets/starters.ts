import { EMPTY_SET, type ExerciseSet, type SetEntry } from './set';

const exercise = (id: string): SetEntry => ({ kind: 'exercise', id, seed: null });
const scenario = (id: string): SetEntry => ({ kind: 'scenario', id });

/** Ready-made sets to begin with; title and note are in the catalogue under `sets.starters.<id>`. */
export const STARTERS = [
  {
    id: 'first-lesson',
    set: {
      ...EMPTY_SET,
      order: 'fixed',
      entries: [
        exercise('acronyms'),
        exercise('first-answer'),
        exercise('batch-over-online'),
        exercise('network-share'),
        exercise('why-p99'),
        exercise('who-does-more'),
        exercise('what-leaves'),
        scenario('thermostat'),
        scenario('fraud-at-the-till'),
        { kind: 'test', concepts: ['lanes', 'latency'] },
      ],
    },
  },
  {
    id: 'queues',
    set: {
      ...EMPTY_SET,
      order: 'fixed',
      kept: 'fresh',
      entries: [
        exercise('why-p99'),
        exercise('within-the-limit'),
        exercise('users-in-flight'),
        exercise('queue-at-99'),
        exercise('capacity-limit'),
        exercise('the-pause'),
        { kind: 'test', concepts: ['queues'] },
      ],
    },
  },
  {
    id: 'small-models',
    set: {
      ...EMPTY_SET,
      entries: [
        exercise('who-does-more'),
        exercise('work-done-together'),
        exercise('batching-small-model'),
        exercise('batching-large-model'),
        exercise('int8-or-fp32'),
        exercise('three-files'),
        exercise('tiny-or-big'),
        scenario('wake-word'),
      ],
    },
  },
  {
    id: 'choosing',
    set: {
      ...EMPTY_SET,
      entries: [
        exercise('offline'),
        exercise('freshness'),
        exercise('break-even'),
        exercise('month-end'),
        exercise('fraud-at-the-till'),
        scenario('ambulance'),
        scenario('shop-recommendations'),
        scenario('factory-camera'),
        { kind: 'test', concepts: ['choosing'] },
      ],
    },
  },
  {
    id: 'what-if',
    set: {
      ...EMPTY_SET,
      order: 'fixed',
      entries: [
        exercise('sim-queue-explodes'),
        exercise('sim-one-queue-or-four'),
        exercise('sim-fan-out-tail'),
        exercise('sim-retry-storm'),
        exercise('sim-autoscaling-lag'),
        exercise('sim-cache-hit'),
        exercise('sim-freshness-against-cost'),
        exercise('sim-edge-pays'),
      ],
    },
  },
] as const satisfies readonly { readonly id: string; readonly set: ExerciseSet }[];
