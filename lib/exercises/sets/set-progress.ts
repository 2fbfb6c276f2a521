import type { StoredAnswer, StoredTest } from '../answers';
import type { Attempt } from '../attempt';
import { statesOf } from '../exercise-state';
import type { Verdict } from '../grading/grade';
import { latestScenarioAnswers } from '../scenarios/latest-answers';
import type { ExerciseSet, SetEntry } from './set';

/** What this device keeps. */
export interface KeptWork {
  readonly attempts: readonly Attempt[];
  readonly answers: readonly StoredAnswer[];
  readonly tests: readonly StoredTest[];
}

/** How far a learner has come with an entry. */
export type EntryState =
  | { readonly state: 'new' | 'begun' }
  /** `first` is the place of the entry that has to be done before. */
  | { readonly state: 'locked'; readonly first: number }
  | { readonly state: 'done'; readonly verdict: Verdict | null; readonly score: number | null };

/**
 * The state of every entry, in their order. Attempts count that were made in the set, with the seed it asks for; cards
 * and tests know of no set, so any answer counts, and any test about all the concepts whose every question was answered.
 * @param title what attempts call the set
 */
export function entryStates(set: ExerciseSet, title: string, kept: KeptWork): readonly EntryState[] {
  const own = set.entries.map((entry) => stateOf(entry, title, kept));
  const first = own.findIndex(({ state }) => state !== 'done');
  return own.map((state, index) =>
    set.order === 'fixed' && state.state !== 'done' && index > first ? { state: 'locked', first } : state,
  );
}

function stateOf(entry: SetEntry, title: string, { attempts, answers, tests }: KeptWork): EntryState {
  switch (entry.kind) {
    case 'exercise': {
      const mine = attempts.filter(
        ({ exerciseId, set, seed }) => exerciseId === entry.id && set === title && seed === entry.seed,
      );
      const state = statesOf(mine).get(entry.id) ?? 'new';
      if (state === 'new' || state === 'begun') return { state };
      // Whoever cannot measure on their device must not be held up by it.
      return { state: 'done', verdict: state === 'told' ? null : state, score: null };
    }
    case 'scenario': {
      const answer = latestScenarioAnswers(answers).get(entry.id);
      return answer ? { state: 'done', verdict: null, score: answer.score } : { state: 'new' };
    }
    case 'test': {
      const fitting = tests.filter(({ concepts }) => entry.concepts.every((concept) => concepts.includes(concept)));
      if (fitting.some((test) => isWhole(test, answers))) return { state: 'done', verdict: null, score: null };
      return { state: fitting.length > 0 ? 'begun' : 'new' };
    }
  }
}

/** Whether every question of a test was answered. One that was broken off is over, too, but not done. */
function isWhole({ id, items }: StoredTest, answers: readonly StoredAnswer[]): boolean {
  const answered = new Set(
    answers.flatMap((answer) => (answer.kind === 'item' && answer.testId === id ? [answer.item] : [])),
  );
  return items.every((item) => answered.has(item));
}
