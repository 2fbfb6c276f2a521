import { z } from 'zod';
import type { Drawing } from '../drawing/form';
import type { Quantity } from '../drawing/quantity';
import type { Evidence } from '../evidence/evidence';
import type { Unit } from '../evidence/figures';
import type { Reading } from '../evidence/reading';
import type { Grade } from '../grading/grade';
import type { Tolerance } from '../grading/tolerance';
import type { Leg } from '../leg';
import type { Option } from '../option';
import type { Scale } from '../scale';

/** The types of a kind of prediction. */
export interface KindShape {
  /** What the page shows for a prediction to be made with; plain data without a key. */
  readonly input: object;
  /** What a learner may commit. */
  readonly prediction: { readonly kind: string };
  /** A prediction that may be half made: `null` where nothing was placed or chosen yet. */
  readonly draft: { readonly kind: string };
  /** What is so: what a prediction is held against. */
  readonly truth: object;
  /** How an exercise declares what is so; `never` where each says it by a function of its own. */
  readonly truthRule: unknown;
  /** How an exercise declares which explanation is due. */
  readonly outcomeRule: unknown;
}

/** What a truth is made from. */
export interface Known<S extends KindShape> {
  readonly input: S['input'];
  readonly legs: readonly Leg[];
  readonly evidence: Evidence;
  /** Words that are taken for right, by blank. */
  readonly accepted: Readonly<Record<string, readonly string[]>>;
}

/** What a grade is made from. */
export interface Given<S extends KindShape> {
  readonly input: S['input'];
  readonly prediction: S['prediction'];
  readonly truth: S['truth'];
  readonly tolerance: Tolerance | undefined;
  /** Whether the reason given is sound. */
  readonly sound: boolean;
}

/** What is drawn of an answer. */
export interface Drawn<S extends KindShape> {
  readonly input: S['input'];
  readonly legs: readonly Leg[];
  readonly prediction: S['prediction'];
  /** As the exercise declares it; `null` where it has a function of its own. */
  readonly rule: S['truthRule'] | null;
  /** `null` while the evidence does not say. */
  readonly truth: S['truth'] | null;
  readonly tolerance: Tolerance | undefined;
  readonly watched: readonly Quantity[];
  readonly evidence: Evidence;
}

/** What a run has to tell of the figures that are drawn (SPEC 5.11): their order, how large each is by itself, or how large all are together. */
export type Asking =
  | { readonly of: 'order' | 'all' }
  /** @property others what else is drawn may be of any kind */
  | { readonly of: 'each'; readonly within: number; readonly others?: 'any' };

/** A kind of prediction: everything that is so of it and of no other. Its looks are in `components/exercises/kinds`. */
export interface Kind<S extends KindShape> {
  /** Schemas of what the page shows, of what is committed and of what is kept while it is made. */
  readonly input: z.ZodType;
  readonly prediction: z.ZodType<S['prediction']>;
  readonly draft: z.ZodType<S['draft']>;
  readonly empty: S['draft'];
  /** A draft without options that are not there (any more). */
  prune(input: S['input'], draft: S['draft']): S['draft'];
  /** A draft in the shape of a prediction, which it is if nothing is missing; as it is where this is not said. */
  whole?(draft: S['draft']): unknown;
  /** A prediction in the shape its form shows; as it is where this is not said. */
  draftOf?(prediction: S['prediction']): S['draft'];
  /** Whether a prediction is a whole answer: about the options of the input, within its scale. */
  fits(input: S['input'], prediction: S['prediction']): boolean;
  /** What a prediction may name. */
  options(input: S['input']): readonly Option[];
  /** Of the kinds that predict one number. */
  readonly number?: {
    /** Where it is the same in every exercise. */
    readonly unit?: Unit;
    scale(input: S['input']): Scale;
    /** `null` = there is none, as of curves that never cross. */
    of(prediction: S['prediction']): number | null;
    measured(truth: S['truth']): Reading | null;
  };
  /** What the evidence says is so, by the declaration of an exercise; `null` while it does not. Pure. */
  truth?(rule: S['truthRule'], known: Known<S>): S['truth'] | null;
  /** Which explanation is due, by the declaration of an exercise, if it has one; the verdict where this is not said. Pure. */
  outcome?(rule: S['outcomeRule'] | undefined, given: Omit<Given<S>, 'sound' | 'tolerance'>, grade: Grade): string;
  grade(given: Given<S>): Grade;
  /** `null` = nothing is known of what disturbs it: the run has to be valid. */
  readonly asks: Asking | null;
  /** `null` where there is nothing to draw. */
  drawing(drawn: Drawn<S>): Drawing | null;
}

export const finite = z.number().refine(Number.isFinite);
/** A number of a draft: it may be outside the scale while it is typed. */
export const placed = finite.nullable();
export const text = z.string().min(1);
