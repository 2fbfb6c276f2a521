import { z } from 'zod';
import { CHAPTER_IDS } from '../outline';

const seconds = z.number().min(0);

/** One sentence of a recording, and when it is heard. */
const timedSentence = z.strictObject({
  /** From the start of the file; the silence after a sentence belongs to none. */
  startS: seconds,
  endS: seconds,
  /** Who says it. */
  speaker: z.string().min(1),
  /** As it is read, not as it was spelt for the voice. */
  text: z.string().min(1),
  /** Sentences of one paragraph have the same number; they ascend from 0. */
  paragraph: z.int().min(0),
  /** Whether it is the heading of what follows. */
  heading: z.boolean(),
});
export type TimedSentence = z.infer<typeof timedSentence>;

/** `public/audio/<chapter>.json`: what `<chapter>.webm` beside it says, and when. */
export const chapterAudio = z.strictObject({
  chapter: z.enum(CHAPTER_IDS),
  title: z.string().min(3),
  summary: z.string().min(8),
  /** Length of the recording, from its count of samples. */
  durationS: z.number().positive(),
  sizeBytes: z.int().positive(),
  /** Of the file; a changed file has another address. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of everything that decides how it sounds: the words as spelt for the voices, the voices, the pauses. */
  textSha256: z.string().regex(/^[0-9a-f]{64}$/),
  voices: z.array(z.strictObject({ speaker: z.string(), voice: z.string(), package: z.string(), licence: z.string() })),
  sentences: z.array(timedSentence).min(1),
});
export type ChapterAudio = z.infer<typeof chapterAudio>;
