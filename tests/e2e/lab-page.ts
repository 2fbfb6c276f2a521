import type { Page } from 'playwright/test';
import { expect } from './support';

export const LANES = ['Batch', 'Online', 'Edge'] as const;

export const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const runBar = (page: Page) => page.locator('[data-run-bar]');
export const runButton = (page: Page) => runBar(page).getByRole('button', { name: /^Run/ });
/** Stands in the section "Table". */
export const results = (page: Page) => page.getByRole('table', { name: 'Results' });
/** What came of a run: "valid", or "INVALID" and why. */
export const verdict = (page: Page) => page.getByRole('region', { name: 'The answer' }).locator('strong[data-verdict]');

/** Opens one of the sections below the lanes. */
export async function openSection(page: Page, name: string) {
  await page.getByRole('tab', { name, exact: true }).click();
  await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
}

/** Runs what the sentence says, and waits until it is over. */
export async function runToTheEnd(page: Page) {
  await runButton(page).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
}
