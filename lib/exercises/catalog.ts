import type { AnyExercise } from './exercise';

/** Where each exercise is, in the order they are offered; fetched one at a time: a key is in the same file. */
const FILES = {
  'first-answer': () => import('./catalog/first-answer'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly exercise: AnyExercise }>>>;

export type ExerciseId = keyof typeof FILES;
export const EXERCISE_IDS = Object.keys(FILES) as readonly ExerciseId[];

export const isExerciseId = (id: string): id is ExerciseId => Object.hasOwn(FILES, id);

/** An exercise with its key: to be fetched by the page after the commitment only. */
export async function loadExercise(id: ExerciseId): Promise<AnyExercise> {
  return (await FILES[id]()).exercise;
}
