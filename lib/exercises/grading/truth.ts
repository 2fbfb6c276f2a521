import type { Reading } from '../evidence/reading';
import type { KindId } from '../kinds';

/** A curve to be crossed: y for ascending x. */
export type Curve = readonly { readonly x: number; readonly y: number }[];

/** What is so, by kind: what a prediction is held against. */
export interface Truths {
  /** What the items are ordered by, the least first. */
  readonly order: { readonly by: Readonly<Record<string, Reading>> };
  readonly ratio: { readonly ratio: Reading };
  /** `null` = they do not cross in the range. */
  readonly crossover: { readonly at: Reading | null; readonly curves: Readonly<Record<string, Curve>> };
  /** What each choice is worth, 0..1; several may be worth all. */
  readonly choose: { readonly credits: Readonly<Record<string, number>> };
  /** The highest rate that kept to the limit; its interval reaches to the lowest that did not. A second. */
  readonly load: { readonly best: Reading };
  readonly flaw: { readonly flaw: string; readonly remedies: readonly string[] };
  /** What is taken for right, per blank, in any spelling of case, spaces and hyphens. */
  readonly recall: { readonly accepted: Readonly<Record<string, readonly string[]>> };
  /** The groups an item may stand in. */
  readonly sort: { readonly accepted: Readonly<Record<string, readonly string[]>> };
  readonly numeric: { readonly value: Reading };
}
export type Truth<K extends KindId> = Truths[K];
