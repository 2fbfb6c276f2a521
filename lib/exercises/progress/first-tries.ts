import type { ItemAnswer, ScenarioAnswer, StoredAnswer } from '../answers';
import { type Attempt, type AttemptResult, isOnSample } from '../attempt';

type GradedAttempt = Attempt & { readonly result: AttemptResult };

/**
 * The first attempt at each exercise, where it was graded on an own run: whoever repeats one has seen its key, and a sample
 * run is no measure of what somebody expects of their own device.
 */
export function firstGraded(attempts: readonly Attempt[]): readonly GradedAttempt[] {
  const explained = attempts.flatMap((attempt) => {
    const at = attempt.result?.at ?? attempt.told?.at;
    return at ? [{ attempt, at }] : [];
  });
  const first = firstOf(
    explained,
    ({ attempt }) => attempt.exerciseId,
    ({ at }) => at,
  );
  return first.flatMap(({ attempt }) =>
    attempt.result && !isOnSample(attempt) ? [{ ...attempt, result: attempt.result }] : [],
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
