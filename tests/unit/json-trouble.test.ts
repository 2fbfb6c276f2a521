import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonTrouble, isDeep, jsonTroubleSentence } from '@/lib/engine/wire/json-trouble';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('Trouble with JSON', () => {
  test('is found in a text if and only if it is not JSON', () => {
    const json = fc.json({ maxDepth: 4 });
    const piece = fc.constantFrom(...'{}[]",:\\ \n\t01-.eE+ntfNa\u0001é', 'true', 'null', 'NaN', '"a":', '\\u00e9');
    const broken = fc.tuple(json, fc.nat(), fc.nat(3), piece).map(([text, at, length, added]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + added + text.slice(cut + length);
    });
    const anything = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(json, broken, anything), (text) => {
        expect(findJsonTrouble(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('of a beginning of JSON is that it ends too early, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        const cut = text.slice(0, at % text.length);
        // Within a number, a word or an escape a cut looks like a mistake.
        fc.pre(/[[\]{}",:]$|^$/.test(cut));
        expect(findJsonTrouble(cut)?.kind).toBe('early');
      }),
    );
  });

  test('that a text goes on behind its JSON is told with the place where it ends', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), fc.string({ minLength: 1 }), (value, rest) => {
        fc.pre(rest.trim() !== '');
        const text = JSON.stringify(value);
        expect(findJsonTrouble(text + rest)).toMatchObject({ kind: 'more', at: text.length });
      }),
    );
  });

  test.each([
    ['{"inputs":[{"data":[1,NaN]}]}', 'line 1, column 23 (inputs[0].data[1]): NaN is no number of JSON'],
    ['{"a": -Infinity}', 'column 7 (a): -Infinity is no number of JSON'],
    ['[1, nan]', 'column 5 ([1]): nan is no number'],
    ['{"ok": True}', 'column 8 (ok): True is written true'],
    ['{"id": None}', '(id): None is written null'],
    ["{'a': 1}", 'column 2: JSON takes double quotes, not single ones'],
    ['{"a": \'x\'}', '(a): JSON takes double quotes'],
    ['{"a": [1, 2,]}', 'column 13 (a[2]): a comma stands before the closing bracket'],
    ['{"a": 1,}', 'column 9: a comma stands before the closing bracket'],
    ['{a: 1}', 'the name of a member must stand in double quotes'],
    ['{"a" 1}', '(a): a colon is missing behind the name'],
    ['{"a": 1 "b": 2}', 'column 9 (a): a comma or } is missing'],
    ['{"a":\n  [1 2]}', 'line 2, column 6 (a[0]): a comma or ] is missing'],
    ['[1,,2]', '([1]): a value is missing before ,'],
    ['[.5]', '([0]): a number is written like'],
    ['[01]', '([0]): a number is written like'],
    ['[1] // done', 'column 4: the JSON ends there, and something follows it'],
    ['[1, // first\n2]', '([1]): JSON has no comments'],
    ['{"a": "x', '(a): a text that begins there is never closed'],
    ['{"a": "x\ny"}', '(a): a text holds a line break'],
    ['{"a": "C:\\data"}', '(a): a text holds a backslash'],
    ['{"a": [1, 2', '(a[1]): it ends too early'],
    ['{\0"\0a\0', 'column 2: it looks like UTF-16'],
    ['[\0"\0', 'it looks like UTF-16'],
    [`${'['.repeat(1000)}`, 'nested more than 200 deep'],
  ])('%j is told in words, with its place', (text, words) => {
    const trouble = findJsonTrouble(text);
    expect(trouble && jsonTroubleSentence(text, trouble)).toContain(words);
  });

  test('a place of many members is named no longer than a line', () => {
    const text = `{"${'k'.repeat(500)}": {"${'l'.repeat(500)}": {"${'m'.repeat(500)}": {"${'n'.repeat(500)}": x`;
    expect(findJsonTrouble(text)?.path.length).toBeLessThanOrEqual(120);
  });
});

describe('Deep nesting', () => {
  test.each([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"a":', '}]'],
  ])('is seen without parsing, and seen only where it is: %s', (open, closed) => {
    const nested = (many: number) => `${open.repeat(many)}0${closed.repeat(many)}`;
    expect(isDeep(nested(300))).toBe(true);
    expect(isDeep(nested(50))).toBe(false);
    // Half of it does.
    expect(isDeep(open.repeat(300))).toBe(true);
    expect(isDeep(`[${'[],'.repeat(1000)}[]]`)).toBe(false);
    expect(isDeep(JSON.stringify({ text: `\\"${'['.repeat(1000)}` }))).toBe(false);
  });
});
