import type { Judged } from '../calibration';
import { firstGraded, firstItemAnswers, firstScenarioAnswers } from './first-tries';
import type { ProgressRecords } from './records';
import { scenarioVerdict } from './scenario-verdict';

export const JUDGED_KINDS = ['exercise', 'scenario', 'item'] as const;
export type JudgedKind = (typeof JUDGED_KINDS)[number];

/** The first graded answer to everything, with how sure somebody was of it, by kind. Repeats are made knowing the key. */
export function judgedAnswers({
  attempts,
  answers,
}: Pick<ProgressRecords, 'attempts' | 'answers'>): Readonly<Record<JudgedKind, readonly Judged[]>> {
  return {
    exercise: firstGraded(attempts).flatMap(({ commitment, result }) =>
      commitment ? [{ confidence: commitment.confidence, right: result.verdict === 'right' }] : [],
    ),
    scenario: firstScenarioAnswers(answers).map(({ confidence, score }) => ({
      confidence,
      right: scenarioVerdict(score) === 'right',
    })),
    item: firstItemAnswers(answers).map(({ confidence, right }) => ({ confidence, right })),
  };
}
