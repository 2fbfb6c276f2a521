import type { Page } from 'playwright/test';

/** How a run stands, as the page says it: `data-phase` of the element with `data-run`. */
export type Phase = 'idle' | 'preparing' | 'running' | 'done' | 'cancelled' | 'stopped';

export interface Phases {
  /** Resolves when the page is at one of them, with that; rejects when it does not come in time. */
  until(wanted: readonly Phase[]): Promise<Phase>;
}

const LONGEST_MS = 180_000;
/** Only for a page that does not say its phase: a question so rare costs it nothing. */
const ASK_EVERY_MS = 200;

/**
 * Follows the phases of a run from outside at no cost to the page: it is told of each change, and never asked. A page
 * without `data-run` is known by its button: it runs when it can be cancelled, and is done when it says "Run again".
 * To be called before the page is opened.
 */
export async function followPhases(page: Page): Promise<Phases> {
  const heard: { phase: Phase; tell(): void } = { phase: 'idle', tell() {} };
  const hear = (phase: Phase) => {
    heard.phase = phase;
    heard.tell();
  };
  await page.exposeFunction('benchPhase', hear);
  await page.addInitScript(tellPhases);
  return {
    async until(wanted) {
      const speaks = (await page.locator('[data-run]').count()) > 0;
      const asking = speaks ? undefined : setInterval(() => void askForPhase(page).then(hear, () => {}), ASK_EVERY_MS);
      const late = setTimeout(() => heard.tell(), LONGEST_MS);
      const untilMs = performance.now() + LONGEST_MS;
      try {
        while (!wanted.includes(heard.phase)) {
          if (performance.now() >= untilMs) throw new Error(`The run is ${heard.phase}, and was to be ${wanted}.`);
          await new Promise<void>((resolve) => {
            heard.tell = resolve;
          });
        }
        return heard.phase;
      } finally {
        clearInterval(asking);
        clearTimeout(late);
      }
    },
  };
}

async function askForPhase(page: Page): Promise<Phase> {
  const names = await page.evaluate(() => [...document.querySelectorAll('button')].map((button) => button.textContent));
  if (names.some((name) => name?.startsWith('Cancel'))) return 'running';
  return names.some((name) => name?.startsWith('Run again')) ? 'done' : 'idle';
}

/** Runs inside the page: it is sent there as text. */
function tellPhases(): void {
  const page = window as unknown as { benchPhase(phase: string): Promise<void> };
  new MutationObserver((changes) => {
    for (const { target } of changes) void page.benchPhase((target as HTMLElement).dataset.phase ?? 'idle');
  }).observe(document, { attributes: true, attributeFilter: ['data-phase'], subtree: true });
}
