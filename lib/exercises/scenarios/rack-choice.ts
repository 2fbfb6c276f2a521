import { CONCEPT_IDS, type ConceptId, LEVELS, type Level } from '../concepts';
import type { RackEntry } from './rack-entry';

/** Which cards are shown; `null` = all. */
export interface RackChoice {
  readonly level: Level | null;
  readonly concept: ConceptId | null;
}

export const ALL_CARDS: RackChoice = { level: null, concept: null };

/** The choice an address holds; what is no level or concept counts as none. */
export function rackChoiceFrom(params: URLSearchParams): RackChoice {
  return {
    level: LEVELS.find((level) => level === params.get('level')) ?? null,
    concept: CONCEPT_IDS.find((concept) => concept === params.get('concept')) ?? null,
  };
}

/** The same parameters with this choice in them. */
export function withRackChoice(params: URLSearchParams, choice: RackChoice): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['level', 'concept'] as const) {
    const value = choice[name];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export function cardsOf(entries: readonly RackEntry[], { level, concept }: RackChoice): readonly RackEntry[] {
  return entries.filter(
    (entry) => (level === null || entry.level === level) && (concept === null || entry.concepts.includes(concept)),
  );
}
