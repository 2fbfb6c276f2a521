import { existsSync } from 'node:fs';
import type { Root, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/i18n/messages';
import { FIGURE_IDS } from '@/lib/lesson/figures';
import type { LessonContext, Text } from '@/lib/lesson/lesson-context';
import { linkTerms, termFinder } from '@/lib/lesson/link-terms';
import { ANALOGY_IDS, ANALOGY_SECTION, DEPTHS, type Depth, DIALOGUE_IDS, SECTION_IDS } from '@/lib/lesson/outline';
import { PRESET_IDS } from '@/lib/lesson/presets';
import {
  readDialogue,
  readLessonContext,
  readMemoryAids,
  readOverview,
  readSection,
} from '@/lib/lesson/source/read-content';
import { readingGrade, wordsOf } from '../reading-level';

interface Piece extends Text<{ readonly title: string; readonly summary: string }> {
  readonly name: string;
}

const lesson: LessonContext = await readLessonContext();
const atDepths: readonly (Piece & { readonly depth: Depth })[] = await Promise.all(
  DEPTHS.flatMap((depth) => [
    readOverview(depth).then((text) => ({ name: `overview/${depth}`, depth, ...text })),
    ...SECTION_IDS.map((id) =>
      readSection(id, depth).then((text) => ({ name: `sections/${id}/${depth}`, depth, ...text })),
    ),
  ]),
);
const dialogues: readonly Piece[] = await Promise.all(
  DIALOGUE_IDS.map((id) => readDialogue(id).then((text) => ({ name: id, ...text }))),
);
const aids: readonly Piece[] = (await readMemoryAids()).map(({ id, ...text }) => ({ name: `memory/${id}`, ...text }));
const analogies: readonly Piece[] = [...lesson.analogies].map(([id, text]) => ({ name: `analogies/${id}`, ...text }));
const ALL = [...atDepths, ...dialogues, ...aids, ...analogies];

type Node = Root | RootContent;
const childrenOf = (node: Node): readonly RootContent[] => ('children' in node ? (node.children as RootContent[]) : []);
const everyNode = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(everyNode)];
const isDirective = (node: Node) => /Directive$/.test(node.type);
const directives = ({ root }: Piece) =>
  everyNode(root).flatMap((node) =>
    'name' in node && isDirective(node) ? [{ name: node.name, id: node.attributes?.id ?? '', node }] : [],
  );
const idsOf = (piece: Piece, name: string) =>
  directives(piece).flatMap((each) => (each.name === name ? [each.id] : []));

/** The words of a node as they are read; a figure reads as a number. */
function read(node: Node): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'textDirective' && node.name === 'figure') return '3 ms';
  return childrenOf(node).map(read).join('');
}

/** The running text: paragraphs and list items, each a sentence of its own at least. */
function runningText(node: Node): string {
  if (node.type === 'heading' || node.type === 'table' || node.type === 'code') return '';
  if (node.type === 'paragraph') {
    const words = read(node)
      .trim()
      .replace(/[:;,]$/, '');
    return /[.!?]$/.test(words) ? `${words}\n` : `${words}.\n`;
  }
  return childrenOf(node).map(runningText).join('');
}

describe.each(ALL.map((piece) => ({ ...piece })))('$name', (piece) => {
  it('uses no directive that nobody draws, and points at nothing that is not there', () => {
    const known: Record<string, (id: string) => boolean> = {
      term: (id) => lesson.glossary.has(id),
      cite: (id) => lesson.references.has(id),
      figure: (id) => FIGURE_IDS.some((figure) => figure === id),
      lab: (id) => PRESET_IDS.some((preset) => preset === id),
      scene: (id) => ANALOGY_IDS.some((analogy) => analogy === id),
      explain: (id) => /^[a-z0-9-]+$/.test(id),
      example: () => true,
      yours: () => true,
    };
    const wrong = directives(piece).filter(({ name, id }) => !known[name]?.(id));
    expect(wrong.map(({ name, id }) => `${name} ${id}`)).toEqual([]);
  });

  it('has links that lead somewhere, and no picture or HTML', () => {
    const nodes = everyNode(piece.root);
    expect(nodes.filter(({ type }) => type === 'html' || type === 'image').length).toBe(0);
    const dead = nodes.flatMap((node) => (node.type === 'link' && !leadsSomewhere(node.url) ? [node.url] : []));
    expect(dead).toEqual([]);
  });

  it('speaks of figures only where it says whose they are', () => {
    const labelled = directives(piece)
      .filter(({ name }) => name === 'yours')
      .flatMap(({ node }) => everyNode(node));
    const loose = everyNode(piece.root).filter(
      (node) => node.type === 'textDirective' && node.name === 'figure' && !labelled.includes(node),
    );
    expect(loose).toEqual([]);
  });

  it('explains each term of the glossary before or where it is first used under a heading', () => {
    expect(unexplained(linkTerms(piece.root, lesson.glossary.values()))).toEqual([]);
  });
});

