import type { ModeId } from '../modes';
import type { ConceptId, Level } from './concepts';
import type { Evidence } from './evidence/evidence';
import type { FigureId, Unit } from './evidence/figures';
import type { Reading } from './evidence/reading';
import type { Grade } from './grading/grade';
import type { Tolerance } from './grading/tolerance';
import type { Inputs, KindId, PredictionOf, Shape, Truth } from './kinds';
import type { Leg } from './leg';
import type { MisconceptionId } from './misconceptions';

/** What the page may show before the learner commits. Plain data; texts are plain, a blank line parts paragraphs. */
export interface Ask<K extends KindId = KindId> {
  /** Its file's name. */
  readonly id: string;
  readonly kind: K;
  readonly level: Level;
  /** The first is the one it is filed under. */
  readonly concepts: readonly [ConceptId, ...ConceptId[]];
  readonly minutes: number;
  readonly title: string;
  /** What one will know afterwards, in a sentence. */
  readonly goal: string;
  /** The case. */
  readonly prompt: string;
  /** The driving question that the prediction answers. */
  readonly question: string;
  readonly input: Inputs[K];
  /** Reasons to choose from, in the order they are shown. */
  readonly reasons: readonly { readonly id: string; readonly text: string }[];
  /** What is measured, in order; empty where there is nothing to run. */
  readonly legs: readonly Leg[];
  /** Said where a device measured everything it can and the figure asked about was not among it. */
  readonly needs?: string;
}

/** A figure to be drawn live beside the prediction. */
export interface Watch {
  readonly leg: number;
  readonly figure: FigureId;
  readonly words: string;
  readonly lane: ModeId | null;
}

/** A value in an explanation, put into words in the reader's language. */
export interface Fact {
  readonly unit: Unit;
  readonly value: number;
}
export type Facts = Readonly<Record<string, Fact>>;

/** What is not shown before the commitment. Explanations may hold `{fact}`s. */
export interface Key<K extends KindId = KindId> {
  /** What a truth is declared to be; `null` = the exercise works it out by itself. */
  readonly rule: Shape<K>['truthRule'] | null;
  /** What the evidence says is so; `null` while it does not. Pure. */
  truth(evidence: Evidence): Truth<K> | null;
  /** Which of the explanations is due. Pure. */
  outcome(grade: Grade, given: PredictionOf<K>, truth: Truth<K>): string;
  /** An explanation for every outcome: what was measured, why it is so, and what the learner's answer got right or wrong. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** What is so on most machines, in words without figures: for whoever cannot measure it. There where there are legs. */
  readonly usually?: string;
  /** Figures of the evidence the explanations speak of. Pure. */
  facts(evidence: Evidence): Facts;
  /** What is to be said to each reason; at least one is sound. */
  readonly reasons: Readonly<
    Record<string, { readonly sound: boolean; readonly why: string; readonly misconception?: MisconceptionId }>
  >;
  /** What is drawn live, in order. */
  readonly watch: readonly Watch[];
  /** How near a number must be; `TOLERANCES` unless said otherwise. */
  readonly tolerance?: Tolerance;
  /** Carries the idea over to another case. */
  readonly followUp: {
    readonly question: string;
    readonly choices: readonly { readonly text: string; readonly right: boolean; readonly why: string }[];
  };
}

/** An exercise with its key. */
export interface Exercise<K extends KindId = KindId> {
  readonly ask: Ask<K>;
  readonly key: Key<K>;
}

/** An exercise of any kind; `kind` of its `ask` tells which. */
export type AnyExercise = { readonly [K in KindId]: Exercise<K> }[KindId];
export type AnyAsk = AnyExercise['ask'];

/** "median of online": a fact of a reading; nothing where it was not measured. */
export function factOf(name: string, unit: Unit, reading: Reading | null): Facts {
  return reading ? { [name]: { unit, value: reading.value } } : {};
}
