import type { ItemAnswer, ScenarioAnswer, StoredAnswer } from '../answers';
import type { Attempt, AttemptResult } from '../attempt';

type GradedAttempt = Attempt & { readonly result: AttemptResult };

/** The first graded attempt at each exercise: whoever repeats one has seen its key. */
export function firstGraded(attempts: readonly Attempt[]): readonly GradedAttempt[] {
  const graded = attempts.filter((attempt): attempt is GradedAttempt => attempt.result !== null);
  return firstOf(
    graded,
    ({ exerciseId }) => exerciseId,
    ({ result }) => result.at,
  );
}

/** The first answer to each scenario card. */
export function firstScenarioAnswers(answers: readonly StoredAnswer[]): readonly ScenarioAnswer[] {
  return firstOf(
    answers.flatMap((answer) => (answer.kind === 'scenario' ? [answer] : [])),
    ({ scenario }) => scenario,
    ({ at }) => at,
  );
}

/** The first answer to each question of the bank, in whichever test. */
export function firstItemAnswers(answers: readonly StoredAnswer[]): readonly ItemAnswer[] {
  return firstOf(
    answers.flatMap((answer) => (answer.kind === 'item' ? [answer] : [])),
    ({ item }) => item,
    ({ at }) => at,
  );
}

function firstOf<T>(all: readonly T[], of: (one: T) => string, at: (one: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const one of all) {
    const before = first.get(of(one));
    if (!before || Date.parse(at(one)) < Date.parse(at(before))) first.set(of(one), one);
  }
  return [...first.values()];
}
