import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMORY_AID_IDS } from '@/lib/lesson/outline';
import { recallOrder } from '@/lib/lesson/recall-order';

describe('the order of the choices of a recall check', () => {
  it('shows every choice once, the same order for the same try', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MEMORY_AID_IDS),
        fc.nat(50),
        fc.integer({ min: 3, max: 5 }),
        (piece, attempt, count) => {
          const order = recallOrder(piece, attempt, count);
          expect([...order].sort()).toEqual(Array.from({ length: count }, (_, index) => index));
          expect(recallOrder(piece, attempt, count)).toEqual(order);
        },
      ),
    );
  });

  it('puts each choice at each place in about as many of the tries', () => {
    const tries = 900;
    for (const piece of MEMORY_AID_IDS) {
      const firsts = [0, 0, 0];
      for (let attempt = 0; attempt < tries; attempt++) {
        const [first = 0] = recallOrder(piece, attempt, 3);
        firsts[first] = (firsts[first] ?? 0) + 1;
      }
      // Five standard deviations of a fair draw.
      for (const count of firsts) expect(Math.abs(count - tries / 3)).toBeLessThan(5 * Math.sqrt((tries * 2) / 9));
    }
  });
});
