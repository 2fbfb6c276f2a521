import { z } from 'zod';
import { CHAPTER_IDS, MEMORY_AID_IDS, SECTION_IDS } from './outline';

export const MARK_KINDS = ['read', 'heard', 'recalled', 'seen'] as const;
/** What a learner did with a piece of the lesson. */
export type MarkKind = (typeof MARK_KINDS)[number];

/** One thing done, and when; done again, the later counts. */
export const mark = z.object({
  kind: z.enum(MARK_KINDS),
  /** The piece: an id of the outline, or `overview`, `explainer`. */
  piece: z.string().min(1).max(100),
  at: z.iso.datetime(),
  /** Of something recalled: whether the last answer was right. */
  right: z.boolean().optional(),
});
export type Mark = z.infer<typeof mark>;

/** Everything the map of the lesson counts, in the order of the lesson. */
export const MILESTONES: readonly Pick<Mark, 'kind' | 'piece'>[] = [
  { kind: 'read', piece: 'overview' },
  { kind: 'seen', piece: 'explainer' },
  ...SECTION_IDS.map((piece) => ({ kind: 'read' as const, piece })),
  ...CHAPTER_IDS.map((piece) => ({ kind: 'heard' as const, piece })),
  ...MEMORY_AID_IDS.map((piece) => ({ kind: 'recalled' as const, piece })),
];

export const markKey = ({ kind, piece }: Pick<Mark, 'kind' | 'piece'>) => `${kind}:${piece}`;
