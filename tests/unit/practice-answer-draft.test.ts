import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES } from '@/lib/exercises/confidence';
import { answerDraftFrom } from '@/lib/exercises/practice/answer-draft';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';

const asked = { id: 'q', concept: 'queues', level: 'recall', stem: 'Which?' } as const;
const choice: ItemAsk = { ...asked, kind: 'choice', choices: ['a', 'b', 'c'] };
const number: ItemAsk = { ...asked, kind: 'numeric', unit: 'ms' };
const EMPTY = { choice: null, text: '', confidence: null };
const confidence = fc.option(fc.constantFrom(...CONFIDENCES.map(({ share }) => share)));

describe('an answer that was begun', () => {
  it('comes back as it was left', () => {
    const choices = fc.record({ choice: fc.option(fc.nat(2)), text: fc.constant(''), confidence });
    const numbers = fc.record({ choice: fc.constant(null), text: fc.string({ maxLength: 40 }), confidence });
    fc.assert(
      fc.property(choices, numbers, (chosen, typed) => {
        expect(answerDraftFrom(JSON.stringify(chosen), choice)).toEqual(chosen);
        expect(answerDraftFrom(JSON.stringify(typed), number)).toEqual(typed);
      }),
    );
  });

  it('is empty where what was kept is garbage', () => {
    const anything = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(anything, (kept) => {
        for (const ask of [choice, number]) expect(answerDraftFrom(kept, ask)).toEqual(EMPTY);
      }),
    );
  });

  it.each([
    [choice, { ...EMPTY, choice: 3 }],
    [choice, { ...EMPTY, choice: -1 }],
    [choice, { ...EMPTY, text: '12' }],
    [choice, { ...EMPTY, confidence: 0.6 }],
    [number, { ...EMPTY, choice: 0 }],
    [number, { ...EMPTY, text: 'x'.repeat(41) }],
    [number, { ...EMPTY, right: true }],
  ])('is empty where it does not fit the question: $1', (ask, kept) => {
    expect(answerDraftFrom(JSON.stringify(kept), ask)).toEqual(EMPTY);
  });

  it('is empty where nothing was kept', () => {
    expect(answerDraftFrom(null, choice)).toEqual(EMPTY);
  });
});
