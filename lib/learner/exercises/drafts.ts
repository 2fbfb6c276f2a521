import 'client-only';
import { TrilaneError } from '../../errors';

/** Where the answer to a scenario card is kept while it is made. */
export const scenarioPlace = (scenario: string) => `trilane.scenario.${scenario}`;
const PRACTICE = 'trilane.practice.';
/** Where the answer to an item of a practice test is. */
export const itemPlace = (test: string, item: string) => `${PRACTICE}${test}.${item}`;

/** What was begun in this tab, as it was kept; `null` where there is nothing. */
export function readDraft(place: string): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    // A browser that keeps nothing has none.
    return null;
  }
}

/** Keeps what was begun for as long as the tab is open. @throws TrilaneError `storage-failed` */
export function writeDraft(place: string, draft: object): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(draft));
  } catch (cause) {
    throw new TrilaneError('storage-failed', 'What you have begun cannot be kept in this tab.', { cause });
  }
}

export function dropDraft(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}

/** The places that are taken in this tab and begin so. */
export function draftsUnder(beginning: string): readonly string[] {
  try {
    return Object.keys(sessionStorage).filter((place) => place.startsWith(beginning));
  } catch {
    return [];
  }
}

/** Forgets the answers that were begun in this tab, of every practice test. */
export const dropItemDrafts = (): void => draftsUnder(PRACTICE).forEach(dropDraft);
