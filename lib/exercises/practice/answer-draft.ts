import { z } from 'zod';
import { CONFIDENCES } from '../confidence';
import type { ItemAsk } from './item-ask';

/** What fits into the field for a number. */
export const MOST_CHARACTERS = 40;

const answerDraft = z.strictObject({
  /** Its place in the item's file; `null` where none is chosen or a number is asked for. */
  choice: z.int().nonnegative().nullable(),
  /** The number as it was typed. */
  text: z.string().max(MOST_CHARACTERS),
  confidence: z
    .number()
    .refine((share) => CONFIDENCES.some((level) => level.share === share), 'no confidence the form offers')
    .nullable(),
});
/** An answer to an item as far as it has come. */
export type AnswerDraft = z.infer<typeof answerDraft>;

const EMPTY: AnswerDraft = { choice: null, text: '', confidence: null };

/** What was kept of an answer to this item; empty where nothing was, or nothing that fits. Never throws. */
export function answerDraftFrom(kept: string | null, ask: ItemAsk): AnswerDraft {
  if (kept === null) return EMPTY;
  try {
    const draft = answerDraft.parse(JSON.parse(kept));
    const fits =
      ask.kind === 'choice' ? draft.text === '' && (draft.choice ?? 0) < ask.choices.length : draft.choice === null;
    return fits ? draft : EMPTY;
  } catch {
    return EMPTY;
  }
}
