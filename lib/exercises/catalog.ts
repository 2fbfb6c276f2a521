import type { AnyRules } from './rules';

/** Where the rules of each exercise are, in the order they are offered; fetched one at a time: a key is among them. */
const FILES = {
  'first-answer': () => import('./catalog/first-answer'),
  acronyms: () => import('./catalog/acronyms'),
  'batch-over-online': () => import('./catalog/batch-over-online'),
  'why-p99': () => import('./catalog/why-p99'),
  'within-the-limit': () => import('./catalog/within-the-limit'),
  'work-done-together': () => import('./catalog/work-done-together'),
  'who-does-more': () => import('./catalog/who-does-more'),
  'batching-small-model': () => import('./catalog/batching-small-model'),
  'batching-large-model': () => import('./catalog/batching-large-model'),
  'users-in-flight': () => import('./catalog/users-in-flight'),
  'queue-at-99': () => import('./catalog/queue-at-99'),
  'capacity-limit': () => import('./catalog/capacity-limit'),
  'network-share': () => import('./catalog/network-share'),
  offline: () => import('./catalog/offline'),
  'what-leaves': () => import('./catalog/what-leaves'),
  'cold-start': () => import('./catalog/cold-start'),
  memory: () => import('./catalog/memory'),
  threads: () => import('./catalog/threads'),
  'slow-phone': () => import('./catalog/slow-phone'),
  'int8-or-fp32': () => import('./catalog/int8-or-fp32'),
  'three-files': () => import('./catalog/three-files'),
  'tiny-or-big': () => import('./catalog/tiny-or-big'),
  'i-tried-it': () => import('./catalog/i-tried-it'),
  'the-pause': () => import('./catalog/the-pause'),
  'race-or-alone': () => import('./catalog/race-or-alone'),
  freshness: () => import('./catalog/freshness'),
  energy: () => import('./catalog/energy'),
  'break-even': () => import('./catalog/break-even'),
  'month-end': () => import('./catalog/month-end'),
  'fraud-at-the-till': () => import('./catalog/fraud-at-the-till'),
  'sim-queue-explodes': () => import('./catalog/sim-queue-explodes'),
  'sim-one-queue-or-four': () => import('./catalog/sim-one-queue-or-four'),
  'sim-fan-out-tail': () => import('./catalog/sim-fan-out-tail'),
  'sim-retry-storm': () => import('./catalog/sim-retry-storm'),
  'sim-autoscaling-lag': () => import('./catalog/sim-autoscaling-lag'),
  'sim-edge-pays': () => import('./catalog/sim-edge-pays'),
  'sim-freshness-against-cost': () => import('./catalog/sim-freshness-against-cost'),
  'sim-cache-hit': () => import('./catalog/sim-cache-hit'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly rules: AnyRules }>>>;

export type ExerciseId = keyof typeof FILES;
export const EXERCISE_IDS = Object.keys(FILES) as readonly ExerciseId[];

export const isExerciseId = (id: string): id is ExerciseId => Object.hasOwn(FILES, id);

/** What decides in an exercise: to be fetched by the page after the commitment only. */
export async function loadRules(id: ExerciseId): Promise<AnyRules> {
  return (await FILES[id]()).rules;
}
