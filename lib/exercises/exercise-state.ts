import type { Attempt } from './attempt';
import { VERDICTS, type Verdict } from './grading/grade';

/** How far a learner has come in an exercise; `told`: finished without a grade. */
export type ExerciseState = 'new' | 'begun' | 'told' | Verdict;

/** By exercise: the best verdict there is, or how far it came without one. Exercises that nobody touched are left out. */
export function statesOf(attempts: readonly Attempt[]): ReadonlyMap<string, ExerciseState> {
  const states = new Map<string, ExerciseState>();
  for (const { exerciseId, result, commitment, draft, told, followUp } of attempts) {
    const state = result?.verdict ?? (told && followUp ? 'told' : commitment || draft ? 'begun' : 'new');
    if (rank(state) < rank(states.get(exerciseId) ?? 'new')) states.set(exerciseId, state);
  }
  return states;
}

const RANKS: readonly ExerciseState[] = [...VERDICTS, 'told', 'begun', 'new'];
const rank = (state: ExerciseState) => RANKS.indexOf(state);
