import { z } from 'zod';
import { panelsDrawing, panelsOf } from '../drawing/panel';
import type { Evidence } from '../evidence/evidence';
import { gradeScore } from '../grading/grade';
import { isIn, type Option, onlyOf, option, optionId } from '../option';
import type { Kind } from './kind';

const prediction = z.strictObject({ kind: z.literal('sort'), places: z.record(optionId, optionId) });

export interface Sort {
  readonly input: { readonly groups: readonly Option[]; readonly items: readonly Option[] };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof prediction>;
  /** The groups an item may stand in. */
  readonly truth: { readonly accepted: Readonly<Record<string, readonly string[]>> };
  /** The items of each group, which is where they belong once the evidence has shown it. */
  readonly truthRule: {
    readonly groups: Readonly<Record<string, readonly string[]>>;
    isShown(evidence: Evidence): boolean;
  };
  /** Explanations for what is wrong, each with the group it is about: the first of which an item was put elsewhere. */
  readonly outcomeRule: Readonly<Record<string, string>>;
}

/** Each item into one of the groups. */
export const sort: Kind<Sort> = {
  input: z.strictObject({ groups: z.array(option).min(2), items: z.array(option).min(1) }),
  prediction,
  draft: prediction,
  empty: { kind: 'sort', places: {} },
  prune({ groups, items }, made) {
    const known = Object.entries(onlyOf(items, made.places)).filter(([, group]) => isIn(groups, group));
    return { ...made, places: Object.fromEntries(known) };
  },
  fits: ({ groups, items }, { places }) =>
    Object.keys(places).length === items.length && items.every(({ id }) => isIn(groups, places[id])),
  options: ({ groups, items }) => [...groups, ...items],
  truth({ groups, isShown }, { evidence }) {
    if (!isShown(evidence)) return null;
    const accepted = Object.entries(groups).flatMap(([group, ids]) => ids.map((id) => [id, [group]] as const));
    return { accepted: Object.fromEntries(accepted) };
  },
  outcome(rule = {}, { truth }, { verdict, parts }) {
    if (verdict === 'right') return 'right';
    const wrong = Object.keys(parts).filter((id) => !parts[id]);
    const about = (group: string) => wrong.some((id) => truth.accepted[id]?.includes(group));
    return Object.keys(rule).find((outcome) => about(rule[outcome] ?? '')) ?? verdict;
  },
  grade({ prediction, truth }) {
    const all = Object.entries(truth.accepted);
    const parts = Object.fromEntries(all.map(([id, groups]) => [id, groups.includes(prediction.places[id] ?? '')]));
    return gradeScore(all.length === 0 ? 0 : Object.values(parts).filter(Boolean).length / all.length, parts);
  },
  asks: null,
  drawing: ({ watched }) => panelsDrawing(...panelsOf(watched)),
};
