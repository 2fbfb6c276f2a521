import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPage, pushedOff, withOlder } from '@/lib/batch-page/older-entries';

/** The larger the number, the newer. */
const entry = (number: number) => ({
  id: `n${number}`,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString(),
});
const descending = (numbers: readonly number[]) => [...new Set(numbers)].sort((one, other) => other - one).map(entry);
const someNumbers = fc.array(fc.nat(60), { maxLength: 30 });

/** As the server hands them out. */
const pages = (all: readonly { readonly id: string }[], size: number) => async (after: string | null) => {
  const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return all.slice(from, from + size) as ReturnType<typeof entry>[];
};

describe('The list of a page', () => {
  test('holds what the stream tells of and what was fetched, each once, newest first', () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, (live, older) => {
        // Pages overlap with each other, too, and with what was pushed off.
        expect(withOlder(descending(live), older.map(entry))).toEqual(descending([...live, ...older]));
      }),
    );
  });

  test('shows an entry as the stream has it, not as it was when it was fetched', () => {
    const now = [{ ...entry(1), rows: 5 }];
    expect(withOlder(now, [{ ...entry(1), rows: 0 }])).toEqual(now);
  });
});

describe('An entry that the stream tells of no longer', () => {
  test('is kept where newer ones took its place', () => {
    const before = descending([1, 2, 3]);
    expect(pushedOff(before, descending([2, 3, 4]), 3)).toEqual([entry(1)]);
  });

  test.each([
    ['it stood among the newest', [1, 2, 3, 4], [1, 2, 4], 3],
    ['there are fewer than the stream tells of', [1, 2, 3], [2, 3], 3],
  ])('is gone where %s', (_, before, now, window) => {
    expect(pushedOff(descending(before), descending(now), window)).toEqual([]);
  });
});

describe('Older entries', () => {
  test('come page after page until all are there, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(someNumbers, fc.nat(20), fc.integer({ min: 1, max: 8 }), async (numbers, live, size) => {
        const all = descending(numbers);
        let known = all.slice(0, live);
        let last: string | null = null;
        for (let asked = 0; known.length < all.length; asked++) {
          expect(asked).toBeLessThan(all.length);
          const next: Awaited<ReturnType<typeof nextPage<ReturnType<typeof entry>>>> = await nextPage(
            pages(all, size),
            last,
            (id) => known.some((one) => one.id === id),
          );
          last = next.last;
          expect(withOlder(known, next.entries).length).toBeGreaterThan(known.length);
          known = [...withOlder(known, next.entries)];
        }
        expect(known).toEqual(all);
      }),
    );
  });

  test('that are all there bring no more, and no endless search', async () => {
    const all = descending([1, 2, 3]);
    expect(await nextPage(pages(all, 2), null, () => true)).toEqual({ entries: all, last: 'n1' });
    expect(await nextPage(pages([], 2), null, () => true)).toEqual({ entries: [], last: null });
  });
});
