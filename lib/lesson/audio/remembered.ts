import { z } from 'zod';
import { CHAPTER_IDS, type ChapterId } from '../outline';

/** Times as fast as it was spoken. */
export const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** Who speaks: the recording, or a voice of the device. */
export const VOICE_KINDS = ['recording', 'device'] as const;
export type VoiceKind = (typeof VOICE_KINDS)[number];

const seconds = z.number().min(0).max(86_400);

const chapterMemory = z.object({
  atS: seconds.catch(0),
  heard: z
    .array(z.tuple([seconds, seconds]).refine(([from, to]) => from < to))
    .max(500)
    .refine((ranges) => ranges.every(([from], index) => from > (ranges[index - 1]?.[1] ?? -1)))
    .catch([]),
});
export type ChapterMemory = z.infer<typeof chapterMemory>;

const NOTHING: ChapterMemory = { atS: 0, heard: [] };

const listening = z.object({
  /** The chapter that was played last. */
  chapter: z.enum(CHAPTER_IDS).nullable().catch(null),
  speed: z.literal(SPEEDS).catch(1),
  voice: z.enum(VOICE_KINDS).catch('recording'),
  /** Whether the page scrolls along. */
  follow: z.boolean().catch(true),
  chapters: z.partialRecord(z.enum(CHAPTER_IDS), chapterMemory.catch(NOTHING)).catch({}),
});
/** What a device remembers of listening. */
export type Listening = z.infer<typeof listening>;

export const NO_LISTENING: Listening = listening.parse({});

/** Reads what was written; what is not sound in it counts as never written. */
export function parseListening(text: string | null): Listening {
  try {
    return listening.parse(JSON.parse(text ?? '{}'));
  } catch {
    return NO_LISTENING;
  }
}

/** What is remembered of a chapter. */
export const chapterMemoryOf = ({ chapters }: Listening, id: ChapterId): ChapterMemory => chapters[id] ?? NOTHING;

/** Before this there is nothing to go on from, and this close to the end one begins again. */
const WORTH_RESUMING_S = 5;

/** Where to go on in a chapter, or 0 where one begins at its beginning. */
export function resumeAtS(atS: number, durationS: number): number {
  return atS < WORTH_RESUMING_S || atS > durationS - WORTH_RESUMING_S ? 0 : atS;
}
