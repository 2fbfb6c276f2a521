import type { Heading, PhrasingContent, Root, RootContent } from 'mdast';
import { splitSentences } from '../lesson/audio/split-sentences';
import { isLabel } from '../lesson/link-terms';
import { NARRATOR } from './cast';

/** What one speaker says without a break. */
export interface Passage {
  readonly speaker: string;
  readonly heading: boolean;
  readonly sentences: readonly string[];
}

/** Of the blocks that are more than text, only worked examples are read aloud. */
const SPOKEN_BLOCKS = ['example'];

/**
 * A text of the audio book as it is read aloud: its title, headings, paragraphs, lists and worked examples. Questions
 * to the learner, figures of their runs, scenes, tables and code are for the eye.
 */
export function bookPassages(title: string, root: Root): readonly Passage[] {
  const read = root.children.filter(
    (node, index) => node.type !== 'heading' || leadsToWords(node, root.children.slice(index + 1)),
  );
  return [passage(NARRATOR, title, true), ...read.flatMap(readAloud)].filter(hasWords);
}

/** Whether something is read aloud under a heading, before the next that is as high. */
function leadsToWords({ depth }: Heading, after: readonly RootContent[]): boolean {
  const end = after.findIndex((node) => node.type === 'heading' && node.depth <= depth);
  const under = end === -1 ? after : after.slice(0, end);
  return under.some((node) => node.type !== 'heading' && readAloud(node).some(hasWords));
}

/**
 * A dialogue: each paragraph begins with who says it, as in `**Nora:** …`.
 * @throws RangeError where one does not
 */
export function dialoguePassages(root: Root): readonly Passage[] {
  return root.children
    .filter((node) => node.type === 'paragraph')
    .map((node) => {
      const [first, ...rest] = node.children;
      const speaker = first?.type === 'strong' ? /^(\p{L}+):$/u.exec(wordsOf(first.children).trim())?.[1] : undefined;
      if (!speaker) throw new RangeError(`Nobody says: ${wordsOf(node.children)}`);
      return passage(speaker, wordsOf(rest), false);
    })
    .filter(hasWords);
}

function readAloud(node: RootContent): Passage[] {
  switch (node.type) {
    case 'heading':
      return [passage(NARRATOR, wordsOf(node.children), true)];
    case 'paragraph':
      return [passage(NARRATOR, wordsOf(node.children), isLabel(node))];
    case 'containerDirective':
      return SPOKEN_BLOCKS.includes(node.name) ? node.children.flatMap(readAloud) : [];
    case 'blockquote':
    case 'list':
    case 'listItem':
      return node.children.flatMap(readAloud);
    default:
      return [];
  }
}

function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'text' || node.type === 'inlineCode') return node.value;
      if (node.type === 'break') return ' ';
      return 'children' in node ? wordsOf(node.children) : '';
    })
    .join('');
}

function passage(speaker: string, text: string, heading: boolean): Passage {
  const words = text.replace(/\s+/g, ' ').trim();
  return { speaker, heading, sentences: heading ? [words] : splitSentences(words) };
}

const hasWords = ({ sentences }: Passage) => sentences.some((sentence) => sentence !== '');
