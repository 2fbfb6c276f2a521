import { z } from 'zod';
import { PLAIN_FACTOR } from '../../measure/rules';
import { panelsDrawing, panelsOf } from '../drawing/panel';
import { gradeScore, SHARE_OF_CHOICE } from '../grading/grade';
import { isIn, type Option, option, optionId, pickFrom } from '../option';
import { readTerm, type Term } from '../term';
import type { Kind } from './kind';

const prediction = z.strictObject({ kind: z.literal('choose'), choice: optionId });
const draft = z.strictObject({ kind: z.literal('choose'), choice: optionId.nullable() });

export interface Choose {
  readonly input: { readonly options: readonly Option[] };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  /** What each choice is worth, 0..1; several may be worth all. */
  readonly truth: { readonly credits: Readonly<Record<string, number>> };
  /** Choices that divide a scale among them, where that is what they do. */
  readonly truthRule: Bands;
  readonly outcomeRule: never;
}

/** What is measured, and from which value on each choice holds, the least first: the next one ends it. */
interface Bands {
  readonly of: Term;
  readonly from: Readonly<Record<string, number>>;
}

/** Choose one and defend it: the reason counts. */
export const choose: Kind<Choose> = {
  input: z.strictObject({ options: z.array(option).min(2) }),
  prediction,
  draft,
  empty: { kind: 'choose', choice: null },
  prune: ({ options }, made) => ({ ...made, choice: pickFrom(options, made.choice) }),
  fits: ({ options }, { choice }) => isIn(options, choice),
  options: ({ options }) => options,
  truth({ of, from }, { evidence }) {
    const measured = readTerm(evidence, of);
    if (!measured) return null;
    const bands = Object.entries(from);
    // A band that the interval reaches into is as good an answer as the one that holds the figure.
    const creditOf = ([, least]: (typeof bands)[number], index: number) =>
      measured.high >= least && measured.low < (bands[index + 1]?.[1] ?? Number.POSITIVE_INFINITY) ? 1 : 0;
    return { credits: Object.fromEntries(bands.map((band, index) => [band[0], creditOf(band, index)])) };
  },
  grade({ prediction, truth, sound }) {
    const credit = truth.credits[prediction.choice] ?? 0;
    // A sound reason for a choice that does not do defends nothing.
    return gradeScore(credit === 0 ? 0 : SHARE_OF_CHOICE * credit + (sound ? 1 - SHARE_OF_CHOICE : 0), {
      choice: credit === 1,
      reason: sound,
    });
  },
  asks: { of: 'each', within: PLAIN_FACTOR },
  drawing: ({ watched }) => panelsDrawing(...panelsOf(watched)),
};
