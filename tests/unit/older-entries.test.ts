import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fetchAgain, nextPage, pushedOff, reachOf, withOlder } from '@/lib/batch-page/older-entries';
import type { Paged } from '@/lib/wire/page-query';

/** The larger the number, the newer. */
const entry = (number: number) => ({
  id: `n${number}`,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString(),
});
const descending = (numbers: readonly number[]) => [...new Set(numbers)].sort((one, other) => other - one).map(entry);
const someNumbers = fc.array(fc.nat(60), { maxLength: 30 });

/** As the server hands them out. */
const pages =
  <Entry extends { readonly id: string; readonly createdAt: string }>(all: readonly Entry[], size: number) =>
  async (after: string | null) => {
    const entries = all.filter(({ createdAt }) => after === null || createdAt < after).slice(0, size);
    return { entries, next: entries.length < size ? null : (entries.at(-1)?.createdAt ?? null) };
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
  const told = (numbers: readonly number[], total: number) => ({ entries: descending(numbers), total });
  const nobody = () => false;

  test.each([
    ['is kept where newer ones took its place', told([1, 2, 3], 9), told([2, 3, 4], 10), [entry(1)]],
    ['is not kept where it was deleted', told([1, 2, 3], 3), told([1, 3], 2), null],
    ['is not kept where it was deleted beyond the window', told([1, 2, 3, 4, 5, 6], 6), told([2, 3, 4, 5, 6], 5), null],
    ['cannot be told of where one came and one was deleted', told([1, 2, 3], 9), told([2, 3, 4], 9), null],
    ['cannot be told of where as many came as the stream tells of', told([1], 1), told([5, 6, 7, 8, 9], 6), null],
  ])('%s', (_what, before, now, pushed) => {
    expect(pushedOff(before, now, nobody, 5)).toEqual(pushed);
  });

  interface Job {
    readonly id: string;
    readonly createdAt: string;
    readonly scheduleId: number;
  }
  const WINDOWS = [5, 3];
  /** The newest few of each schedule. */
  const liveOf = (all: readonly Job[]) =>
    all.filter(
      (job) =>
        all.filter((one) => one.scheduleId === job.scheduleId && one.createdAt > job.createdAt).length <
        (WINDOWS[job.scheduleId] ?? 0),
    );
  const step = fc.record({
    come: fc.array(fc.nat(1), { maxLength: 7 }),
    go: fc.array(fc.nat(60), { maxLength: 3 }),
    asks: fc.boolean(),
  });

  test('is shown for as long as it is there, whatever comes and is deleted, and none that is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        let count = 0;
        let all: readonly Job[] = [];
        let older: readonly Job[] = [];
        let next: string | null = null;
        let before = { entries: liveOf(all), total: 0 };
        const isOlder = (id: string) => older.some((one) => one.id === id);
        for (const { come, go, asks } of steps) {
          const gone = new Set(go.map((place) => all[place]?.id));
          const came = come.map((scheduleId) => ({ ...entry(++count), scheduleId }));
          all = [...came.toReversed(), ...all.filter(({ id }) => !gone.has(id))];
          const shown = withOlder(before.entries, older);
          const now = { entries: liveOf(all), total: all.length };
          const pushed = pushedOff(before, now, isOlder, Math.min(...WINDOWS));
          if (pushed) older = [...pushed, ...older];
          else if (older.length > 0) {
            const reach = reachOf(older, before, now) ?? '';
            ({ entries: older, next } = await fetchAgain(pages(all, 4), reach));
          }
          before = now;
          const there = withOlder(now.entries, older).map(({ id }) => id);
          expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(there));
          // Nothing that stood there is lost, unless much came and nobody had asked for older ones.
          if (pushed || older.length > 0)
            expect(there).toEqual(expect.arrayContaining(shown.flatMap(({ id }) => (gone.has(id) ? [] : [id]))));
          if (!asks || there.length === all.length) continue;
          const page = await nextPage(pages(all, 4), next, (id) => there.includes(id));
          older = [...older, ...page.entries];
          ({ next } = page);
        }
      }),
    );
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
          const next: Paged<ReturnType<typeof entry>> = await nextPage(pages(all, size), last, (id) =>
            known.some((one) => one.id === id),
          );
          last = next.next;
          expect(withOlder(known, next.entries).length).toBeGreaterThan(known.length);
          known = [...withOlder(known, next.entries)];
        }
        expect(known).toEqual(all);
      }),
    );
  });

  test('come from a gap before where there are none behind', async () => {
    const all = descending([1, 2, 3, 4, 5]);
    const { entries } = await nextPage(pages(all, 2), entry(2).createdAt, (id) => id !== 'n4');
    expect(entries).toContainEqual(entry(4));
  });

  test('that are all there bring no more, and no endless search', async () => {
    const all = descending([1, 2, 3]);
    expect(await nextPage(pages(all, 2), null, () => true)).toEqual({ entries: all, next: null });
    expect(await nextPage(pages([], 2), null, () => true)).toEqual({ entries: [], next: null });
  });
});
