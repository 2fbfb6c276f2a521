import { describe, expect, it } from 'vitest';
import { type ItemAnswer, type StoredTest, storedAnswer, storedTest } from '@/lib/exercises/answers';
import type { TestItem } from '@/lib/exercises/content';
import { answerOf } from '@/lib/exercises/practice/grade-item';
import { askOfItem } from '@/lib/exercises/practice/item-ask';
import { resultsOf } from '@/lib/exercises/practice/results';
import { isOpen, latestFinished, leftToGrade, movedOn, sittingOf, unfinished } from '@/lib/exercises/practice/sitting';
import { readItems } from '@/lib/exercises/source/read-items';

const all = await readItems();
const queues = all.filter(({ concept }) => concept === 'queues').slice(0, 5);
const bank = all.map(askOfItem);
const ids = queues.map(({ id }) => id);
const NOW = '2026-05-01T10:00:00.000Z';

const begun = (changes: Partial<StoredTest> = {}): StoredTest =>
  storedTest.parse({
    schema: 1,
    id: 'a',
    startedAt: NOW,
    seed: 1,
    concepts: ['queues'],
    items: ids,
    finishedAt: null,
    ...changes,
  });

const rightAnswer = (item: TestItem) =>
  item.kind === 'choice' ? item.choices.findIndex(({ right }) => right) : item.answer;

/** The answer to the item at this place of the test. */
function given(place: number, right: boolean, test = begun()): ItemAnswer {
  const item = queues[place];
  if (!item) throw new Error('The test has no such place.');
  const locked = { item: item.id, given: rightAnswer(item) + (right ? 0 : 1e6), confidence: 0.75, at: NOW };
  const answer = answerOf({ ...test, locked }, item);
  if (!answer) throw new Error('It was locked in.');
  return answer;
}

describe('an answer that was locked in before its key came', () => {
  const locked = { item: ids[1] ?? '', given: 1, confidence: 0.5, at: NOW };

  it('stays when its test is finished, by whichever tab, and is graded then', () => {
    const over = movedOn(begun({ locked }), [given(0, true)], NOW);
    expect(over).toMatchObject({ finishedAt: NOW, locked });
    expect(leftToGrade([begun(), over], [given(0, true)], bank)).toBe(ids[1]);
    expect(answerOf(over, queues[1] as TestItem)).toMatchObject({ testId: 'a', item: ids[1] });
  });

  it('is let go once it is graded', () => {
    const answers = [given(1, true)];
    expect(movedOn(begun({ locked }), answers, null).locked).toBeNull();
    expect(leftToGrade([begun({ locked, finishedAt: NOW })], answers, bank)).toBeNull();
  });

  it('of a test that is going on, or of an item that is in the bank no longer, is not left', () => {
    const smaller = bank.filter(({ id }) => id !== ids[1]);
    expect(leftToGrade([begun({ locked })], [], bank)).toBeNull();
    expect(leftToGrade([begun({ locked, finishedAt: NOW })], [], smaller)).toBeNull();
  });
});

describe('a test that is going on', () => {
  it('stands at the first question without an answer', () => {
    expect(sittingOf(begun(), [], bank)).toMatchObject({ place: 0, current: { id: ids[0] } });
    expect(sittingOf(begun(), [given(0, true), given(1, false)], bank)).toMatchObject({
      place: 2,
      current: { id: ids[2] },
    });
  });

  it('stays at the question that is locked in, its key here or not, until the learner goes on', () => {
    const locked = { item: ids[1] ?? '', given: 1, confidence: 0.5, at: NOW };
    const test = begun({ locked });
    expect(sittingOf(test, [given(0, true)], bank).place).toBe(1);
    expect(sittingOf(test, [given(0, true), given(1, true)], bank).place).toBe(1);
  });

  it('goes on without questions that are in the bank no longer', () => {
    const smaller = bank.filter(({ id }) => id !== ids[0]);
    const test = begun({ locked: { item: ids[0] ?? '', given: 1, confidence: 0.5, at: NOW } });
    expect(sittingOf(test, [], smaller)).toMatchObject({ gone: 1, place: 0, current: { id: ids[1] } });
    expect(unfinished([test], [], [])).toBeNull();
  });

  it('takes no answer of another test for its own', () => {
    expect(sittingOf(begun(), [given(0, true, begun({ id: 'b' }))], bank).place).toBe(0);
  });

  it('is the latest of those that have a question left', () => {
    const older = begun({ id: 'b', startedAt: '2026-04-01T10:00:00.000Z' });
    const over = begun({ id: 'c', startedAt: '2026-06-01T10:00:00.000Z', finishedAt: NOW });
    expect(unfinished([older, begun(), over], [], bank)?.id).toBe('a');
    const answers = ids.map((_, place) => given(place, true));
    expect(unfinished([older, begun(), over], answers, bank)?.id).toBe('b');
    expect(latestFinished([older, begun(), over], answers)).toBeNull();
    expect(latestFinished([over], [given(0, true, over)])?.id).toBe('c');
  });
});

describe('a question', () => {
  const first = ids[0] ?? '';
  const locked = { item: first, given: 1, confidence: 0.5, at: NOW };

  it('can be answered as long as no tab has locked an answer in, had one graded or finished the test', () => {
    expect(isOpen(begun(), first, [given(1, true), given(0, true, begun({ id: 'b' }))])).toBe(true);
    expect(isOpen(begun({ locked }), first, [])).toBe(false);
    expect(isOpen(begun(), first, [given(0, false)])).toBe(false);
    expect(isOpen(begun({ finishedAt: NOW }), first, [])).toBe(false);
  });
});

describe('an answer that is locked in', () => {
  it('is graded as one record a question, which can be kept', () => {
    expect(given(1, true)).toMatchObject({ id: 'a-1', right: true, score: 1, item: ids[1], concept: 'queues' });
    expect(given(1, false)).toMatchObject({ id: 'a-1', right: false, score: 0 });
    expect(storedAnswer.safeParse(given(1, false)).success).toBe(true);
  });

  it('is not graded by the key of another question', () => {
    const locked = { item: ids[0] ?? '', given: 1, confidence: 0.5, at: NOW };
    const other = queues[1];
    expect(other && answerOf(begun({ locked }), other)).toBeNull();
    expect(queues[0] && answerOf(begun(), queues[0])).toBeNull();
  });
});

describe('the results of a test', () => {
  it('count what was answered, concept by concept, and name what was missed', () => {
    const answers = [given(0, true), given(1, false), given(3, true)];
    const results = resultsOf(sittingOf(begun(), answers, bank));
    expect(results).toMatchObject({ right: 2, answered: 3, asked: 5 });
    expect(results.concepts).toEqual([{ concept: 'queues', right: 2, answered: 3, asked: 5 }]);
    expect(results.missed.map(({ id }) => id)).toEqual([ids[1]]);
  });
});
