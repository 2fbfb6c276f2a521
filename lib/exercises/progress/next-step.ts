import { type ConceptId, WAYS_BACK } from '../concepts';
import type { Mastery } from '../practice/mastery';
import type { Piece } from './piece';

/** The one thing that helps most in a concept; `title` of an exercise or a scenario. */
export type NextStep =
  | { readonly kind: 'goOn' | 'exercise' | 'scenario'; readonly href: string; readonly title: string }
  | { readonly kind: 'test' | 'testAgain' | 'lesson'; readonly href: string }
  | { readonly kind: 'none' };

interface Standing {
  readonly concept: ConceptId;
  readonly mastery: Mastery;
  readonly exercises: readonly Piece[];
  readonly scenarios: readonly Piece[];
  /** When one of its exercises was last graded, ms since the epoch. */
  readonly practisedMs: number | null;
}

/** The practice test with a concept chosen. */
const testOn = (concept: ConceptId) => `/exercises/test?concepts=${concept}`;

/**
 * What was begun is finished first; then what was not done is done. When all exercises are: the test, and where that did
 * not go well the lesson, unless an exercise was practised since. What is mastered leaves the scenarios.
 */
export function nextStep({ concept, mastery, exercises, scenarios, practisedMs }: Standing): NextStep {
  const begun = exercises.find(({ state }) => state === 'begun');
  if (begun) return { kind: 'goOn', href: `/exercises/${begun.id}`, title: begun.title };
  const undone = exercises.find(({ state }) => state === 'new');
  if (undone) return { kind: 'exercise', href: `/exercises/${undone.id}`, title: undone.title };
  const isWeak = mastery.state === 'weak';
  if (isWeak) {
    const isPractised = practisedMs !== null && mastery.at !== null && practisedMs > Date.parse(mastery.at);
    return isPractised
      ? { kind: 'testAgain', href: testOn(concept) }
      : { kind: 'lesson', href: WAYS_BACK[concept].lesson };
  }
  if (mastery.state !== 'mastered') return { kind: 'test', href: testOn(concept) };
  const unseen = scenarios.find(({ state }) => state === 'new');
  if (unseen) return { kind: 'scenario', href: `/exercises/scenarios/${unseen.id}`, title: unseen.title };
  return { kind: 'none' };
}
