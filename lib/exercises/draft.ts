import { z } from 'zod';
import type { Ask } from './exercise';
import { fitsInput, type Inputs, type KindId, type PredictionOf, prediction } from './kinds';

const optionId = z.string().min(1).max(60);
const placed = z.number().refine(Number.isFinite).nullable();

/**
 * A prediction that may be half made, as it is kept while the learner works on it: `null` where nothing was placed or
 * chosen yet. Numbers may be outside the scale while they are being typed.
 */
export const predictionDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order'), order: z.array(optionId).max(12) }),
  z.strictObject({ kind: z.literal('ratio'), ratio: placed }),
  /** Here a prediction's `null` is "never". */
  z.strictObject({ kind: z.literal('crossover'), at: placed.or(z.literal('never')) }),
  z.strictObject({ kind: z.literal('choose'), choice: optionId.nullable() }),
  z.strictObject({ kind: z.literal('load'), perSecond: placed }),
  z.strictObject({ kind: z.literal('flaw'), flaw: optionId.nullable(), remedy: optionId.nullable() }),
  z.strictObject({ kind: z.literal('recall'), answers: z.record(optionId, z.string().max(120)) }),
  z.strictObject({ kind: z.literal('sort'), places: z.record(optionId, optionId) }),
  z.strictObject({ kind: z.literal('numeric'), value: placed }),
]);
export type PredictionDraft = z.infer<typeof predictionDraft>;
export type DraftOf<K extends KindId> = Extract<PredictionDraft, { kind: K }>;

type Asked<K extends KindId> = Pick<Ask<K>, 'kind' | 'input'>;

/** The prediction a draft has become, or `null` while something is missing or outside its scale. */
export function predictionOf<K extends KindId>(ask: Asked<K>, draft: PredictionDraft | null): PredictionOf<K> | null {
  const whole = prediction.safeParse(wholeOf(draftFor(ask, draft)));
  return whole.success && fitsInput(ask.kind, ask.input, whole.data) ? whole.data : null;
}

/** A draft of what is asked: empty where the one given is of another kind, and without options that are not there (any more). */
export function draftFor<K extends KindId>(ask: Asked<K>, draft: PredictionDraft | null): DraftOf<K> {
  const own = draft?.kind === ask.kind ? (draft as DraftOf<K>) : (EMPTY[ask.kind] as DraftOf<K>); // the kinds are equal
  return PRUNE[ask.kind](ask.input, own);
}

const EMPTY: { readonly [K in KindId]: DraftOf<K> } = {
  order: { kind: 'order', order: [] },
  ratio: { kind: 'ratio', ratio: null },
  crossover: { kind: 'crossover', at: null },
  choose: { kind: 'choose', choice: null },
  load: { kind: 'load', perSecond: null },
  flaw: { kind: 'flaw', flaw: null, remedy: null },
  recall: { kind: 'recall', answers: {} },
  sort: { kind: 'sort', places: {} },
  numeric: { kind: 'numeric', value: null },
};

type Ids = readonly { readonly id: string }[];
const isIn = (options: Ids, id: string | null | undefined) => options.some((option) => option.id === id);
const pickFrom = (options: Ids, id: string | null) => (isIn(options, id) ? id : null);
const only = (options: Ids, record: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(record).filter(([id]) => isIn(options, id)));

const PRUNE: { readonly [K in KindId]: (input: Inputs[K], draft: DraftOf<K>) => DraftOf<K> } = {
  order: ({ items }, draft) => ({ ...draft, order: [...new Set(draft.order)].filter((id) => isIn(items, id)) }),
  ratio: (_, draft) => draft,
  crossover: (_, draft) => draft,
  choose: ({ options }, draft) => ({ ...draft, choice: pickFrom(options, draft.choice) }),
  load: (_, draft) => draft,
  flaw: ({ flaws, remedies }, draft) => ({
    ...draft,
    flaw: pickFrom(flaws, draft.flaw),
    remedy: pickFrom(remedies, draft.remedy),
  }),
  recall: ({ blanks }, draft) => ({ ...draft, answers: only(blanks, draft.answers) }),
  sort({ groups, items }, draft) {
    const known = Object.entries(only(items, draft.places)).filter(([, group]) => isIn(groups, group));
    return { ...draft, places: Object.fromEntries(known) };
  },
  numeric: (_, draft) => draft,
};

/** The draft in the shape of a prediction, which it is if nothing is missing. */
function wholeOf(draft: PredictionDraft): unknown {
  if (draft.kind === 'crossover')
    return draft.at === null ? null : { ...draft, at: draft.at === 'never' ? null : draft.at };
  if (draft.kind === 'recall') {
    const trimmed = Object.entries(draft.answers).map(([id, text]) => [id, text.trim()] as const);
    return { ...draft, answers: Object.fromEntries(trimmed) };
  }
  return draft;
}
