import type { ItemAnswer } from '../answers';
import { CONCEPT_IDS, type ConceptId } from '../concepts';
import { FORM_LENGTH } from './form-shape';

/** The share of right answers from which a concept counts as mastered: four of five. */
export const MASTERY_SHARE = 0.8;

/** `new`: never answered. `begun`: answered, but in no test all five. `weak`, `mastered`: by the latest such test. */
export interface Mastery {
  readonly state: 'new' | 'begun' | 'weak' | 'mastered';
  /** Of the answers that decide; of `begun`, of the latest test. */
  readonly right: number;
  readonly of: number;
  /** When the last of them was given; `null` of `new`. */
  readonly at: string | null;
}

const NEW: Mastery = { state: 'new', right: 0, of: 0, at: null };

type Answered = Pick<ItemAnswer, 'concept' | 'testId' | 'item' | 'right' | 'at'>;

/**
 * What is mastered, a concept. The latest test decides in which all five questions of the concept were answered: earlier
 * ones do not count, and neither does one that was broken off before its fifth question.
 */
export function masteryOf(answers: readonly Answered[]): Readonly<Record<ConceptId, Mastery>> {
  return Object.fromEntries(
    CONCEPT_IDS.map((concept) => [concept, masteryIn(answers.filter((answer) => answer.concept === concept))]),
  ) as Record<ConceptId, Mastery>; // an entry for every id
}

function masteryIn(answers: readonly Answered[]): Mastery {
  const tests = [...new Set(answers.map(({ testId }) => testId))]
    .map((id) => {
      const inTest = answers.filter(({ testId }) => testId === id);
      // An answer that stands twice (from two tabs) is one.
      const once = [...new Map(inTest.map((answer) => [answer.item, answer])).values()];
      const at =
        once
          .map((answer) => answer.at)
          .sort()
          .at(-1) ?? '';
      return { at, of: once.length, right: once.filter(({ right }) => right).length };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const whole = tests.find(({ of }) => of >= FORM_LENGTH);
  if (whole) return { state: whole.right >= MASTERY_SHARE * whole.of ? 'mastered' : 'weak', ...whole };
  const [latest] = tests;
  return latest ? { state: 'begun', ...latest } : NEW;
}

/** What a test is suggested about: up to four concepts that are not mastered, in the order they are taught. */
export function suggestedConcepts(mastery: Readonly<Record<ConceptId, Mastery>>): readonly ConceptId[] {
  return CONCEPT_IDS.filter((concept) => mastery[concept].state !== 'mastered').slice(0, 4);
}
