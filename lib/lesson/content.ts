import { z } from 'zod';
import { SECTION_IDS } from './outline';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().min(8);

/** What cards and glossary are sorted by: the sections, and how to measure. */
export const CARD_DECKS = [...SECTION_IDS, 'measuring'] as const;

/** The head of a text: of an overview or a section at one depth. */
export const proseHead = z.strictObject({
  title: z.string().min(3),
  /** One sentence: what one will know afterwards. */
  summary: sentence,
});

/** The head of a chapter that is spoken. */
export const chapterHead = z.strictObject({
  title: z.string().min(3),
  summary: sentence,
  section: z.enum(SECTION_IDS),
});

/** A question with one right choice, each choice with what is right or wrong about it. */
const recall = z.strictObject({
  question: sentence,
  choices: z
    .array(z.strictObject({ text: z.string(), right: z.boolean().default(false), why: sentence }))
    .min(3)
    .max(5)
    .refine((choices) => choices.filter(({ right }) => right).length === 1, 'exactly one choice is right'),
});

/** The head of a memory aid; its text is the aid itself. */
export const memoryHead = z.strictObject({
  title: z.string().min(3),
  kind: z.enum(['acronym', 'rhyme', 'story']),
  /** Of an acronym: what each letter stands for. */
  letters: z.array(z.strictObject({ letter: z.string().length(1), word: z.string() })).optional(),
  summary: sentence,
  recall,
});

/** The head of an analogy; its text says what is like what, and where the likeness ends. */
export const analogyHead = z.strictObject({
  title: z.string().min(3),
  summary: sentence,
  /** What the picture shows, for those who do not see it. */
  alt: z.string().min(40),
});

/** A word of the trade. */
export const glossaryEntry = z.strictObject({
  id,
  term: z.string(),
  /** Other spellings and forms that mean the same in running text, plurals included. */
  forms: z.array(z.string()).default([]),
  /** One or two sentences. */
  definition: z.string().min(30).max(420),
  section: z.enum(CARD_DECKS),
  /** Ids of references. */
  sources: z.array(id).default([]),
  /** Where it can be seen or measured: an address of this site. */
  measured: z.strictObject({ href: z.string().startsWith('/'), words: z.string() }).optional(),
  see: z.array(id).default([]),
});

/** A work worth reading. */
export const reference = z.strictObject({
  id,
  kind: z.enum(['paper', 'book', 'standard', 'documentation', 'data']),
  authors: z.array(z.string()).min(1),
  year: z.int().min(1900).max(2100),
  title: z.string(),
  /** Journal, proceedings or publisher. */
  venue: z.string(),
  url: z.url().optional(),
  doi: z.string().startsWith('10.').optional(),
  /** What it is good for, in a sentence or two. */
  goodFor: sentence,
  topics: z.array(z.enum([...CARD_DECKS, 'learning'])).min(1),
});

/** A flash card: a question that has one short answer. */
export const flashCard = z.strictObject({
  id,
  section: z.enum(CARD_DECKS),
  front: z.string().min(8).max(240),
  back: z.string().min(2).max(400),
  /** The glossary entry it asks about, if one. */
  term: id.optional(),
});

export type ProseHead = z.infer<typeof proseHead>;
export type ChapterHead = z.infer<typeof chapterHead>;
export type MemoryHead = z.infer<typeof memoryHead>;
export type AnalogyHead = z.infer<typeof analogyHead>;
export type GlossaryEntry = z.infer<typeof glossaryEntry>;
export type Reference = z.infer<typeof reference>;
export type FlashCard = z.infer<typeof flashCard>;
