import { z } from 'zod';
import { MOST_WORDS } from './attempt';
import { predictionDraft } from './draft';

const attemptDraft = z.object({
  prediction: predictionDraft.nullable().catch(null),
  reason: z.string().max(60).nullable().catch(null),
  words: z.string().max(MOST_WORDS).catch(''),
  confidence: z.number().min(0).max(1).nullable().catch(null),
});
/** Everything of a commitment, as far as it has come. */
export type AttemptDraft = z.infer<typeof attemptDraft>;

const EMPTY: AttemptDraft = { prediction: null, reason: null, words: '', confidence: null };

/** What was kept of a draft; parts that cannot be read are empty. */
export function attemptDraftFrom(kept: unknown): AttemptDraft {
  return attemptDraft.safeParse(kept).data ?? EMPTY;
}
