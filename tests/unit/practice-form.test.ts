import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPT_IDS, LEVELS } from '@/lib/exercises/concepts';
import { assembleForm, usedUp } from '@/lib/exercises/practice/assemble-form';
import { choiceOrder } from '@/lib/exercises/practice/choice-order';
import { FORM_LENGTH, FORM_SHAPE } from '@/lib/exercises/practice/form-shape';
import { askOfItem } from '@/lib/exercises/practice/item-ask';
import { readItems, readLookAlikes } from '@/lib/exercises/source/read-items';

const items = (await readItems()).map(askOfItem);
const lookAlikes = await readLookAlikes();
const byId = new Map(items.map((item) => [item.id, item]));
const concepts = fc.subarray([...CONCEPT_IDS], { minLength: 1 });
const seed = fc.nat({ max: 0xffffffff });
const anyAnswers = fc
  .array(fc.tuple(fc.constantFrom(...items.map(({ id }) => id)), fc.nat({ max: 1000 })), { maxLength: 200 })
  .map((given) => given.map(([item, minute]) => ({ item, at: new Date(minute * 60_000).toISOString() })));

type Answers = Parameters<typeof assembleForm>[0]['answers'];
const form = (chosen: readonly (typeof CONCEPT_IDS)[number][], answers: Answers, drawn: number) =>
  assembleForm({ items, concepts: chosen, answers, lookAlikes, seed: drawn });
const answered = (ids: readonly string[], minute: number): Answers =>
  ids.map((item) => ({ item, at: new Date(minute * 60_000).toISOString() }));
const find = (id: string) => {
  const item = byId.get(id);
  if (!item) throw new Error(`${id} is not in the bank.`);
  return item;
};

describe('a form of the practice test', () => {
  it('has the same number of items of each level in every concept, none twice, whatever was answered before', () => {
    fc.assert(
      fc.property(concepts, anyAnswers, seed, (chosen, answers, drawn) => {
        const ids = form(chosen, answers, drawn).items;
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBe(chosen.length * FORM_LENGTH);
        for (const concept of chosen)
          for (const level of LEVELS) {
            const some = ids.map(find).filter((item) => item.concept === concept && item.level === level);
            expect(some.length).toBe(FORM_SHAPE[level]);
          }
      }),
    );
  });

  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(concepts, anyAnswers, seed, (chosen, answers, drawn) => {
        expect(form(chosen, answers, drawn)).toEqual(form(chosen, answers, drawn));
      }),
      { numRuns: 20 },
    );
    const forms = Array.from({ length: 20 }, (_, drawn) => form(['queues'], [], drawn).items.join());
    expect(new Set(forms).size).toBeGreaterThan(15);
  });

  it('repeats no item in three forms one after the other, and spreads numbers evenly over them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONCEPT_IDS), fc.tuple(seed, seed, seed), (concept, seeds) => {
        let answers: Answers = [];
        const counts = seeds.map((drawn, index) => {
          const { items: ids, repeated } = form([concept], answers, drawn);
          expect(repeated).toEqual([]);
          answers = [...answers, ...answered(ids, index)];
          return ids.map(find).filter(({ kind }) => kind === 'numeric').length;
        });
        expect(new Set(answers.map(({ item }) => item)).size).toBe(3 * FORM_LENGTH);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps look-alikes in different forms as long as nothing must be repeated', () => {
    fc.assert(
      fc.property(fc.constantFrom('small-models', 'measuring'), fc.tuple(seed, seed, seed), (concept, seeds) => {
        let answers: Answers = [];
        for (const [index, drawn] of seeds.entries()) {
          const { items: ids } = form([concept], answers, drawn);
          expect(lookAlikes.filter(([a, b]) => ids.includes(a) && ids.includes(b))).toEqual([]);
          answers = [...answers, ...answered(ids, index)];
        }
      }),
    );
  });

  it('takes an answered item only where its level has no other left, and then the one answered longest ago', () => {
    fc.assert(
      fc.property(concepts, anyAnswers, seed, (chosen, answers, drawn) => {
        const { items: ids, repeated } = form(chosen, answers, drawn);
        const last = (id: string) =>
          answers
            .flatMap(({ item, at }) => (item === id ? [at] : []))
            .sort()
            .at(-1) ?? '';
        expect(repeated).toEqual(ids.filter((id) => last(id) !== ''));
        for (const id of repeated) {
          const { concept, level } = find(id);
          const others = items.filter(
            (item) => item.concept === concept && item.level === level && !ids.includes(item.id),
          );
          const alikes = lookAlikes.flat();
          for (const other of others) {
            expect(last(other.id), `${other.id} was not answered yet`).not.toBe('');
            // A look-alike may be passed over for one answered later.
            if (!alikes.includes(other.id)) expect(last(other.id) >= last(id)).toBe(true);
          }
        }
        const concerned = new Set(repeated.map((id) => find(id).concept));
        expect(new Set(usedUp({ items, concepts: chosen, answers }))).toEqual(concerned);
      }),
    );
  });

  it('can hold any item of the bank, as the first form already', () => {
    const reached = new Set(
      Array.from({ length: 150 }, (_, drawn) => form(CONCEPT_IDS, [], drawn * 7919).items).flat(),
    );
    expect(items.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it('mixes the concepts', () => {
    const ids = form(['lanes', 'queues'], [], 4).items.map((id) => find(id).concept);
    expect(ids.slice(0, 5)).toContain('lanes');
    expect(ids.slice(0, 5)).toContain('queues');
  });
});

describe('the order of choices', () => {
  it('is a permutation, the same for the same test and item', () => {
    fc.assert(
      fc.property(seed, fc.constantFrom(...items.map(({ id }) => id)), (drawn, id) => {
        const order = choiceOrder(drawn, id, 4);
        expect([...order].sort()).toEqual([0, 1, 2, 3]);
        expect(choiceOrder(drawn, id, 4)).toEqual(order);
      }),
    );
  });

  it('puts the first choice of a file at every place about as often', () => {
    const counts = [0, 0, 0, 0];
    for (const { id } of items)
      for (let drawn = 0; drawn < 20; drawn++) {
        const place = choiceOrder(drawn, id, 4).indexOf(0);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    const even = (items.length * 20) / 4;
    for (const count of counts) expect(Math.abs(count - even)).toBeLessThan(even * 0.15);
  });
});
