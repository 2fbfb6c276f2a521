import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftFor, type PredictionDraft, predictionDraft, predictionOf } from '@/lib/exercises/draft';
import type { Inputs, KindId } from '@/lib/exercises/kinds';
import type { Prediction } from '@/lib/exercises/prediction';

const LANES = [
  { id: 'batch', text: 'Batch', lane: 'batch' },
  { id: 'online', text: 'Online', lane: 'online' },
  { id: 'edge', text: 'Edge', lane: 'edge' },
] as const;

const INPUTS: Inputs = {
  order: { items: LANES, first: 'first', last: 'last' },
  ratio: { least: 0.1, most: 1000, above: 'one', below: 'other' },
  crossover: {
    x: { unit: 'count', least: 1, most: 256, kind: 'log', label: 'batch size' },
    y: { unit: 'rate', label: 'samples', kind: 'log' },
    curves: LANES,
    never: 'never',
  },
  choose: { options: LANES },
  load: { least: 10, most: 5000 },
  flaw: { report: { title: 'A report', text: 'Text', rows: [] }, flaws: LANES, remedies: LANES },
  recall: { blanks: [{ id: 'word', before: 'before', after: 'after' }] },
  sort: { groups: LANES, items: [{ id: 'apple', text: 'Apple' }] },
  numeric: { scale: { unit: 'share', least: 0, most: 1, kind: 'linear' }, label: 'share' },
};

/** Per kind: a draft with a part missing, a whole one, and the prediction it makes. */
const CASES: { readonly [K in KindId]: readonly [half: PredictionDraft, whole: PredictionDraft, made: Prediction] } = {
  order: [
    { kind: 'order', order: ['edge', 'online'] },
    { kind: 'order', order: ['edge', 'online', 'batch'] },
    { kind: 'order', order: ['edge', 'online', 'batch'] },
  ],
  ratio: [
    { kind: 'ratio', ratio: null },
    { kind: 'ratio', ratio: 40 },
    { kind: 'ratio', ratio: 40 },
  ],
  crossover: [
    { kind: 'crossover', at: null },
    { kind: 'crossover', at: 8 },
    { kind: 'crossover', at: 8 },
  ],
  choose: [
    { kind: 'choose', choice: null },
    { kind: 'choose', choice: 'edge' },
    { kind: 'choose', choice: 'edge' },
  ],
  load: [
    { kind: 'load', perSecond: null },
    { kind: 'load', perSecond: 120 },
    { kind: 'load', perSecond: 120 },
  ],
  flaw: [
    { kind: 'flaw', flaw: 'edge', remedy: null },
    { kind: 'flaw', flaw: 'edge', remedy: 'batch' },
    { kind: 'flaw', flaw: 'edge', remedy: 'batch' },
  ],
  recall: [
    { kind: 'recall', answers: { word: '  ' } },
    { kind: 'recall', answers: { word: ' queue ' } },
    { kind: 'recall', answers: { word: 'queue' } },
  ],
  sort: [
    { kind: 'sort', places: {} },
    { kind: 'sort', places: { apple: 'edge' } },
    { kind: 'sort', places: { apple: 'edge' } },
  ],
  numeric: [
    { kind: 'numeric', value: null },
    { kind: 'numeric', value: 0 },
    { kind: 'numeric', value: 0 },
  ],
};
const KINDS = Object.keys(CASES) as KindId[];
const askOf = (kind: KindId) => ({ kind, input: INPUTS[kind] });

describe('a draft of a prediction', () => {
  it.each(KINDS)('of kind %s makes a prediction once nothing is missing, and none before', (kind) => {
    const [half, whole, made] = CASES[kind];
    expect(predictionOf(askOf(kind), null)).toBeNull();
    expect(predictionOf(askOf(kind), half)).toBeNull();
    expect(predictionOf(askOf(kind), whole)).toEqual(made);
  });

  it.each(KINDS)('of kind %s is the same after it was kept as JSON', (kind) => {
    for (const draft of CASES[kind].slice(0, 2))
      expect(predictionDraft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('tells "never" from a line that was not placed yet', () => {
    expect(predictionOf(askOf('crossover'), { kind: 'crossover', at: 'never' })).toEqual({
      kind: 'crossover',
      at: null,
    });
    expect(predictionOf(askOf('crossover'), { kind: 'crossover', at: null })).toBeNull();
  });

  it.each([
    ['ratio', { kind: 'ratio', ratio: 2000 }],
    ['load', { kind: 'load', perSecond: 9 }],
    ['crossover', { kind: 'crossover', at: 0.5 }],
    ['numeric', { kind: 'numeric', value: 1.01 }],
  ] as const)('makes no prediction of a %s outside its scale', (kind, draft) => {
    expect(predictionOf(askOf(kind), draft)).toBeNull();
    expect(predictionDraft.safeParse(draft).success).toBe(true);
  });

  it('of another kind counts as none', () => {
    expect(draftFor(askOf('ratio'), { kind: 'load', perSecond: 120 })).toEqual({ kind: 'ratio', ratio: null });
    expect(predictionOf(askOf('ratio'), { kind: 'load', perSecond: 120 })).toBeNull();
  });

  it('forgets options that are not there any more, and keeps the rest', () => {
    const kept: readonly [KindId, PredictionDraft, PredictionDraft][] = [
      ['order', { kind: 'order', order: ['gone', 'edge', 'edge'] }, { kind: 'order', order: ['edge'] }],
      ['choose', { kind: 'choose', choice: 'gone' }, { kind: 'choose', choice: null }],
      ['flaw', { kind: 'flaw', flaw: 'gone', remedy: 'edge' }, { kind: 'flaw', flaw: null, remedy: 'edge' }],
      ['recall', { kind: 'recall', answers: { gone: 'a', word: 'b' } }, { kind: 'recall', answers: { word: 'b' } }],
      ['sort', { kind: 'sort', places: { apple: 'gone', gone: 'edge' } }, { kind: 'sort', places: {} }],
    ];
    for (const [kind, draft, expected] of kept) expect(draftFor(askOf(kind), draft)).toEqual(expected);
  });

  it('is refused where what was kept is no draft, whatever it is', () => {
    for (const kept of [
      null,
      'x',
      {},
      { kind: 'ratio' },
      { kind: 'ratio', ratio: 'many' },
      { kind: 'order', order: 'edge' },
    ])
      expect(predictionDraft.safeParse(kept).success).toBe(false);
  });

  it('never breaks what reads it, however odd its ids', () => {
    const draft = fc.oneof(
      fc.record({
        kind: fc.constant('order' as const),
        order: fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 12 }),
      }),
      fc.record({
        kind: fc.constant('sort' as const),
        places: fc.dictionary(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 1, maxLength: 60 })),
      }),
    );
    fc.assert(
      fc.property(draft, fc.constantFrom(...KINDS), (given, kind) => predictionOf(askOf(kind), given) === null),
    );
  });
});
