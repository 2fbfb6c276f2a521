import { z } from 'zod';
import type { ModeId } from '../modes';
import type { Unit } from './evidence/figures';

/** What a learner is asked to predict. */
export const KIND_IDS = ['order', 'ratio', 'crossover', 'choose', 'load', 'flaw', 'recall', 'sort', 'numeric'] as const;
export type KindId = (typeof KIND_IDS)[number];

/** Something to order, choose or sort. */
export interface Option {
  readonly id: string;
  readonly text: string;
  /** The lane it stands for, if one: it gets that lane's mark. */
  readonly lane?: ModeId;
}

/** An axis a number is placed on. */
export interface Scale {
  readonly unit: Unit;
  readonly least: number;
  readonly most: number;
  /** On a logarithmic scale a step is a factor; `least` is above 0. */
  readonly kind: 'linear' | 'log';
}

/** What the page shows for a prediction to be made with; plain data without a key. */
export interface Inputs {
  /** Put the items in order. */
  readonly order: {
    readonly items: readonly Option[];
    /** What the first and the last place stand for: "answers first", "answers last". */
    readonly first: string;
    readonly last: string;
  };
  /** How many times the one is the other: a factor on a logarithmic scale. */
  readonly ratio: {
    readonly least: number;
    readonly most: number;
    /** What is above and what below the line of the fraction: "batch's median", "online's median". */
    readonly above: string;
    readonly below: string;
  };
  /** Where two curves cross. */
  readonly crossover: {
    readonly x: Scale & { readonly label: string };
    readonly y: { readonly unit: Unit; readonly label: string; readonly kind: 'linear' | 'log' };
    readonly curves: readonly Option[];
    /** Words for "they do not cross in this range". */
    readonly never: string;
  };
  /** Choose one and defend it: the reason counts. */
  readonly choose: { readonly options: readonly Option[] };
  /** The highest rate within a limit: first guessed, then found. A second. */
  readonly load: { readonly least: number; readonly most: number };
  /** A measurement as somebody reports it, with something wrong. */
  readonly flaw: {
    readonly report: {
      readonly title: string;
      readonly text: string;
      readonly rows: readonly { readonly label: string; readonly value: string }[];
    };
    readonly flaws: readonly Option[];
    readonly remedies: readonly Option[];
  };
  /** Words from memory. */
  readonly recall: {
    readonly blanks: readonly { readonly id: string; readonly before: string; readonly after: string }[];
  };
  /** Each item into one of the groups. */
  readonly sort: { readonly groups: readonly Option[]; readonly items: readonly Option[] };
  /** A number on a scale. */
  readonly numeric: { readonly scale: Scale; readonly label: string };
}

const optionId = z.string().min(1).max(60);
const finite = z.number().refine(Number.isFinite);

/** What a learner may commit, by kind; whether it fits an exercise's input is `fitsInput`. */
export const prediction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order'), order: z.array(optionId).min(2).max(12) }),
  z.strictObject({ kind: z.literal('ratio'), ratio: finite.positive() }),
  /** `null` = they do not cross in the range. */
  z.strictObject({ kind: z.literal('crossover'), at: finite.nullable() }),
  z.strictObject({ kind: z.literal('choose'), choice: optionId }),
  z.strictObject({ kind: z.literal('load'), perSecond: finite.positive() }),
  z.strictObject({ kind: z.literal('flaw'), flaw: optionId, remedy: optionId }),
  z.strictObject({ kind: z.literal('recall'), answers: z.record(optionId, z.string().max(120)) }),
  z.strictObject({ kind: z.literal('sort'), places: z.record(optionId, optionId) }),
  z.strictObject({ kind: z.literal('numeric'), value: finite }),
]);
export type Prediction = z.infer<typeof prediction>;
export type PredictionOf<K extends KindId> = Extract<Prediction, { kind: K }>;

/** Whether a prediction is a whole answer to what was asked: of the same kind, about its options, within its scale. */
export function fitsInput<K extends KindId>(kind: K, input: Inputs[K], given: Prediction): given is PredictionOf<K> {
  return given.kind === kind && CHECKS[kind](input, given as PredictionOf<K>); // the kinds are equal
}

const isIn = (options: readonly { readonly id: string }[], id: string) => options.some((option) => option.id === id);
const within = (value: number, { least, most }: { readonly least: number; readonly most: number }) =>
  value >= least && value <= most;

const CHECKS: { readonly [K in KindId]: (input: Inputs[K], given: PredictionOf<K>) => boolean } = {
  order: ({ items }, { order }) =>
    order.length === items.length && new Set(order).size === order.length && order.every((id) => isIn(items, id)),
  ratio: (input, { ratio }) => within(ratio, input),
  crossover: ({ x }, { at }) => at === null || within(at, x),
  choose: ({ options }, { choice }) => isIn(options, choice),
  load: (input, { perSecond }) => within(perSecond, input),
  flaw: ({ flaws, remedies }, { flaw, remedy }) => isIn(flaws, flaw) && isIn(remedies, remedy),
  recall: ({ blanks }, { answers }) =>
    Object.keys(answers).length === blanks.length && blanks.every(({ id }) => (answers[id] ?? '').trim() !== ''),
  sort: ({ groups, items }, { places }) =>
    Object.keys(places).length === items.length && items.every(({ id }) => isIn(groups, places[id] ?? '')),
  numeric: ({ scale }, { value }) => within(value, scale),
};
