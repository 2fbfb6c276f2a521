import type { Page } from 'playwright/test';
import { LANES, lane, openSection, runButton, runToTheEnd, verdict } from '../lab-page';
import { expect, expectAccessible, test } from '../support';

const QUICK = '/lab?count=120&rate=60&interval=500';
const LAPTOP = { width: 1366, height: 768 };

const band = (page: Page) => page.getByRole('region', { name: 'The answer' });

/** The edges of a lane, in whole px: a font may round by less. */
async function edgesOf(page: Page, name: string): Promise<{ readonly top: number; readonly bottom: number }> {
  const box = await lane(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not on the page`);
  return { top: Math.round(box.y), bottom: Math.round(box.y + box.height) };
}

/** What comes in moves nothing. */
async function expectUnmoved(page: Page, before: { readonly top: number }): Promise<void> {
  expect(Math.abs((await edgesOf(page, 'Edge')).top - before.top)).toBeLessThanOrEqual(1);
}

test('on a laptop the answer and all lanes stand on the first screen, before, during and after a run', async ({
  page,
}) => {
  await page.setViewportSize(LAPTOP);
  await page.goto(QUICK);
  await expect(runButton(page)).toBeVisible();
  for (const name of LANES) expect((await edgesOf(page, name)).bottom).toBeLessThan(LAPTOP.height);
  const before = await edgesOf(page, 'Edge');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running|Done/);
  await expectUnmoved(page, before);
  await expect(verdict(page)).toBeVisible({ timeout: 60_000 });
  // What came moved nothing.
  await expectUnmoved(page, before);
  for (const name of LANES) expect((await edgesOf(page, name)).bottom).toBeLessThan(LAPTOP.height);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('the answer is read out once, in one go, and has the focus', async ({ page }) => {
  await page.goto(QUICK);
  await runToTheEnd(page);
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The answer' })).toBeFocused();
  const said = band(page).getByRole('status').filter({ hasText: 'First to answer' });
  await expect(said).toHaveText(/^(valid|INVALID).*First to answer: .*Most work: .*Least used: /);
  // Nothing else on the page says a figure by itself.
  for (const status of await page.getByRole('status').all()) {
    if ((await status.textContent())?.includes('First to answer')) continue;
    await expect(status).not.toContainText(/median|answered/);
  }
});

test('one section is open at a time; the menu works by keyboard, and the address stays the set-up', async ({
  page,
}) => {
  await page.goto(QUICK);
  await runToTheEnd(page);
  const address = page.url();
  await page.getByRole('tab', { name: 'What happened' }).focus();
  for (const name of ['Latency', 'Over time', 'Resources', 'Table', 'Is it real?', 'Cost', 'Method']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused();
    await expect(page.getByRole('tabpanel')).toHaveCount(1);
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
  }
  expect(page.url()).toBe(address);
});

test('every measure of what the lanes used has its chart', async ({ page }) => {
  await page.goto(QUICK);
  await runToTheEnd(page);
  await openSection(page, 'Resources');
  const charts = page.getByRole('tabpanel').getByRole('figure').locator('svg.recharts-surface');
  await expect(charts).toHaveCount(6);
});

test('the page is short, whatever section is open', async ({ page }) => {
  await page.setViewportSize(LAPTOP);
  await page.goto(QUICK);
  await runToTheEnd(page);
  for (const name of ['Latency', 'Over time', 'Resources', 'Table']) {
    await openSection(page, name);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(1_950);
  }
});

test('a run that is not valid says what to do, and one button does it @phone', async ({ page }) => {
  // Too short a run, whatever the device.
  await page.goto('/lab?count=20&rate=60&lanes=online,edge');
  await runToTheEnd(page);
  await expect(verdict(page)).toContainText('INVALID');
  await expect(band(page)).toContainText('do not quote it');
  await expectAccessible(page);
  const actions = band(page).getByRole('button');
  await expect(actions).toHaveCount(1);
});
