import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_SET } from '@/lib/exercises/sets/set';
import { readSetFile, writeSetFile } from '@/lib/exercises/sets/set-file';
import { parseSet } from '@/lib/exercises/sets/set-url';
import { findModel } from '@/lib/model';
import { shownName as columnName, keptName } from '@/lib/upload/kept-names';
import { scheduleRequest } from '@/lib/wire/schedule-schema';
import { checkedName, isName, MOST_NAME, shownName, withoutUnseen } from '@/lib/wire/shown-name';

/** By code point: nobody could read them here. */
const at = (...codes: number[]) => String.fromCodePoint(...codes);

const UNSEEN: readonly (readonly [string, number])[] = [
  ['a soft hyphen', 0xad],
  ['a joiner of graphemes', 0x34f],
  ['an Arabic mark of direction', 0x61c],
  ['a Hangul filler', 0x115f],
  ['a Hangul filler', 0x3164],
  ['a narrow Hangul filler', 0xffa0],
  ['a Khmer vowel that is not written', 0x17b4],
  ['a Mongolian variation selector', 0x180b],
  ['a Mongolian vowel separator', 0x180e],
  ['a zero-width space', 0x200b],
  ['a zero-width joiner', 0x200d],
  ['a zero-width non-joiner', 0x200c],
  ['a mark from left to right', 0x200e],
  ['a mark from right to left', 0x200f],
  ['an embedding', 0x202a],
  ['the end of an override', 0x202c],
  ['an override from left to right', 0x202d],
  ['an override from right to left', 0x202e],
  ['a word joiner', 0x2060],
  ['an invisible plus', 0x2064],
  ['an isolate', 0x2066],
  ['the end of an isolate', 0x2069],
  ['a blank of Braille', 0x2800],
  ['a byte order mark', 0xfeff],
  ['an anchor of an annotation', 0xfff9],
  ['a tag', 0xe0041],
  ['a supplementary variation selector', 0xe0100],
];

describe.each(UNSEEN)('%s, U+%i,', (_, code) => {
  const mark = at(code);
  test.each([
    ['before', `${mark}Loans`],
    ['within', `Lo${mark}ans`],
    ['after', `Loans${mark}`],
    ['many times', `${mark.repeat(300)}Loans${mark.repeat(300)}`],
  ])('is left out of a name, %s', (_place, name) => {
    expect(checkedName(name)).toBe('Loans');
  });

  test('is no name', () => {
    expect(() => checkedName(mark)).toThrow('A name has 1 to 80 characters, all of them printable.');
  });
});

test.each([
  ['a family', at(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467)],
  ['a hand with a skin', at(0x1f9d1, 0x1f3fd, 0x200d, 0x1f91d, 0x200d, 0x1f9d1, 0x1f3fb)],
  ['a heart of fire', at(0x2764, 0xfe0f, 0x200d, 0x1f525)],
  ['a Persian word', at(0x645, 0x6cc, 0x200c, 0x62e, 0x648, 0x627, 0x647, 0x645)],
  ['a Hindi word', at(0x915, 0x94d, 0x200d, 0x937)],
  ['accents, written in two', at(0x65, 0x301)],
  ['Hebrew and digits', `${at(0x5d0, 0x5d1)} 12`],
])('What belongs to %s stays', (_, name) => {
  expect(checkedName(name)).toBe(name);
});

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['a line break', 'a\nb'],
  ['a control character', 'a\u0007b'],
  ['half a character', 'a\ud800b'],
  ['a line separator', 'a\u2028b'],
  ['one too many', 'x'.repeat(MOST_NAME + 1)],
])('A name of %s is refused', (_, name) => {
  expect(isName(shownName(name))).toBe(false);
  expect(() => checkedName(name)).toThrow(/A name has/);
  expect(scheduleRequest.shape.name.safeParse(name).success).toBe(false);
});

test('Characters are counted, not their halves', () => {
  expect(checkedName(at(0x1f600).repeat(MOST_NAME))).toHaveLength(2 * MOST_NAME);
});

test('A name is shown as it is kept: what was cleaned once stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = shownName(text);
      expect(shownName(once)).toBe(once);
      expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/);
    }),
  );
});

describe('Wherever others see a name, the same holds', () => {
  const turned = `Loans${at(0x202e)}fdp`;
  const known = { exercises: [], scenarios: [] };

  test('a schedule', () => {
    expect(scheduleRequest.shape.name.parse(turned)).toBe('Loansfdp');
  });

  test('title and note of a set, in a link and in a file', () => {
    const { set } = parseSet(new URLSearchParams({ title: turned, note: turned }), known);
    expect([set.title, set.note]).toEqual(['Loansfdp', 'Loansfdp']);
    const file = writeSetFile({ ...EMPTY_SET, title: turned, note: `one\n${turned}` });
    expect(readSetFile(file, known).set).toMatchObject({ title: 'Loansfdp', note: 'one\nLoansfdp' });
  });

  test('a column that is kept', () => {
    expect(columnName(turned)).toBe('Loansfdp');
    expect(keptName(`row${at(0x200b)}`, [], findModel('credit-risk'))).toBe('row (file)');
  });

  test('text with lines keeps them', () => {
    expect(withoutUnseen(`one\n\ttwo${at(0x202e)}`)).toBe('one\n\ttwo');
  });
});
