import type { Judged } from '../calibration';
import type { ProgressRecords } from './records';
import { scenarioVerdict } from './scenario-verdict';

export const JUDGED_KINDS = ['exercise', 'scenario', 'item'] as const;
export type JudgedKind = (typeof JUDGED_KINDS)[number];

/** Every graded answer with how sure somebody was of it, by kind. */
export function judgedAnswers({
  attempts,
  answers,
}: Pick<ProgressRecords, 'attempts' | 'answers'>): Readonly<Record<JudgedKind, readonly Judged[]>> {
  return {
    exercise: attempts.flatMap(({ commitment, result }) =>
      commitment && result ? [{ confidence: commitment.confidence, right: result.verdict === 'right' }] : [],
    ),
    scenario: answers.flatMap((answer) =>
      answer.kind === 'scenario'
        ? [{ confidence: answer.confidence, right: scenarioVerdict(answer.score) === 'right' }]
        : [],
    ),
    item: answers.flatMap((answer) =>
      answer.kind === 'item' ? [{ confidence: answer.confidence, right: answer.right }] : [],
    ),
  };
}
