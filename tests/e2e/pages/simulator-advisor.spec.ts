import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

const advisor = (page: Page) => page.locator('[data-advisor]');
const option = (page: Page, lane: string) => page.locator(`[data-option="${lane}"]`);
const order = (page: Page) =>
  page
    .locator('[data-option]')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-option')} ${one.getAttribute('data-state')}`));

async function advised(page: Page): Promise<void> {
  await expect(advisor(page)).toHaveAttribute('data-phase', 'over', { timeout: 120_000 });
  await expect(page.locator('[data-option]')).toHaveCount(6);
}

test('another need ranks the lanes anew, is in the address, and Back undoes it', async ({ page }) => {
  await page.goto('/simulator/advisor?users=4000');
  await advised(page);
  const before = await order(page);
  expect(before).toContain('online fits');
  await expect(option(page, 'batch').locator('[data-broken="latency"]')).toContainText('your limit is 300 ms');
  await expect(option(page, 'online').locator('[data-sensitivity="load"]')).toContainText('it holds up to');
  await page.getByRole('button', { name: /change what may leave the device$/ }).click();
  await page.getByRole('radio', { name: 'Must stay on the device' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/privacy=stays/);
  await advised(page);
  const after = await order(page);
  expect(after).not.toEqual(before);
  expect(after.filter((one) => one.endsWith(' fits'))).toEqual(['edge fits']);
  await expect(option(page, 'online').locator('[data-broken="privacy"]')).toContainText('leaves the device');
  await page.reload();
  await advised(page);
  expect(await order(page)).toEqual(after);
  await page.goBack();
  await advised(page);
  expect(await order(page)).toEqual(before);
});

test('a link opens the run behind a lane, with the same figures', async ({ page }) => {
  await page.goto('/simulator');
  await page.getByRole('link', { name: 'Or say what you need, and get advice' }).click();
  await expect(page).toHaveURL(/\/simulator\/advisor$/);
  await page.goto('/simulator/advisor?users=4000');
  await advised(page);
  const online = option(page, 'online');
  const p95 = (await online.locator('[data-figure="p95"] dd').textContent()) ?? '';
  expect(p95).toMatch(/ms$/);
  await online.getByRole('link', { name: /^Open the run behind it/ }).click();
  const simulator = page.locator('[data-simulator]');
  await expect(simulator).toHaveAttribute('data-rough', 'false', { timeout: 60_000 });
  const row = page.getByRole('table', { name: 'What came of it' }).getByRole('row', { name: /^Online / });
  await expect(row.getByRole('cell').nth(2)).toHaveText(new RegExp(`^${p95}`));
});

test('is stopped by Escape, and says what of a link it cannot use', async ({ page }) => {
  await page.goto('/simulator/advisor?users=40000000&limit=nothing');
  await expect(page.getByRole('alert', { name: 'Part of this link could not be used' })).toContainText('limit');
  await expect(advisor(page)).toHaveAttribute('data-phase', 'playing');
  await page.keyboard.press('Escape');
  await expect(advisor(page)).toHaveAttribute('data-phase', 'cancelled');
  await page.getByRole('button', { name: 'Play again' }).click();
  await expect(advisor(page)).toHaveAttribute('data-phase', 'playing');
});

test('is usable by keyboard, on a phone and in the dark, and accessible @phone', async ({ page }) => {
  await page.goto('/simulator/advisor?users=4000&freshness=hour&budget=3&limit=20');
  await advised(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /change the budget$/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('switch', { name: 'There is a budget' })).toBeChecked();
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
});
