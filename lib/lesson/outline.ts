/** The parts of the lesson, in the order they are read. */
export const SECTION_IDS = ['batch', 'online', 'edge', 'choosing'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** How deep a text goes: three sentences with a worked example, a page, or numbers and trade-offs to explain oneself. */
export const DEPTHS = ['quick', 'standard', 'detailed'] as const;
export type Depth = (typeof DEPTHS)[number];

/** The dialogue, a chapter a file, in the order they are heard. */
export const DIALOGUE_IDS = ['dialogue-batch', 'dialogue-online', 'dialogue-edge', 'dialogue-summary'] as const;
/** The audio book reads the detailed texts aloud. */
export const AUDIO_BOOK_IDS = ['book-batch', 'book-online', 'book-edge', 'book-choosing'] as const;
export const CHAPTER_IDS = [...DIALOGUE_IDS, ...AUDIO_BOOK_IDS] as const;
export type ChapterId = (typeof CHAPTER_IDS)[number];

export const MEMORY_AID_IDS = ['bdo', 'rtd', 'edg', 'boe', 'bre', 'rhyme', 'story-post', 'story-lighthouse'] as const;
export type MemoryAidId = (typeof MEMORY_AID_IDS)[number];

/** Everyday likenesses, each a scene one can play with. */
export const ANALOGY_IDS = ['grading', 'coffee', 'thermostat', 'bakery'] as const;
export type AnalogyId = (typeof ANALOGY_IDS)[number];

/** Which section an analogy stands in. */
export const ANALOGY_SECTION = {
  grading: 'batch',
  coffee: 'online',
  thermostat: 'edge',
  bakery: 'choosing',
} as const satisfies Record<AnalogyId, SectionId>;
