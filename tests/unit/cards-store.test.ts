import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrilaneError } from '@/lib/errors';
import { type CardStore, createCardStore, type Neighbours } from '@/lib/learner/cards/card-store';
import type { CardKeeper } from '@/lib/learner/cards/keeper';
import { type CardRecords, GRADES, NO_RECORDS } from '@/lib/lesson/cards/stored';
import { anyRecords, deckIn, lessonOf, MINUTE_MS, MORNING_MS, sharedKeeper } from './cards-fixtures';

const LESSON = lessonOf(12);
const ALONE: Neighbours = { tell() {}, listen: () => () => {} };

/** What `BroadcastChannel` does: each hears the others, and not itself. */
function channel(): () => Neighbours {
  const all = new Map<object, () => void>();
  return () => {
    const self = {};
    return {
      tell() {
        for (const [other, listener] of all) if (other !== self) listener();
      },
      listen(listener) {
        all.set(self, listener);
        return () => all.delete(self);
      },
    };
  };
}

async function opened(keeper: CardKeeper, neighbours: Neighbours = ALONE): Promise<CardStore> {
  const store = createCardStore(keeper, neighbours);
  store.open();
  await store.settled();
  return store;
}

function cardOf(store: CardStore, index: number) {
  const card = deckIn(LESSON, store.get().records)[index];
  if (!card) throw new Error(`There is no card ${index}.`);
  return card;
}

const anyStep = fc.record({
  card: fc.nat(11),
  does: fc.constantFrom(...GRADES, 'suspend', 'resume'),
});

function take(store: CardStore, { card, does }: { card: number; does: string }, nowMs: number): void {
  const grade = GRADES.find((each) => each === does);
  if (grade) store.answer(cardOf(store, card), grade, nowMs);
  else store.setSuspended(cardOf(store, card), does === 'suspend', nowMs);
}

const broken: CardKeeper = {
  ...sharedKeeper(NO_RECORDS),
  read: () => Promise.reject(new TrilaneError('storage-failed', 'This browser lets pages keep nothing.')),
};

describe('The cards of a device', () => {
  it('keep every answer, and undo takes back any number of steps, schedule and review', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, fc.array(anyStep, { maxLength: 8 }), async (records, steps) => {
        const keeper = sharedKeeper(records);
        const store = await opened(keeper);
        const laterMs = MORNING_MS + 5000 * 24 * 60 * MINUTE_MS;
        steps.forEach((step, index) => {
          take(store, step, laterMs + index * MINUTE_MS);
        });
        await store.settled();
        expect(await keeper.read()).toEqual(store.get().records);
        expect(store.get().undoable).toBe(steps.length);
        for (const { card } of steps.toReversed()) expect(store.undo()).toBe(cardOf(store, card).id);
        await store.settled();
        expect(store.undo()).toBeNull();
        expect(await keeper.read()).toEqual(records);
        expect(store.get().records).toEqual(records);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same in two tabs after an answer in either', async () => {
    const [keeper, join] = [sharedKeeper(NO_RECORDS), channel()];
    const [one, two] = [await opened(keeper, join()), await opened(keeper, join())];
    one.answer(cardOf(one, 0), 'good', MORNING_MS);
    await one.settled();
    await two.settled();
    two.answer(cardOf(two, 0), 'easy', MORNING_MS + MINUTE_MS);
    await two.settled();
    await one.settled();
    expect(one.get().records).toEqual(two.get().records);
    expect(one.get().records.reviews).toHaveLength(2);
  });

  it('count an answer once where two tabs that know nothing of each other ask the same', async () => {
    const keeper = sharedKeeper(NO_RECORDS);
    const [one, two] = [await opened(keeper), await opened(keeper)];
    one.answer(cardOf(one, 0), 'good', MORNING_MS);
    await one.settled();
    two.answer(cardOf(two, 0), 'again', MORNING_MS + 1000);
    two.answer(cardOf(two, 1), 'good', MORNING_MS + 2000);
    await two.settled();
    expect(two.get().overtaken).toBe(true);
    expect(two.get().undoable).toBe(1);
    const kept = await keeper.read();
    expect(kept.reviews.map(({ cardId, grade }) => [cardId, grade])).toEqual([
      ['card-0', 'good'],
      ['card-1', 'good'],
    ]);
    expect(two.get().records).toEqual(kept);
  });

  it('are not undone where another tab has gone on from there', async () => {
    const keeper = sharedKeeper(NO_RECORDS);
    const [one, two] = [await opened(keeper), await opened(keeper)];
    one.answer(cardOf(one, 0), 'good', MORNING_MS);
    await one.settled();
    await two.replace((records) => records);
    two.answer(cardOf(two, 0), 'good', MORNING_MS + 10 * MINUTE_MS);
    await two.settled();
    one.undo();
    await one.settled();
    expect(one.get().overtaken).toBe(true);
    expect((await keeper.read()).reviews).toHaveLength(2);
  });

  it('are kept by the page where the device keeps nothing, and it is said why', async () => {
    const store = await opened(broken);
    expect(store.get()).toMatchObject({ ready: true, unkept: { code: 'storage-failed' } });
    store.answer(cardOf(store, 0), 'good', MORNING_MS);
    store.answer(cardOf(store, 1), 'good', MORNING_MS);
    store.undo();
    await store.settled();
    expect(store.get().records.reviews.map(({ cardId }) => cardId)).toEqual(['card-0']);
  });

  it('lose nothing where the device stops keeping in the middle', async () => {
    let room = 1;
    const kept = sharedKeeper(NO_RECORDS);
    const full: CardKeeper = {
      ...kept,
      change: (change) => (room-- > 0 ? kept.change(change) : Promise.reject(new Error('There is no room.'))),
    };
    const store = await opened(full);
    for (const index of [0, 1, 2]) store.answer(cardOf(store, index), 'good', MORNING_MS + index);
    await store.settled();
    expect(store.get().unkept?.detail).toBe('There is no room.');
    expect(store.get().records.reviews).toHaveLength(3);
    expect((await kept.read()).reviews).toHaveLength(1);
  });

  it('count each of several answers once where the device fails before the first is kept', async () => {
    const store = await opened({ ...sharedKeeper(NO_RECORDS), change: () => Promise.reject(new Error('Full.')) });
    for (const index of [0, 1, 0]) store.answer(cardOf(store, index), 'good', MORNING_MS + store.get().undoable);
    await store.settled();
    expect(store.get()).toMatchObject({ unkept: { detail: 'Full.' }, overtaken: false, undoable: 3 });
    // Whatever made the page read again would show what the page keeps.
    await store.replace((records) => records);
    expect(store.get().records.reviews.map(({ cardId }) => cardId)).toEqual(['card-0', 'card-1', 'card-0']);
    expect(store.get().records.cards.get('card-0')?.schedule?.reviews).toBe(2);
  });

  it('show an import even where it cannot be kept', async () => {
    const store = await opened({ ...sharedKeeper(NO_RECORDS), replace: () => Promise.reject(new Error('Full.')) });
    const settings = { desiredRetention: 0.85, newPerDay: 3 };
    await store.replace((records): CardRecords => ({ ...records, settings }));
    expect(store.get()).toMatchObject({ records: { settings }, unkept: { detail: 'Full.' } });
  });
});
