import type { Page } from 'playwright/test';

/** Runs, or calls off what runs: by its place, whatever it says. */
const goButton = (page: Page) => page.locator('[data-run-bar] > button').first();

const OVER = ['done', 'stopped', 'cancelled'].map((phase) => `[data-run][data-phase="${phase}"]`).join(', ');

/** Presses the button of the Lab that runs what its sentence says; the same button calls the run off. */
export async function pressGo(page: Page): Promise<void> {
  await goButton(page).click();
}

/** Opens the Lab at an address, runs it, and waits until the run is over. @throws when it does not end, or ends otherwise than done */
export async function runLab(page: Page, url: string, mostMs: number): Promise<void> {
  await page.goto(url);
  await pressGo(page);
  await untilOver(page, mostMs);
}

/** @throws when the run does not end, or ends otherwise than done */
export async function untilOver(page: Page, mostMs: number): Promise<void> {
  await page.locator(OVER).waitFor({ timeout: mostMs });
  const phase = await page.locator('[data-run]').getAttribute('data-phase');
  if (phase !== 'done') throw new Error(`The run ended as ${phase}.`);
}
