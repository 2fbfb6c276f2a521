import { createRandom, permutation, type Random } from '../../workload/random';
import type { ItemAnswer } from '../answers';
import { type ConceptId, LEVELS, type Level } from '../concepts';
import { FORM_SHAPE } from './form-shape';
import type { ItemAsk, LookAlikes } from './item-ask';

interface FormOrder {
  /** The whole bank. */
  readonly items: readonly ItemAsk[];
  readonly concepts: readonly ConceptId[];
  /** Everything that was ever answered on this device. */
  readonly answers: readonly Pick<ItemAnswer, 'item' | 'at'>[];
  readonly lookAlikes: readonly LookAlikes[];
  readonly seed: number;
}

interface Form {
  /** Ids of its items, in the order they are asked. */
  readonly items: readonly string[];
  /** Those among them that were answered before, since the bank has no others left. */
  readonly repeated: readonly string[];
}

/** When each item was last answered, by id. */
function lastAnswered(answers: FormOrder['answers']): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { item, at } of answers) if (at > (last.get(item) ?? '')) last.set(item, at);
  return last;
}

/**
 * A form of the practice test. Forms are parallel: each has the same number of items of each level in every concept.
 * An item that was answered comes again only when its level has no other left, and then the one answered longest ago.
 * Of the items left, a level draws about its share of numeric ones, so that no form gets them all; look-alikes are kept
 * in different forms as long as that repeats nothing. The same seed gives the same form.
 */
export function assembleForm({ items, concepts, answers, lookAlikes, seed }: FormOrder): Form {
  const random = createRandom(seed);
  const last = lastAnswered(answers);
  const unseen = new Set(items.flatMap(({ id }) => (last.has(id) ? [] : [id])));
  const alikesOf = (id: string) => lookAlikes.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []));
  const taken: ItemAsk[] = [];
  const ofLevel = (concept: ConceptId, level: Level) =>
    items.filter((item) => item.concept === concept && item.level === level);
  const isTaken = (id: string) => taken.some((item) => item.id === id);

  /** Whether the next form would have to take whatever is left unseen beside this item. */
  const runsOut = ({ concept, level }: ItemAsk) =>
    ofLevel(concept, level).filter(({ id }) => unseen.has(id)).length <= 2 * FORM_SHAPE[level];
  /** One of two look-alikes that would otherwise be left to meet in the form after this one. */
  const isDue = (item: ItemAsk) =>
    alikesOf(item.id).some((alike) => {
      const other = items.find(({ id }) => id === alike);
      return other && unseen.has(alike) && !isTaken(alike) && runsOut(item) && runsOut(other);
    });

  const take = (count: number, candidates: readonly ItemAsk[]) => {
    const clashes = ({ id }: ItemAsk) => alikesOf(id).some(isTaken);
    let left = count;
    for (const mayClash of [false, true])
      for (const item of candidates) {
        if (left === 0 || isTaken(item.id) || (!mayClash && clashes(item))) continue;
        taken.push(item);
        left--;
      }
    return left;
  };

  for (const concept of concepts)
    for (const level of LEVELS) {
      const pool = drawn(ofLevel(concept, level), random);
      const fresh = pool.filter(({ id }) => unseen.has(id));
      const need = Math.min(FORM_SHAPE[level], pool.length);
      const numerics = fresh.filter(({ kind }) => kind === 'numeric');
      const quota = roundedAtRandom((numerics.length * need) / Math.max(need, fresh.length), random);
      const first = [
        ...numerics.slice(0, quota),
        ...fresh.filter((item) => item.kind === 'choice' && !alikesOf(item.id).some(isTaken)).slice(0, need - quota),
      ];
      const due = fresh.filter(isDue);
      const left = take(need, [...due, ...first, ...fresh]);
      // `pool` is in a drawn order and the sort is stable: of those answered at one instant, any.
      const longestAgo = pool
        .filter(({ id }) => last.has(id))
        .sort((a, b) =>
          (last.get(a.id) ?? '') < (last.get(b.id) ?? '') ? -1 : last.get(a.id) === last.get(b.id) ? 0 : 1,
        );
      take(left, longestAgo);
    }
  const order = drawn(taken, random).map(({ id }) => id);
  return { items: order, repeated: order.filter((id) => last.has(id)) };
}

/** The concepts in which the next form cannot do without items that were answered before. */
export function usedUp({ items, concepts, answers }: Omit<FormOrder, 'seed' | 'lookAlikes'>): readonly ConceptId[] {
  const last = lastAnswered(answers);
  return concepts.filter((concept) =>
    LEVELS.some((level) => {
      const all = items.filter((item) => item.concept === concept && item.level === level);
      return all.filter(({ id }) => !last.has(id)).length < Math.min(FORM_SHAPE[level], all.length);
    }),
  );
}

function drawn<Item>(list: readonly Item[], random: Random): Item[] {
  return [...permutation(list.length, random)].flatMap((index) => list.slice(index, index + 1));
}

/** Up or down, so that the mean stays: 1.7 gives 2 seven times in ten. */
function roundedAtRandom(value: number, random: Random): number {
  return Math.floor(value + random());
}
