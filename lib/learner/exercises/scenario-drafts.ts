import 'client-only';
import { TrilaneError } from '../../errors';
import { draftFrom, type ScenarioDraft } from '../../exercises/scenarios/scenario-draft';

const keyOf = (scenario: string) => `trilane.scenario.${scenario}`;

/** The answer that was begun in this tab; `null` where there is none that can be read. */
export function readScenarioDraft(scenario: string): ScenarioDraft | null {
  try {
    return draftFrom(sessionStorage.getItem(keyOf(scenario)));
  } catch {
    // A browser that keeps nothing has none.
    return null;
  }
}

/** Keeps what was begun for as long as the tab is open. @throws TrilaneError `storage-failed` */
export function writeScenarioDraft(scenario: string, draft: ScenarioDraft): void {
  try {
    sessionStorage.setItem(keyOf(scenario), JSON.stringify(draft));
  } catch (cause) {
    throw new TrilaneError('storage-failed', 'What you have begun cannot be kept in this tab.', { cause });
  }
}

export function dropScenarioDraft(scenario: string): void {
  try {
    sessionStorage.removeItem(keyOf(scenario));
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}
