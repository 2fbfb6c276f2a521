import type { PresetId } from '../lesson/presets';

/** What exercises, scenarios and test items are about, in the order they are taught. Words under `exercises.concepts.<id>`. */
export const CONCEPT_IDS = [
  'lanes',
  'latency',
  'throughput',
  'queues',
  'network',
  'device',
  'small-models',
  'measuring',
  'freshness',
  'cost',
  'privacy',
  'choosing',
] as const;
export type ConceptId = (typeof CONCEPT_IDS)[number];

/** How much is asked: to know it, to use it, to weigh or take apart a case. */
export const LEVELS = ['recall', 'apply', 'analyse'] as const;
export type Level = (typeof LEVELS)[number];

interface Way {
  /** Where the lesson speaks of it. */
  readonly lesson: `/learn${string}`;
  /** A set-up of the Lab that shows it. */
  readonly preset: PresetId;
  /** The deck of flash cards it is in. */
  readonly deck: 'batch' | 'online' | 'edge' | 'choosing' | 'measuring';
}

/** Where a learner who is weak in a concept goes. */
export const WAYS_BACK = {
  lanes: { lesson: '/learn', preset: 'three-lanes', deck: 'choosing' },
  latency: { lesson: '/learn/online', preset: 'three-lanes', deck: 'measuring' },
  throughput: { lesson: '/learn/batch', preset: 'batch-size', deck: 'batch' },
  queues: { lesson: '/learn/online', preset: 'online-capacity', deck: 'online' },
  network: { lesson: '/learn/online', preset: 'online-far-away', deck: 'online' },
  device: { lesson: '/learn/edge', preset: 'edge-cold-start', deck: 'edge' },
  'small-models': { lesson: '/learn/edge', preset: 'edge-small-model', deck: 'edge' },
  measuring: { lesson: '/learn/glossary', preset: 'online-steady', deck: 'measuring' },
  freshness: { lesson: '/learn/batch', preset: 'batch-short-interval', deck: 'batch' },
  cost: { lesson: '/learn/choosing', preset: 'choose-all', deck: 'choosing' },
  privacy: { lesson: '/learn/edge', preset: 'edge-alone', deck: 'edge' },
  choosing: { lesson: '/learn/choosing', preset: 'choose-crossover', deck: 'choosing' },
} as const satisfies Record<ConceptId, Way>;
