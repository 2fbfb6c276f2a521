import { CONCEPT_IDS, type ConceptId } from '../concepts';
import type { ItemAsk } from './item-ask';
import type { Sitting } from './sitting';

export interface ConceptResult {
  readonly concept: ConceptId;
  readonly right: number;
  readonly answered: number;
  readonly asked: number;
}

export interface TestResults {
  readonly right: number;
  readonly answered: number;
  readonly asked: number;
  /** Those the test was about, in the order they are taught. */
  readonly concepts: readonly ConceptResult[];
  /** Answered, and not rightly; in the order they were asked. */
  readonly missed: readonly ItemAsk[];
}

/** What came of a test; questions without an answer count nowhere. */
export function resultsOf({ items, answers }: Pick<Sitting, 'items' | 'answers'>): TestResults {
  const tally = (asked: readonly ItemAsk[]) => {
    const given = asked.flatMap(({ id }) => answers.get(id) ?? []);
    return { right: given.filter(({ right }) => right).length, answered: given.length, asked: asked.length };
  };
  return {
    ...tally(items),
    concepts: CONCEPT_IDS.flatMap((concept) => {
      const asked = items.filter((item) => item.concept === concept);
      return asked.length > 0 ? [{ concept, ...tally(asked) }] : [];
    }),
    missed: items.filter(({ id }) => answers.get(id)?.right === false),
  };
}
