import type { ConceptId, Level } from './concepts';
import type { Evidence } from './evidence/evidence';
import type { Unit } from './evidence/figures';
import type { Facts, Key } from './exercise';
import type { Tolerance } from './grading/tolerance';
import type { KindId, Shape, Truth } from './kinds';
import type { LegRules } from './leg';
import type { MisconceptionId } from './misconceptions';
import type { FigureTerm, Term } from './term';

/** A figure that explanations speak of: in its own unit and as it was measured, unless it is said otherwise. */
export type FactRule = Term | { readonly of: Term; readonly as?: Unit; readonly rounded?: 'nearest' | 'up' };

/** What there is of an exercise apart from its words, in all languages the same. */
export interface Rules<K extends KindId = KindId> {
  readonly kind: K;
  readonly level: Level;
  /** The first is the one it is filed under. */
  readonly concepts: readonly [ConceptId, ...ConceptId[]];
  readonly minutes: number;
  /** What the kind asks for but the words: of options their ids, or id and lane. `composeInput` puts both together. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly legs: readonly LegRules[];
  /** Reasons to choose from, in the order they are shown: whether each holds, or what misleads whoever gives it. */
  readonly reasons: Readonly<Record<string, 'sound' | 'unsound' | MisconceptionId>>;
  /** What is so: as the kind has it declared, or by a function. */
  readonly truth: Shape<K>['truthRule'] | ((evidence: Evidence) => Truth<K> | null);
  /** Which explanation is due: as the kind has it declared, or by a function; where nothing is said the kind knows. */
  readonly outcome?: Shape<K>['outcomeRule'] | Key<K>['outcome'];
  readonly facts: Readonly<Record<string, FactRule>>;
  /** Facts that no rule describes. Pure. */
  ownFacts?(evidence: Evidence): Facts;
  /** What is drawn live, in order. */
  readonly watch: readonly FigureTerm[];
  /** How near a number must be, where the usual is too wide or too narrow. */
  readonly tolerance?: Tolerance;
  /** The right choice of the follow-up, by its place. */
  readonly followUp: number;
}

export type AnyRules = { readonly [K in KindId]: Rules<K> }[KindId];

/** Checks the rules of an exercise against its kind and gives them back. */
export const defineRules = <K extends KindId>(rules: Rules<K>): Rules<K> => rules;
