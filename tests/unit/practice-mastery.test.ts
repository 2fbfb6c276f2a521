import { describe, expect, it } from 'vitest';
import type { ItemAnswer } from '@/lib/exercises/answers';
import { CONCEPT_IDS, type ConceptId } from '@/lib/exercises/concepts';
import { masteryOf, suggestedConcepts } from '@/lib/exercises/practice/mastery';

/** A test of `queues` begun at this minute: `+` right, `-` wrong. */
function test(minute: number, marks: string, concept: ConceptId = 'queues') {
  return [...marks].map((mark, index) => ({
    concept,
    testId: `test-${minute}`,
    item: `item-${minute}-${index}`,
    right: mark === '+',
    at: new Date((minute * 60 + index) * 1000).toISOString(),
  })) satisfies Partial<ItemAnswer>[];
}

const queues = (...answers: ReturnType<typeof test>[]) => masteryOf(answers.flat()).queues;

describe('mastery of a concept', () => {
  it('is new without answers', () => {
    expect(queues()).toEqual({ state: 'new', right: 0, of: 0, at: null });
    expect(queues(test(1, '+++++', 'lanes')).state).toBe('new');
  });

  it('comes with four right answers of the five of a test, and not with three', () => {
    expect(queues(test(1, '++++-'))).toMatchObject({ state: 'mastered', right: 4, of: 5 });
    expect(queues(test(1, '+++--'))).toMatchObject({ state: 'weak', right: 3, of: 5 });
  });

  it('goes by the latest test alone, both ways and in whatever order the records are read', () => {
    expect(queues(test(1, '-----'), test(2, '+++++')).state).toBe('mastered');
    expect(queues(test(1, '+++++'), test(2, '+----')).state).toBe('weak');
    expect(queues(test(2, '+----'), test(1, '+++++')).state).toBe('weak');
  });

  it('is not touched by a test that was broken off', () => {
    expect(queues(test(1, '++++-'), test(2, '---'))).toMatchObject({ state: 'mastered', right: 4 });
    expect(queues(test(1, '++++'))).toMatchObject({ state: 'begun', right: 4, of: 4 });
  });

  it('counts an answer once that two tabs have kept', () => {
    const [first, ...rest] = test(1, '++++');
    expect(masteryOf([...(first ? [first, first] : []), ...rest]).queues.state).toBe('begun');
  });
});

describe('the concepts a test is suggested about', () => {
  it('are the first four that are not mastered', () => {
    expect(suggestedConcepts(masteryOf([]))).toEqual(CONCEPT_IDS.slice(0, 4));
    const some = masteryOf([
      ...test(1, '+++++', 'lanes'),
      ...test(2, '+++++', 'throughput'),
      ...test(3, '-----', 'latency'),
    ]);
    expect(suggestedConcepts(some)).toEqual(['latency', 'queues', 'network', 'device']);
  });

  it('are none where all are mastered', () => {
    const all = masteryOf(CONCEPT_IDS.flatMap((concept, index) => test(index, '+++++', concept)));
    expect(suggestedConcepts(all)).toEqual([]);
  });
});
