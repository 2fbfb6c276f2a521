import type { Page } from 'playwright/test';
import { expect } from './support';

export const LANES = ['Batch', 'Online', 'Edge'] as const;

export const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const runButton = (page: Page) => page.getByRole('button', { name: /^Run/ });
export const results = (page: Page) => page.getByRole('table', { name: 'Results' });

/** Runs what the sentence says, and waits until it is over. */
export async function runToTheEnd(page: Page) {
  await runButton(page).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
}