/** A page of this site, or a place elsewhere by its whole address. */
function leadsSomewhere(url: string): boolean {
  if (/^https:\/\/[^\s/]+\.[^\s]+$/.test(url)) return true;
  const [path = ''] = url.split(/[?#]/);
  return (
    path.startsWith('/') && (existsSync(`app${path}/page.tsx`) || SECTION_IDS.some((id) => path === `/learn/${id}`))
  );
}

/** Terms that stand in plain text under a heading where no pop-over has explained them yet. */
function unexplained(root: Root): string[] {
  const find = termFinder(lesson.glossary.values());
  const missing: string[] = [];
  let explained = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'heading') explained = new Set();
    if (node.type === 'textDirective' && node.name === 'term') explained.add(node.attributes?.id ?? '');
    if (['heading', 'link', 'textDirective', 'leafDirective', 'code', 'inlineCode'].includes(node.type)) return;
    if (node.type === 'paragraph' && (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel) return;
    if (node.type === 'text') missing.push(...find(node.value).flatMap(({ id }) => (explained.has(id) ? [] : [id])));
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return missing;
}

describe('the check of terms', () => {
  it('notices a term that no pop-over explains', () => {
    const text: RootContent = { type: 'paragraph', children: [{ type: 'text', value: 'The latency grows.' }] };
    expect(unexplained({ type: 'root', children: [text] })).toEqual(['latency']);
    expect(unexplained(linkTerms({ type: 'root', children: [text] }, lesson.glossary.values()))).toEqual([]);
  });
});

/** In words. */
const LENGTHS = {
  quick: { least: 60, most: 330 },
  standard: { least: 380, most: 900 },
  detailed: { least: 650, most: 1700 },
} as const;

describe('the texts at three depths', () => {
  it.each(atDepths.filter(({ depth }) => depth !== 'detailed'))('$name reads at grade 8 to 10', ({ root }) => {
    const grade = readingGrade(runningText(root));
    expect(grade).toBeGreaterThanOrEqual(8);
    expect(grade).toBeLessThanOrEqual(10);
  });

  it.each(atDepths)('$name is as long as its depth asks', ({ root, depth }) => {
    const words = wordsOf(read(root)).length;
    const { least, most } = LENGTHS[depth];
    expect(words).toBeGreaterThanOrEqual(least);
    expect(words).toBeLessThanOrEqual(most);
  });

  it.each(atDepths.filter(({ depth }) => depth === 'quick'))(
    '$name is three sentences and a worked example',
    (piece) => {
      const [first] = piece.root.children;
      const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(first ? read(first) : '')];
      expect(sentences.length).toBe(3);
      expect(directives(piece).some(({ name }) => name === 'example')).toBe(true);
    },
  );

  it.each(atDepths.filter(({ depth }) => depth === 'detailed'))('$name asks the learner to explain', (piece) => {
    expect(idsOf(piece, 'explain').length).toBeGreaterThan(0);
  });

  it('ask each question under an id of its own', () => {
    const ids = atDepths.flatMap((piece) => idsOf(piece, 'explain'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(SECTION_IDS)('the section %s leads to the Lab, shows figures and has its scene', (id) => {
    const standard = atDepths.find(({ name }) => name === `sections/${id}/standard`);
    if (!standard) throw new Error('no such text');
    expect(idsOf(standard, 'lab').length).toBeGreaterThanOrEqual(2);
    expect(idsOf(standard, 'figure').length).toBeGreaterThan(0);
    expect(idsOf(standard, 'scene')).toEqual(ANALOGY_IDS.filter((analogy) => ANALOGY_SECTION[analogy] === id));
  });

  it('use every preset of the Lab, and every preset has its words', () => {
    const used = new Set(atDepths.flatMap((piece) => idsOf(piece, 'lab')));
    expect([...PRESET_IDS].filter((id) => !used.has(id))).toEqual([]);
    expect(Object.keys(MESSAGES.lesson.presets).sort()).toEqual([...PRESET_IDS].sort());
  });
});

describe('the dialogue', () => {
  it.each(dialogues)('$name is spoken by Nora, Ben and Callum and by nobody else', ({ root }) => {
    const speakers = root.children.map((node) => /^(\w+): \S/.exec(read(node))?.[1]);
    expect([...new Set(speakers)].sort()).toEqual(['Ben', 'Callum', 'Nora']);
  });

  it.each(dialogues)('$name is easy on the ear', ({ root }) => {
    expect(readingGrade(runningText(root))).toBeLessThan(8);
  });

  it('recalls all five acronyms at the end', () => {
    const summary = dialogues.find(({ name }) => name === 'dialogue-summary');
    const words = summary ? read(summary.root).replaceAll(/[^\p{L}]/gu, '') : '';
    for (const acronym of ['BDO', 'RTD', 'EDG', 'BOE', 'BRE']) expect(words).toContain(acronym);
  });
});

describe('the analogies', () => {
  it.each([...lesson.analogies])('%s says what its picture shows and where the likeness ends', (_, { head, root }) => {
    expect(wordsOf(head.alt).length).toBeGreaterThan(8);
    expect(wordsOf(read(root)).length).toBeGreaterThan(60);
  });
});
