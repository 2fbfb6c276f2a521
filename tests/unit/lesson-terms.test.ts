import fc from 'fast-check';
import type { Root, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GlossaryEntry } from '@/lib/lesson/content';
import { linkTerms } from '@/lib/lesson/link-terms';
import { parseText } from '@/lib/lesson/source/parse-text';

const entry = (id: string, term: string, forms: string[] = []): GlossaryEntry => ({
  id,
  term,
  forms,
  definition: 'A word that is here for the sake of a test.',
  section: 'measuring',
  sources: [],
  see: [],
});
const GLOSSARY = [
  entry('latency', 'latency', ['latencies']),
  entry('tail-latency', 'tail latency'),
  entry('p99', 'p99'),
];
const parse = (text: string): Root => parseText(`---\na: 1\n---\n${text}`, z.object({ a: z.number() }), 'test').root;

type Node = Root | RootContent;
const within = (node: Node): readonly RootContent[] => ('children' in node ? (node.children as RootContent[]) : []);
const words = (node: Node): string => ('value' in node ? node.value : within(node).map(words).join(''));
const terms = (node: Node): string[] => [
  ...(node.type === 'textDirective' && node.name === 'term' ? [`${node.attributes?.id}=${words(node)}`] : []),
  ...within(node).flatMap(terms),
];
const link = (text: string) => terms(linkTerms(parse(text), GLOSSARY));

describe('terms in a text', () => {
  it('are linked where they are first used, and not again before the next heading', () => {
    expect(link('Latency is not *latency*.\n\n## More\n\nAll latencies.')).toEqual([
      'latency=Latency',
      'latency=latencies',
    ]);
  });

  it('are the longest that begins there, and whole words', () => {
    expect(link('The tail latency, the p99 and the p999; cold-latency, latencyMs.')).toEqual([
      'tail-latency=tail latency',
      'p99=p99',
    ]);
  });

  it('are left alone in headings, links and code', () => {
    expect(link('## Latency\n\n[latency](/learn) and `latency`.')).toEqual([]);
  });

  it('count as used where the text itself links them', () => {
    expect(link('The :term[delay]{#latency} or latency.')).toEqual(['latency=delay']);
  });

  it('never change the words of a text', () => {
    const piece = fc.constantFrom('latency', 'Tail latency', 'p99', ' ', ', ', '\n\n', 'a', '*p99*', '## ', 'lat');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const root = parse(pieces.join(''));
        expect(words(linkTerms(root, GLOSSARY))).toBe(words(root));
      }),
    );
  });
});

describe('a file of the lesson', () => {
  it('is refused by name without a head', () => {
    expect(() => parseText('# Hello', z.object({}), 'x.md')).toThrow(/x\.md does not begin with a head/);
  });

  it('is refused with the place that is wrong when its head is not as it should be', () => {
    expect(() => parseText('---\ntitle: 3\n---\n', z.object({ title: z.string() }), 'x.md')).toThrow(/x\.md.*title/s);
  });

  it('may have lines that end as on Windows', () => {
    expect(parseText('---\r\na: 1\r\n---\r\nHello\r\n', z.object({ a: z.number() }), 'x.md').head).toEqual({ a: 1 });
  });
});
