import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONCEPT_IDS, LEVELS } from '@/lib/exercises/concepts';
import type { TestItem } from '@/lib/exercises/content';
import { isRight, trapOf } from '@/lib/exercises/practice/grade-item';
import { askOfItem } from '@/lib/exercises/practice/item-ask';
import { readNumber } from '@/lib/exercises/practice/read-number';
import { readItems, readLookAlikes } from '@/lib/exercises/source/read-items';
import { readCards } from '@/lib/lesson/source/read-content';
import { readingGrade, wordsOf } from '../reading-level';

const items = await readItems();
const lookAlikes = await readLookAlikes();
const lessonCards = await readCards();

/** Every text of an item that the learner reads. */
const textsOf = (item: TestItem): string[] => [
  item.stem,
  item.card.front,
  item.card.back,
  ...(item.kind === 'choice'
    ? item.choices.flatMap(({ text, why }) => [text, why])
    : [item.why, ...item.traps.map(({ why }) => why)]),
];
/** What must stay out of the page until the item is answered. */
const keyTextsOf = (item: TestItem): string[] => [
  item.card.front,
  item.card.back,
  ...(item.kind === 'choice' ? item.choices.map(({ why }) => why) : [item.why, ...item.traps.map(({ why }) => why)]),
];
const twice = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
const inPrint = (value: number) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(value);

/** The share of what two sets have that both have. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((each) => b.has(each)).length;
  return both / Math.max(1, a.size + b.size - both);
}

/** Small words that any two questions share. */
const SMALL = new Set(
  'a an and are as at be by for from has have how in is it its of on one or than that the this to what which with'.split(
    ' ',
  ),
);
const MOST_WORDS_ALIKE = 0.5;
const MOST_SHINGLES_ALIKE = 0.3;

