import type { Page } from 'playwright/test';
import { expect } from './support';

export const SWEEP = '/lab?study=sweep&sweep=batch-size&in=edge';
export const COLD_START = '/lab?study=cold-start&repeats=3';
/** A limit that is kept up to high rates: at those a trial is short. */
export const CAPACITY = '/lab?study=capacity&count=500&limit=300';

export const study = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const chartOf = (page: Page, index = 0) =>
  page.locator('figure', { has: page.getByRole('button', { name: 'CSV' }) }).nth(index);

/** Opens the address of a study and starts it. */
export async function start(page: Page, url: string) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Run this study' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
}

/** Runs the study of an address until it is over. */
export async function runToTheEnd(page: Page, url: string) {
  await start(page, url);
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 120_000 });
}

/** The rows of a chart's table twin, each as its cells. */
export async function tableOf(page: Page, index = 0): Promise<string[][]> {
  const chart = chartOf(page, index);
  await chart.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = await chart.getByRole('row').all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.locator('th, td').allInnerTexts()));
  await chart.getByRole('button', { name: 'Table', exact: true }).click();
  return cells;
}
