import { z } from 'zod';
import { orderPanel } from '../drawing/order-panel';
import { panelsDrawing } from '../drawing/panel';
import type { Reading } from '../evidence/reading';
import { gradeOrder, type Near } from '../grading/grade-order';
import { isIn, type Option, option, optionId } from '../option';
import { type FigureTerm, readTerm } from '../term';
import { type Kind, text } from './kind';

const prediction = z.strictObject({ kind: z.literal('order'), order: z.array(optionId).min(2).max(12) });
const draft = z.strictObject({ kind: z.literal('order'), order: z.array(optionId).max(12) });

export interface Order {
  readonly input: {
    readonly items: readonly Option[];
    /** What the first and the last place stand for: "answers first", "answers last". */
    readonly first: string;
    readonly last: string;
  };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  /** What the items are ordered by, the least first. */
  readonly truth: { readonly by: Readonly<Record<string, Reading>>; readonly near?: Near | undefined };
  /** The figure of each item, and which of them comes first. Those that are near are lanes by their ids. */
  readonly truthRule: {
    readonly by: Readonly<Record<string, FigureTerm>>;
    readonly first: 'least' | 'most';
    readonly near?: Near;
  };
  readonly outcomeRule: never;
}

/** Put the items in order. */
export const order: Kind<Order> = {
  input: z.strictObject({ items: z.array(option).min(2), first: text, last: text }),
  prediction,
  draft,
  empty: { kind: 'order', order: [] },
  prune: ({ items }, made) => ({ ...made, order: [...new Set(made.order)].filter((id) => isIn(items, id)) }),
  fits: ({ items }, { order: ids }) =>
    ids.length === items.length && new Set(ids).size === ids.length && ids.every((id) => isIn(items, id)),
  options: ({ items }) => items,
  truth({ by, first, near }, { evidence }) {
    const readings = Object.entries(by).flatMap(([id, figure]) => {
      const reading = readTerm(evidence, first === 'least' ? figure : { above: 1, below: figure });
      return reading ? [[id, reading] as const] : [];
    });
    return readings.length === Object.keys(by).length ? { by: Object.fromEntries(readings), near } : null;
  },
  grade: ({ prediction, truth }) => gradeOrder(prediction.order, truth.by, truth.near),
  asks: { of: 'order' },
  drawing: ({ input, prediction, rule, truth, watched }) =>
    panelsDrawing(orderPanel(input.items, prediction.order, rule?.by ?? {}, truth?.by ?? {}, watched)),
};
