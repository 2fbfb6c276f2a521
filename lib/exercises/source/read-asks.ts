import 'server-only';
import { EXERCISE_IDS, loadExercise } from '../catalog';
import type { AnyExercise } from '../exercise';

/** What may be shown of every exercise before a commitment, in the order they are offered. */
export async function readAsks(): Promise<readonly AnyExercise['ask'][]> {
  const exercises = await Promise.all(EXERCISE_IDS.map(loadExercise));
  return exercises.map(({ ask }) => ask);
}
