import { describe, expect, it } from 'vitest';
import { typeset } from '@/components/lesson/prose/typeset';

describe('words as they are set', () => {
  it.each([
    [`"Batch is just slow," it's said.`, '“Batch is just slow,” it’s said.'],
    [`He said "no" ("never").`, 'He said “no” (“never”).'],
    [`the customers' wait`, 'the customers’ wait'],
  ])('%s has curly marks', (written, set) => {
    expect(typeset(written)).toBe(set);
  });

  it('keep an operator with the number after it', () => {
    expect(typeset('730 × 0.10 = 73')).toBe('730 ×\u00a00.10 =\u00a073');
  });

  it('are otherwise left as they are', () => {
    expect(typeset('either/or, a - b, 3 items')).toBe('either/or, a - b, 3 items');
  });
});
