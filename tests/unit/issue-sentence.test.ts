import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issueSentence } from '@/lib/api/issue-sentence';

describe('What is wrong with a request, in a sentence', () => {
  const schema = z.strictObject({
    rows: z.int().min(1000).max(2000),
    name: z.string().min(1).max(3),
    kind: z.enum(['a', 'b']),
    list: z.array(z.number()).min(2),
    timing: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('every') }),
      z.object({ kind: z.literal('cron') }),
    ]),
  });
  const good = { rows: 1000, name: 'abc', kind: 'a', list: [1, 2], timing: { kind: 'every' } };
  test.each([
    [{ rows: 'x' }, '"rows" has to be a number.'],
    [{ rows: 1000.5 }, '"rows" has to be a whole number.'],
    [{ rows: 1 }, '"rows" has to be 1,000 or more.'],
    [{ rows: 2001 }, '"rows" has to be 2,000 or less.'],
    [{ rows: undefined }, '"rows" has to be a number, and is not there.'],
    [{ name: 7 }, '"name" has to be a text.'],
    [{ name: '' }, '"name" has to be 1 character long or more.'],
    [{ kind: 'c' }, '"kind" has to be one of "a", "b".'],
    [{ list: [1] }, '"list" has to be 2 items long or more.'],
    [{ list: [1, 'x'] }, '"list.1" has to be a number.'],
    [{ timing: { kind: 'never' } }, '"timing.kind" is none of the kinds there are.'],
    [{ colour: 'red' }, 'The request has "colour", which nothing here knows.'],
  ])('%j', (change, sentence) => {
    const { error } = schema.safeParse({ ...good, ...change }, { reportInput: true });
    expect(error?.issues[0] && issueSentence(error.issues[0])).toBe(sentence);
  });
});
