import type { AnyExercise } from './exercise';

/** Where each exercise is, in the order they are offered; fetched one at a time: a key is in the same file. */
const FILES = {
  'first-answer': () => import('./catalog/first-answer'),
  'network-share': () => import('./catalog/network-share'),
  'queue-at-99': () => import('./catalog/queue-at-99'),
  'capacity-limit': () => import('./catalog/capacity-limit'),
  freshness: () => import('./catalog/freshness'),
  'cold-start': () => import('./catalog/cold-start'),
  'int8-helps': () => import('./catalog/int8-helps'),
  'int8-hurts': () => import('./catalog/int8-hurts'),
  'break-even': () => import('./catalog/break-even'),
  offline: () => import('./catalog/offline'),
  'what-leaves': () => import('./catalog/what-leaves'),
  'month-end': () => import('./catalog/month-end'),
  'fraud-at-the-till': () => import('./catalog/fraud-at-the-till'),
  'who-does-more': () => import('./catalog/who-does-more'),
  'batch-over-online': () => import('./catalog/batch-over-online'),
  'work-done-together': () => import('./catalog/work-done-together'),
  'why-p99': () => import('./catalog/why-p99'),
  'average-hides': () => import('./catalog/average-hides'),
  'coordinated-omission': () => import('./catalog/coordinated-omission'),
  'one-sample': () => import('./catalog/one-sample'),
  'race-or-alone': () => import('./catalog/race-or-alone'),
  'users-in-flight': () => import('./catalog/users-in-flight'),
  acronyms: () => import('./catalog/acronyms'),
  'tiny-or-big': () => import('./catalog/tiny-or-big'),
  threads: () => import('./catalog/threads'),
  'batching-pays': () => import('./catalog/batching-pays'),
  'batching-hardly-pays': () => import('./catalog/batching-hardly-pays'),
  memory: () => import('./catalog/memory'),
  'slow-phone': () => import('./catalog/slow-phone'),
  energy: () => import('./catalog/energy'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly exercise: AnyExercise }>>>;

export type ExerciseId = keyof typeof FILES;
export const EXERCISE_IDS = Object.keys(FILES) as readonly ExerciseId[];

export const isExerciseId = (id: string): id is ExerciseId => Object.hasOwn(FILES, id);

/** An exercise with its key: to be fetched by the page after the commitment only. */
export async function loadExercise(id: ExerciseId): Promise<AnyExercise> {
  return (await FILES[id]()).exercise;
}
