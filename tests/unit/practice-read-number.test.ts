import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '@/lib/exercises/practice/read-number';

describe('a number as people type it', () => {
  it.each([
    ['1400', 1400],
    ['1,400', 1400],
    ['1 400', 1400],
    ['1\u202f400', 1400],
    ['1’400', 1400],
    ['1,400,000', 1_400_000],
    ['1.400.000', 1_400_000],
    ['1.400,5', 1400.5],
    ['1,400.5', 1400.5],
    ['76.4', 76.4],
    ['76,4', 76.4],
    ['76,40', 76.4],
    ['0,125', 0.125],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['1.400', 1.4],
    [' 25 ', 25],
    ['6e5', 600_000],
    ['−3', -3],
  ])('reads %s', (text, value) => {
    expect(readNumber(text, '')).toBe(value);
  });

  it.each([
    ['45 %', '%', 45],
    ['45%', '%', 45],
    ['430 ms', 'ms', 430],
    ['10 Guests', 'guests', 10],
  ])('passes over the unit in %s', (text, unit, value) => {
    expect(readNumber(text, unit)).toBe(value);
  });

  it.each(['', ' ', 'ten', '1,40,00', '1.2.3', '12,34.5.6', '1,2,3', '1400,000,00', '--3', '3 ms', '1e999', '٣'])(
    'refuses %j',
    (text) => {
      expect(readNumber(text, '%')).toBeNull();
    },
  );

  it('reads back every number as it is written in English, French and German', () => {
    const plain = fc.double({ min: 0.01, max: 9_999_999, noNaN: true }).map((value) => Number(value.toPrecision(4)));
    fc.assert(
      fc.property(plain, fc.constantFrom('en-GB', 'fr-FR', 'de-DE'), (value, locale) => {
        const written = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 }).format(value);
        // The two forms that mean different numbers in different places: the field says how it read them.
        fc.pre(!/^\d{1,3}[.,]\d{3}$/.test(written));
        expect(readNumber(written, '')).toBe(value);
      }),
    );
  });
});
