import { describe, expect, it } from 'vitest';
import { parseSetup } from '@/lib/experiment/setup-url';
import { byTopic } from '@/lib/lesson/references-by-topic';
import { readCards, readGlossary, readReferences } from '@/lib/lesson/source/read-content';

// Reading checks every entry against its schema.
const [glossary, references, cards] = await Promise.all([readGlossary(), readReferences(), readCards()]);
const terms = new Set(glossary.map(({ id }) => id));
const works = new Set(references.map(({ id }) => id));

const twice = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) !== index);
const sentences = (text: string) => [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].length;

describe('the glossary', () => {
  it('has at least 60 terms', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(60);
  });

  it('has no id twice, and no word that two entries claim', () => {
    expect(twice(glossary.map(({ id }) => id))).toEqual([]);
    expect(twice(glossary.flatMap(({ term, forms }) => [term, ...forms]).map((word) => word.toLowerCase()))).toEqual(
      [],
    );
  });

  it('says what a term means in one or two whole sentences', () => {
    const wrong = glossary.filter(({ definition }) => sentences(definition) > 2 || !/^[\p{Lu}].*\.$/u.test(definition));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('does not explain a term by beginning with the term', () => {
    const circular = glossary.filter(({ term, definition }) => definition.toLowerCase().startsWith(term.toLowerCase()));
    expect(circular.map(({ id }) => id)).toEqual([]);
  });

  it('sends only to terms and works that exist, and to no term from itself', () => {
    const lost = glossary.flatMap(({ id, see, sources }) => [
      ...see.filter((other) => other === id || !terms.has(other)),
      ...sources.filter((work) => !works.has(work)),
    ]);
    expect(lost).toEqual([]);
  });

  it.each(glossary.flatMap(({ measured }) => (measured ? [measured.href] : [])))(
    'points at %s, an address the site understands',
    (href) => {
      const { pathname, searchParams } = new URL(href, 'http://localhost');
      expect(['/lab', '/batch', '/models', '/runs', '/api-reference']).toContain(pathname);
      if (pathname === '/lab') expect(parseSetup(searchParams).problems).toEqual([]);
      else expect([...searchParams]).toEqual([]);
    },
  );
});

describe('the references', () => {
  it('are 30 or more, none twice', () => {
    expect(references.length).toBeGreaterThanOrEqual(30);
    expect(twice(references.map(({ id }) => id))).toEqual([]);
    expect(twice(references.flatMap(({ doi, url }) => doi ?? url ?? []))).toEqual([]);
  });

  it('can be found: by DOI or address, or as a book by its publisher', () => {
    const lost = references.filter(({ kind, doi, url }) => kind !== 'book' && doi === undefined && url === undefined);
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('stand each under one topic', () => {
    const shown = byTopic(references).flatMap((group) => group.works.map(({ id }) => id));
    expect(shown.sort()).toEqual([...works].sort());
  });
});

describe('the flash cards', () => {
  it('are 100 or more, each with an id and a question of its own', () => {
    expect(cards.length).toBeGreaterThanOrEqual(100);
    expect(twice(cards.map(({ id }) => id))).toEqual([]);
    expect(twice(cards.map(({ front }) => front))).toEqual([]);
  });

  it('ask about terms that exist', () => {
    expect(cards.filter(({ term }) => term !== undefined && !terms.has(term)).map(({ id }) => id)).toEqual([]);
  });

  it('have ids that say which deck they are of', () => {
    expect(cards.filter(({ id, section }) => !id.startsWith(`${section}-`)).map(({ id }) => id)).toEqual([]);
  });

  it('cannot be answered with yes or no', () => {
    const closed = /^(is|are|does|do|did|can|will|has|have|was|were|should) /i;
    expect(cards.filter(({ front }) => closed.test(front)).map(({ id }) => id)).toEqual([]);
  });
});
