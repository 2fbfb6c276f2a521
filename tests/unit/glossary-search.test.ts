import { describe, expect, it } from 'vitest';
import type { GlossaryEntry, Reference } from '@/lib/lesson/content';
import { isFound, letterOf, searchText } from '@/lib/lesson/search-glossary';
import { shortCitation } from '@/lib/lesson/short-citation';

const law: GlossaryEntry = {
  id: 'littles-law',
  term: 'Little’s law',
  forms: ['L = λW'],
  definition: 'Items inside are the rate of arrival times the time each spends inside.',
  section: 'measuring',
  sources: [],
  see: [],
};
const text = searchText(law);

describe('a search of the glossary', () => {
  it.each(['law', 'LITTLE', "little's", 'λw', 'rate of arrival', 'inside law', ' law  '])(
    'finds an entry by "%s"',
    (query) => {
      expect(isFound(text, query)).toBe(true);
    },
  );

  it('finds only what has every word of the query', () => {
    expect(isFound(text, 'law latency')).toBe(false);
  });

  it('finds everything with no query', () => {
    expect(isFound(text, '')).toBe(true);
    expect(isFound(text, '  ')).toBe(true);
  });

  it('makes no difference between accents', () => {
    expect(isFound(searchText({ ...law, term: 'Žliobaitė' }), 'zliobaite')).toBe(true);
  });

  it('puts a term under its first letter, whatever its case', () => {
    expect(letterOf({ ...law, term: 'p99' })).toBe('P');
    expect(letterOf({ ...law, term: 'élan' })).toBe('E');
  });
});

const work = (changes: Partial<Reference>): Reference => ({
  id: 'work',
  kind: 'paper',
  authors: ['Henry L. Roediger III', 'Jeffrey D. Karpicke'],
  year: 2006,
  title: 'HTTP Semantics: a part (HS)',
  venue: 'Somewhere',
  goodFor: 'An example.',
  topics: ['learning'],
  ...changes,
});

describe('a short citation', () => {
  it('names the authors of a paper by surname', () => {
    expect(shortCitation(work({}))).toEqual({ by: 'authors', names: ['Roediger', 'Karpicke'], year: 2006 });
  });

  it('names a standard by the first part of its title', () => {
    expect(shortCitation(work({ kind: 'standard' }))).toEqual({ by: 'title', title: 'HTTP Semantics' });
    expect(shortCitation(work({ kind: 'documentation', title: 'A manual (second edition)' }))).toEqual({
      by: 'title',
      title: 'A manual',
    });
  });
});
