import type { Page } from 'playwright/test';
import { setupWith } from '@/lib/experiment/setup';
import { keepRun } from '../kept-run';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

const SMALL = '/simulator?users=2000&count=5000&batch=off&edge=off';
const validation = (page: Page) => page.locator('[data-validation]');
const heldOut = (page: Page) => page.locator('[data-held-out]');
const load = (page: Page, share: string) => heldOut(page).locator(`[data-load="${share}"]`);

/** The simulator, calibrated on a run that this browser keeps. */
async function calibrated(page: Page): Promise<void> {
  await page.goto(SMALL);
  const setup = setupWith({ lanes: ['online', 'edge'], count: 400, perSecond: 60 });
  if (setup.study !== 'same-workload') throw new Error('It is no run.');
  await keepRun(page, setup);
  await page.getByRole('button', { name: /^Change: the run that ships/ }).press('Enter');
  const chosen = page.getByRole('radio', { name: /2026/ });
  await expect(chosen).toBeVisible();
  await chosen.press('Space');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/run=20261120-100000-/);
  await expect(page.locator('[data-times="own"]')).toContainText('your run of');
}

async function predicted(page: Page): Promise<void> {
  await validation(page).locator('summary').first().press('Enter');
  await expect(load(page, '0.85')).toContainText('not run yet', { timeout: 60_000 });
  await expect(validation(page).locator('[data-figure="meanMs"]')).toContainText('within', { timeout: 60_000 });
}

test('a run of this device tells how long things take: each time says so, and the link may take them along', async ({
  page,
}) => {
  await calibrated(page);
  await page.getByText('Everything else').press('Enter');
  await expect(page.getByText('measured here on 2026-11-20').first()).toBeVisible();
  // Of a job the run tells nothing.
  await expect(page.getByText(/^reference: /).first()).toBeVisible();
  await page.getByRole('button', { name: /^Change: your run/ }).click();
  await page.getByRole('button', { name: 'Write the times into the link' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/overhead=\d/);
  await expect(page).not.toHaveURL(/run=/);
  await page.goBack();
  await expect(page).toHaveURL(/run=/);
  await page.reload();
  await expect(page.locator('[data-times="own"]')).toBeVisible();
});

test('the advisor goes by the same run, and so do the runs behind its advice', async ({ page }) => {
  await calibrated(page);
  await page.getByRole('link', { name: 'Ask the advisor about this load' }).press('Enter');
  await expect(page).toHaveURL(/advisor\?.*users=2000.*run=20261120-100000-/);
  await expect(page.locator('[data-times="own"]')).toContainText('your run of');
  await expect(page.locator('[data-advisor]')).toHaveAttribute('data-phase', 'over', { timeout: 120_000 });
  const online = page.locator('[data-option="online"]');
  const p95 = (await online.locator('[data-figure="p95"] dd').textContent()) ?? '';
  await online.getByRole('link', { name: /^Open the run behind it/ }).press('Enter');
  await expect(page).toHaveURL(/\/simulator\?.*run=20261120-100000-/);
  await expect(page.locator('[data-simulator]')).toHaveAttribute('data-rough', 'false', { timeout: 60_000 });
  const row = page.getByRole('table', { name: 'What came of it' }).getByRole('row', { name: /^Online / });
  await expect(row.getByRole('cell').nth(2)).toHaveText(p95);
});

test('a link to a run of another device says so, and the run that ships stands in', async ({ page }) => {
  await page.goto(`${SMALL}&run=20260101-000000-00000000`);
  await expect(page.getByRole('alert').filter({ hasText: 'That run is not on this device' })).toBeVisible();
  await expect(page.locator('[data-simulator]')).toHaveAttribute('data-phase', 'over', { timeout: 60_000 });
  await expect(page.locator('[data-times="reference"]')).toBeVisible();
});

test('measured, simulated, and measured again: a load is predicted, then run, and stands there after a reload', async ({
  page,
}) => {
  test.slow();
  await calibrated(page);
  await predicted(page);
  await expectAccessible(page);
  await heldOut(page)
    .getByRole('button', { name: /^Run them here/ })
    .press('Enter');
  await expect(heldOut(page).getByText('Running load 1 of 4')).toBeVisible();
  await expect(load(page, '0.3')).toHaveAttribute('data-measured', 'true', { timeout: 120_000 });
  await heldOut(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(heldOut(page)).toHaveAttribute('data-running', 'none');
  await expect(load(page, '0.3')).toContainText('%');
  await expect(load(page, '0.3').getByRole('link', { name: 'open' })).toHaveAttribute('href', /^\/lab\?saved=/);
  await expect(load(page, '0.7')).toHaveAttribute('data-measured', 'false');
  await expect(page.getByRole('heading', { name: 'Mean latency over load' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await predicted(page);
  await expect(load(page, '0.3')).toHaveAttribute('data-measured', 'true');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await calibrated(page);
  await predicted(page);
  await expectNoSidewaysScroll(page);
});
