import type { AnyExercise } from './exercise';

/** Where each exercise is, in the order they are offered; fetched one at a time: a key is in the same file. */
const FILES = {
  'first-answer': () => import('./catalog/first-answer'),
  acronyms: () => import('./catalog/acronyms'),
  'batch-over-online': () => import('./catalog/batch-over-online'),
  'why-p99': () => import('./catalog/why-p99'),
  'average-hides': () => import('./catalog/average-hides'),
  'work-done-together': () => import('./catalog/work-done-together'),
  'who-does-more': () => import('./catalog/who-does-more'),
  'batching-pays': () => import('./catalog/batching-pays'),
  'batching-hardly-pays': () => import('./catalog/batching-hardly-pays'),
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
  'int8-helps': () => import('./catalog/int8-helps'),
  'int8-hurts': () => import('./catalog/int8-hurts'),
  'tiny-or-big': () => import('./catalog/tiny-or-big'),
  'one-sample': () => import('./catalog/one-sample'),
  'coordinated-omission': () => import('./catalog/coordinated-omission'),
  'race-or-alone': () => import('./catalog/race-or-alone'),
  freshness: () => import('./catalog/freshness'),
  energy: () => import('./catalog/energy'),
  'break-even': () => import('./catalog/break-even'),
  'month-end': () => import('./catalog/month-end'),
  'fraud-at-the-till': () => import('./catalog/fraud-at-the-till'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly exercise: AnyExercise }>>>;

export type ExerciseId = keyof typeof FILES;
export const EXERCISE_IDS = Object.keys(FILES) as readonly ExerciseId[];

export const isExerciseId = (id: string): id is ExerciseId => Object.hasOwn(FILES, id);

/** An exercise with its key: to be fetched by the page after the commitment only. */
export async function loadExercise(id: ExerciseId): Promise<AnyExercise> {
  return (await FILES[id]()).exercise;
}
