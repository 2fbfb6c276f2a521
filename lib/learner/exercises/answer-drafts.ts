import 'client-only';
import { type AnswerDraft, answerDraftFrom } from '../../exercises/practice/answer-draft';
import type { ItemAsk } from '../../exercises/practice/item-ask';

const PREFIX = 'trilane.practice.';
const keyOf = (test: string, item: string) => `${PREFIX}${test}.${item}`;

/** The answer that was begun in this tab; empty where there is none that can be read. */
export function readAnswerDraft(test: string, ask: ItemAsk): AnswerDraft {
  try {
    return answerDraftFrom(sessionStorage.getItem(keyOf(test, ask.id)), ask);
  } catch {
    // A browser that keeps nothing has none.
    return answerDraftFrom(null, ask);
  }
}

/** Keeps what was begun for as long as the tab is open, where it can be kept. */
export function writeAnswerDraft(test: string, item: string, draft: AnswerDraft): void {
  try {
    sessionStorage.setItem(keyOf(test, item), JSON.stringify(draft));
  } catch {
    // The form still holds it; only a refresh would lose it.
  }
}

export function dropAnswerDraft(test: string, item: string): void {
  drop((key) => key === keyOf(test, item));
}

/** Forgets what was begun in this tab, of every test. */
export function dropAnswerDrafts(): void {
  drop((key) => key.startsWith(PREFIX));
}

function drop(isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (isMeant(key)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}
