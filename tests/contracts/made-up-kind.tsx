import { z } from 'zod';
import { Boxes } from '@/components/exercises/paper/boxes';
import { panelsDrawing, panelsOf } from '@/lib/exercises/drawing/panel';
import { gradeScore } from '@/lib/exercises/grading/grade';
import type { Kind } from '@/lib/exercises/kinds/kind';
import { isIn, type Option, option } from '@/lib/exercises/option';

const prediction = z.strictObject({ kind: z.literal('pair'), pair: z.tuple([z.string(), z.string()]) });
const draft = z.strictObject({ kind: z.literal('pair'), pair: z.array(z.string()).max(2) });

interface Pair {
  readonly input: { readonly options: readonly Option[] };
  readonly prediction: z.infer<typeof prediction>;
  readonly draft: z.infer<typeof draft>;
  readonly truth: { readonly pair: readonly [string, string] };
  readonly truthRule: { readonly pair: readonly [string, string] };
  readonly outcomeRule: never;
}

/** What would be `lib/exercises/kinds/pair.ts`: two of the options that belong together. */
export const pair: Kind<Pair> = {
  input: z.strictObject({ options: z.array(option).min(3) }),
  prediction,
  draft,
  empty: { kind: 'pair', pair: [] },
  prune: ({ options }, made) => ({ ...made, pair: made.pair.filter((id) => isIn(options, id)) }),
  fits: ({ options }, { pair: [one, other] }) => one !== other && isIn(options, one) && isIn(options, other),
  options: ({ options }) => options,
  truth: (rule, { evidence }) => (evidence[0]?.figures['online.median'] ? rule : null),
  grade: ({ prediction: { pair: given }, truth }) => {
    const parts = Object.fromEntries(given.map((id) => [id, truth.pair.includes(id)]));
    return gradeScore(Object.values(parts).filter(Boolean).length / 2, parts);
  },
  asks: null,
  drawing: ({ watched }) => panelsDrawing(...panelsOf(watched)),
};

interface PairProps {
  readonly input: Pair['input'];
}

/** What would be `components/exercises/kinds/pair.tsx`. */
export const pairView = {
  Field: ({ input, draft: { pair: ids } }: PairProps & { readonly draft: Pair['draft'] }) => (
    <p>
      {input.options.length} to choose from, {ids.length} chosen
    </p>
  ),
  Paper: ({ input }: PairProps) => <Boxes options={input.options} />,
  tolerance: 'toleranceParts',
  told: (_: unknown, { pair: ids }: Pair['prediction']) => ids.join(' and '),
  note: () => 'A pair.',
  parts: (_: unknown, { pair: ids }: Pair['prediction']) => ids.map((id) => ({ id, words: id })),
  answer: (_: unknown, { pair: ids }: Pair['prediction']) => ids.join(' with '),
  history: ({ pair: ids }: Pair['prediction'], { name }: { name(id: string): string }) => ids.map(name).join(' + '),
};
