import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TrilaneError } from '../../errors';
import {
  analogyHead,
  CARD_DECKS,
  type ChapterHead,
  chapterHead,
  type FlashCard,
  flashCard,
  type GlossaryEntry,
  glossaryEntry,
  type MemoryHead,
  memoryHead,
  type ProseHead,
  proseHead,
  type Reference,
  reference,
} from '../content';
import type { LessonContext, Text } from '../lesson-context';
import {
  ANALOGY_IDS,
  type Depth,
  type DIALOGUE_IDS,
  MEMORY_AID_IDS,
  type MemoryAidId,
  type SectionId,
} from '../outline';
import { parseText } from './parse-text';

/** The language whose folder is read; a translation is a folder beside it, chosen here. */
const FOLDER = join(process.cwd(), 'lib/lesson/content/en');

/** The overview at a depth. */
export function readOverview(depth: Depth): Promise<Text<ProseHead>> {
  return readText(`overview/${depth}.md`, proseHead);
}

export function readSection(section: SectionId, depth: Depth): Promise<Text<ProseHead>> {
  return readText(`sections/${section}/${depth}.md`, proseHead);
}

export function readDialogue(id: (typeof DIALOGUE_IDS)[number]): Promise<Text<ChapterHead>> {
  return readText(`dialogue/${id}.md`, chapterHead);
}

/** The memory aids, in the order of the outline. */
export function readMemoryAids(): Promise<readonly (Text<MemoryHead> & { readonly id: MemoryAidId })[]> {
  return Promise.all(MEMORY_AID_IDS.map(async (id) => ({ id, ...(await readText(`memory/${id}.md`, memoryHead)) })));
}

export function readGlossary(): Promise<readonly GlossaryEntry[]> {
  return readList('glossary.json', glossaryEntry);
}

export function readReferences(): Promise<readonly Reference[]> {
  return readList('references.json', reference);
}

/** The flash cards of all decks. */
export async function readCards(): Promise<readonly FlashCard[]> {
  const decks = await Promise.all(CARD_DECKS.map((deck) => readList(`cards/${deck}.json`, flashCard)));
  return decks.flat();
}

/** What a text of the lesson refers to. */
export async function readLessonContext(): Promise<LessonContext> {
  const [glossary, references, analogies] = await Promise.all([
    readGlossary(),
    readReferences(),
    Promise.all(ANALOGY_IDS.map(async (id) => [id, await readText(`analogies/${id}.md`, analogyHead)] as const)),
  ]);
  return {
    glossary: new Map(glossary.map((entry) => [entry.id, entry])),
    references: new Map(references.map((entry) => [entry.id, entry])),
    analogies: new Map(analogies),
  };
}

async function readText<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Text<z.infer<Schema>>> {
  return parseText(await readFile(join(FOLDER, path), 'utf8'), schema, path);
}

/** @throws TrilaneError `malformed-request` where a file is not as its schema says */
async function readList<Schema extends z.ZodType>(path: string, schema: Schema): Promise<readonly z.infer<Schema>[]> {
  const list = z.array(schema).safeParse(JSON.parse(await readFile(join(FOLDER, path), 'utf8')));
  if (!list.success) throw new TrilaneError('malformed-request', `${path}: ${list.error.message}`);
  return list.data;
}