/** Pairs of texts that ask nearly the same, each named with how alike they are. */
function alike(texts: readonly { readonly id: string; readonly text: string }[]): string[] {
  const sets = texts.map(({ id, text }) => {
    const words = wordsOf(text.toLowerCase());
    return {
      id,
      words: new Set(words.filter((word) => !SMALL.has(word))),
      shingles: new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`)),
    };
  });
  return sets.flatMap((a, index) =>
    sets.slice(index + 1).flatMap((b) => {
      const [words, shingles] = [jaccard(a.words, b.words), jaccard(a.shingles, b.shingles)];
      return words > MOST_WORDS_ALIKE || shingles > MOST_SHINGLES_ALIKE
        ? [`${a.id} and ${b.id}: words ${words.toFixed(2)}, in a row ${shingles.toFixed(2)}`]
        : [];
    }),
  );
}

describe('the item bank', () => {
  test('has a file for each concept, and no other', () => {
    const files = readdirSync('lib/exercises/content/en/items').map((name) => name.replace(/\.json$/, ''));
    expect(files.sort()).toEqual([...CONCEPT_IDS].sort());
  });

  test('holds at least 120 items, 15 a concept: six to recall, six to apply, three to analyse', () => {
    expect(items.length).toBeGreaterThanOrEqual(120);
    for (const concept of CONCEPT_IDS) {
      const counts = LEVELS.map(
        (level) => items.filter((item) => item.concept === concept && item.level === level).length,
      );
      expect(counts, concept).toEqual([6, 6, 3]);
    }
  });

  test('gives every item an id of its own that starts with its concept', () => {
    expect(twice(items.map(({ id }) => id))).toEqual([]);
    expect(items.flatMap(({ id, concept }) => (id.startsWith(`${concept}-`) ? [] : [id]))).toEqual([]);
  });

  test('asks nothing twice', () => {
    expect(alike(items.map(({ id, stem }) => ({ id, text: stem })))).toEqual([]);
  });

  test('notices a question that is asked again in other words or with other numbers', () => {
    const text = 'A worker takes 25 milliseconds an item and is never idle. How many items does it answer in a second?';
    const numbers = text.replace('25', '40');
    const words = 'How many items a second does a worker answer that is never idle and takes 25 milliseconds an item?';
    const other = 'Which lane keeps answering on a train that goes through a long tunnel?';
    const named = (again: string) =>
      alike([
        { id: 'a', text },
        { id: 'b', text: again },
      ]).length;
    expect([numbers, words, other].map(named)).toEqual([1, 1, 0]);
  });

  test('explains no two things with the same words', () => {
    const reasons = items.flatMap((item) => keyTextsOf(item).slice(2));
    expect(twice(reasons)).toEqual([]);
  });

  test('does not give the right choice away by its length', () => {
    const choices = items.flatMap((item) => (item.kind === 'choice' ? [item.choices] : []));
    const longest = choices.filter((each) => {
      const right = each.find((choice) => choice.right)?.text.length ?? 0;
      return each.every((choice) => choice.right || choice.text.length < right);
    });
    expect(longest.length / choices.length).toBeLessThanOrEqual(0.4);
  });

  test('makes of every item a card that is not there yet, neither of another item nor in the lesson', () => {
    expect(twice(items.map(({ card }) => card.front))).toEqual([]);
    const fronts = new Set(lessonCards.map(({ front }) => front));
    expect(items.flatMap(({ id, card }) => (fronts.has(card.front) ? [id] : []))).toEqual([]);
  });

  test('asks on no card what a card of the lesson asks in nearly the same words', () => {
    const lesson = lessonCards.map(({ id, front }) => ({ id: `lesson ${id}`, text: front }));
    const both = alike([...lesson, ...items.map(({ id, card }) => ({ id, text: card.front }))]);
    expect(both.filter((pair) => pair.split(' and ').filter((id) => id.startsWith('lesson ')).length === 1)).toEqual(
      [],
    );
  });

  test('knows look-alikes that are there, both of one concept', () => {
    for (const pair of lookAlikes) {
      const concepts = pair.map((id) => items.find((item) => item.id === id)?.concept);
      expect(concepts[0], pair.join(', ')).toBeDefined();
      expect(concepts[0]).toBe(concepts[1]);
    }
  });

  test.each(CONCEPT_IDS)('is easy to read: %s', (concept) => {
    // Choices are fragments, not sentences.
    const texts = items.filter((item) => item.concept === concept).flatMap((item) => [item.stem, ...keyTextsOf(item)]);
    const grade = readingGrade(texts.join('\n'));
    expect(grade).toBeGreaterThan(6);
    expect(grade).toBeLessThan(10.5);
  });

  test('writes a percentage in one way, without a gap', () => {
    const gaps = items.flatMap((item) =>
      textsOf(item).flatMap((text) =>
        [...text.matchAll(/\d[\s\u00a0\u202f]%/g)].map(([found]) => `${item.id}: ${found}`),
      ),
    );
    expect(gaps).toEqual([]);
  });

  test('is written without exclamation marks, long dashes and doubled words', () => {
    const wrong = items.flatMap((item) =>
      textsOf(item).flatMap((text) => (/[!—]|\b(\w+) \1\b/i.test(text) ? [`${item.id}: ${text}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(items.map((item) => [item.id, item] as const))('%s', (_, item: TestItem) => {
  test('shows nothing of its key before it is answered', () => {
    const ask = askOfItem(item);
    const shown = JSON.stringify(ask);
    expect(
      keyTextsOf(item).filter((text) => text !== item.stem && shown.includes(JSON.stringify(text).slice(1, -1))),
    ).toEqual([]);
    expect(Object.keys(ask).sort()).toEqual(
      ['concept', 'id', 'kind', 'level', 'stem', item.kind === 'choice' ? 'choices' : 'unit'].sort(),
    );
    if (ask.kind === 'choice') expect(ask.choices.every((choice) => typeof choice === 'string')).toBe(true);
  });

  if (item.kind === 'choice')
    test('has one right choice, and all are different and explained', () => {
      const texts = item.choices.map(({ text }) => text.toLowerCase().replace(/[.\s]+$/, ''));
      expect(twice(texts)).toEqual([]);
      expect(item.choices.filter((_, place) => isRight(item, place))).toHaveLength(1);
      expect(isRight(item, item.choices.length)).toBe(false);
      for (const { text, why } of item.choices) expect(wordsOf(why).length, text).toBeGreaterThanOrEqual(6);
    });
  else
    test('counts its answer as right as it is printed, and tells every trap by its number', () => {
      const asRead = (value: number) => readNumber(`${inPrint(value)} ${item.unit}`, item.unit);
      const answer = asRead(item.answer);
      expect(answer).toBe(item.answer);
      expect(answer !== null && isRight(item, answer)).toBe(true);
      for (const trap of item.traps) {
        const given = asRead(trap.value);
        expect(given).toBe(trap.value);
        if (given === null) continue;
        expect(isRight(item, given)).toBe(false);
        expect(trapOf(item, given)).toEqual(trap);
      }
    });
});
