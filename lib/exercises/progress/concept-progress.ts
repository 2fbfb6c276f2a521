import { CONCEPT_IDS, type ConceptId } from '../concepts';
import { statesOf } from '../exercise-state';
import { type Mastery, masteryOf } from '../practice/mastery';
import { SCENARIO_POINTS } from '../scenarios/grade-scenario';
import { latestScenarioAnswers } from '../scenarios/latest-answers';
import { type NextStep, nextStep } from './next-step';
import type { OfferedExercise, OfferedScenario } from './offered';
import type { Piece } from './piece';
import type { ProgressRecords } from './records';
import { scenarioVerdict } from './scenario-verdict';

/** How far a learner has come in a concept. */
export interface ConceptProgress {
  readonly concept: ConceptId;
  readonly mastery: Mastery;
  /** Those filed under it first, then those that touch it; each with its best verdict. */
  readonly exercises: readonly Piece[];
  /** With the verdict of the latest answer. */
  readonly scenarios: readonly Piece[];
  /** Of the latest answers, 0..100; `null` while there is none. */
  readonly meanPoints: number | null;
  readonly next: NextStep;
}

interface Offered {
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
}

/** All concepts in the order they are taught. */
export function conceptProgress(offered: Offered, { attempts, answers }: ProgressRecords): readonly ConceptProgress[] {
  const states = statesOf(attempts);
  const latest = latestScenarioAnswers(answers);
  const mastery = masteryOf(answers.flatMap((answer) => (answer.kind === 'item' ? [answer] : [])));
  return CONCEPT_IDS.map((concept) => {
    const exercises = about(concept, offered.exercises).map(({ id, title }): Piece => {
      return { id, title, state: states.get(id) ?? 'new' };
    });
    const mine = about(concept, offered.scenarios);
    const scenarios = mine.map(({ id, title }): Piece => {
      const answer = latest.get(id);
      return { id, title, state: answer ? scenarioVerdict(answer.score) : 'new' };
    });
    const scores = mine.flatMap(({ id }) => latest.get(id)?.score ?? []);
    const practised = attempts.flatMap(({ exerciseId, result }) =>
      result && exercises.some(({ id }) => id === exerciseId) ? [Date.parse(result.at)] : [],
    );
    return {
      concept,
      mastery: mastery[concept],
      exercises,
      scenarios,
      meanPoints: scores.length === 0 ? null : (SCENARIO_POINTS.all * sum(scores)) / scores.length,
      next: nextStep({
        concept,
        mastery: mastery[concept],
        exercises,
        scenarios,
        practisedMs: practised.length === 0 ? null : Math.max(...practised),
      }),
    };
  });
}

function about<T extends { readonly concepts: readonly ConceptId[] }>(concept: ConceptId, all: readonly T[]): T[] {
  const first = ({ concepts }: T) => (concepts[0] === concept ? 0 : 1);
  return all.filter(({ concepts }) => concepts.includes(concept)).sort((a, b) => first(a) - first(b));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
