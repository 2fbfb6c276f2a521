import { z } from 'zod';

/** What a learner did with a piece of the lesson. */
const MARK_KINDS = ['read', 'heard', 'recalled', 'seen'] as const;

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

export const markKey = ({ kind, piece }: Pick<Mark, 'kind' | 'piece'>) => `${kind}:${piece}`;
