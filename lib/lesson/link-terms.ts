import type { Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import type { GlossaryEntry } from './content';

/** Inside these, words are left as they are. */
const CLOSED = new Set(['heading', 'link', 'inlineCode', 'code', 'textDirective', 'leafDirective']);

type Parent = Extract<RootContent, { children: unknown }> | Root;

/**
 * Makes the first use of each glossary term under each heading a `:term` directive, which is drawn as a pop-over.
 * A `:term` in the text counts as that use. Headings, links and code are left alone.
 * @returns a new tree
 */
export function linkTerms(root: Root, glossary: Iterable<GlossaryEntry>): Root {
  const find = termFinder(glossary);
  let linked = new Set<string>();

  function within<Node extends Parent>(node: Node): Node {
    return { ...node, children: node.children.flatMap((child) => through(child as RootContent)) };
  }

  function through(node: RootContent): RootContent[] {
    if (node.type === 'heading') linked = new Set();
    if (node.type === 'text') return linkText(node);
    if (isTerm(node)) linked.add(node.attributes?.id ?? '');
    if (CLOSED.has(node.type) || isLabel(node)) return [node];
    return 'children' in node ? [within(node)] : [node];
  }

  function linkText({ value }: Text): PhrasingContent[] {
    const parts: PhrasingContent[] = [];
    let from = 0;
    for (const { start, end, id } of find(value)) {
      if (linked.has(id)) continue;
      linked.add(id);
      if (start > from) parts.push({ type: 'text', value: value.slice(from, start) });
      parts.push(termDirective(id, value.slice(start, end)));
      from = end;
    }
    if (from < value.length) parts.push({ type: 'text', value: value.slice(from) });
    return parts;
  }

  return within(root);
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly id: string;
}

/** Finds the terms in a text: whole words, whatever their case, the longest where several begin. */
export function termFinder(glossary: Iterable<GlossaryEntry>): (text: string) => readonly Found[] {
  const ids = new Map<string, string>();
  for (const { id, term, forms } of glossary) for (const form of [term, ...forms]) ids.set(form.toLowerCase(), id);
  if (ids.size === 0) return () => [];
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}-])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}-])`,
    'giu',
  );
  return (text) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      id: ids.get(match[0].toLowerCase()) ?? '',
    }));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const isTerm = (node: RootContent): node is TextDirective => node.type === 'textDirective' && node.name === 'term';

/** The title of a container. */
export const isLabel = (node: RootContent): node is Paragraph =>
  node.type === 'paragraph' && (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;

function termDirective(id: string, words: string): TextDirective {
  return { type: 'textDirective', name: 'term', attributes: { id }, children: [{ type: 'text', value: words }] };
}
