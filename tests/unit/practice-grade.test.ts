import { describe, expect, it } from 'vitest';
import { numericItem } from '@/lib/exercises/content';
import { isRight, trapOf } from '@/lib/exercises/practice/grade-item';

const ITEM = numericItem.parse({
  kind: 'numeric',
  id: 'queues-made-up',
  concept: 'queues',
  level: 'apply',
  stem: 'A question that only this test asks.',
  card: { front: 'A question that only this test asks.', back: 'Forty.' },
  unit: 'ms',
  answer: 40,
  tolerance: 0.1,
  why: 'It is made up for this test.',
  traps: [
    { value: 10, why: 'One fourth of it.' },
    { value: 11, why: 'A little more than one fourth of it.' },
    { value: -40, why: 'The sign is wrong.' },
  ],
});

describe('a number', () => {
  it.each([36, 40, 44, 39.9])('is right up to the tolerance on either side: %d', (given) => {
    expect(isRight(ITEM, given)).toBe(true);
    expect(trapOf(ITEM, given)).toBeNull();
  });

  it.each([35.9, 44.1, 0, -40, Number.NaN])('is wrong beyond it: %d', (given) => {
    expect(isRight(ITEM, given)).toBe(false);
  });

  it('is known for the mistake that it comes from: the nearest one, and none when it is near to none', () => {
    const named = (given: number) => trapOf(ITEM, given)?.value ?? null;
    expect([10.2, 10.8, -41, 20, 0].map(named)).toEqual([10, 11, -40, null, null]);
  });
});
