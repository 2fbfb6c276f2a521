import { readFile } from 'node:fs/promises';
import { openSection, results } from '../lab-page';
import { QUICK, showRun } from '../run-file';
import { expect, expectAccessible, test } from '../support';

test('every pair of lanes has a plain answer, and the test behind it is explained', async ({ page }) => {
  await showRun(page);
  await openSection(page, 'Is it real?');
  const comparison = page.getByRole('region', { name: 'Is this difference real?' });
  for (const pair of ['Batch and Online', 'Batch and Edge', 'Online and Edge'])
    await expect(comparison).toContainText(new RegExp(`(Yes|Cannot be told apart|Too noisy to say|Too few)${pair}`));
  await comparison.getByText('How this is tested').click();
  await expect(comparison.getByText(/Mann-Whitney/)).toBeVisible();
  await expectAccessible(page);
  await openSection(page, 'Method');
  await page.getByText('Was it steady?').click();
  await expect(page.getByRole('table', { name: 'Was it steady?' }).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
});

test('on a laptop the whole table of results is in sight, also where items were sent late', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await showRun(page);
  await openSection(page, 'Table');
  const cells = results(page).getByRole('row').nth(2).getByRole('cell');
  // As long as a cell gets.
  for (const nth of [0, 1]) await cells.nth(nth).evaluate((cell) => cell.append(' (sent\u00a0late)'));
  await cells.nth(9).evaluate((cell) => cell.append(' (12\u00a0MB\u00a0once)'));
  const hiddenPx = await results(page).evaluate(
    ({ parentElement: region }) => (region?.scrollWidth ?? 0) - (region?.clientWidth ?? 0),
  );
  expect(hiddenPx).toBe(0);
});

test('a finding opens the section of its chart by keyboard, and the address stays the set-up', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await showRun(page, `${QUICK}&lanes=online,edge`);
  // With the run, once it is kept.
  await expect(page).toHaveURL(/lanes=online,edge.*&saved=/);
  const address = page.url();
  await page.getByRole('button', { name: 'see latencies' }).first().focus();
  await page.keyboard.press('Enter');
  const chart = page.locator('#chart-latency');
  await expect(chart).toBeFocused();
  await expect(chart).toBeInViewport();
  await expect(chart).toHaveCSS('outline-style', 'solid');
  expect(page.url()).toBe(address);
});

test('the uncorrected curve is in the table and in the file as well once it is shown', async ({ page }) => {
  await showRun(page, '/lab?count=120&rate=60&lanes=edge');
  await openSection(page, 'Latency');
  const chart = page.locator('#chart-latency');
  const csv = async () => {
    const downloading = page.waitForEvent('download');
    await chart.getByRole('button', { name: 'CSV' }).click();
    return readFile(await (await downloading).path(), 'utf8');
  };
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.getByRole('row', { name: /uncorrected/ })).toHaveCount(0);
  expect(await csv()).not.toContain('uncorrected');
  await chart.getByRole('switch', { name: 'Show the uncorrected curve' }).check();
  await expect(chart.getByRole('row', { name: /median, uncorrected/ })).toBeVisible();
  expect(await csv()).toContain('edge_uncorrected_share');
});

test('an assumption that cannot be is refused in words; one that can is used, kept, and taken back', async ({
  page,
}) => {
  await showRun(page, '/lab?count=120&rate=60&lanes=edge');
  await openSection(page, 'Cost');
  const estimates = page.getByRole('region', { name: 'What it would take in energy and money' });
  const paidByUser = () => estimates.getByRole('row', { name: /Edge/ }).getByRole('cell').nth(5);
  const watts = estimates.getByRole('textbox', { name: 'Busy core of your device, W' });
  await estimates.getByText('Assumptions', { exact: true }).click();
  const usual = await paidByUser().textContent();
  for (const wrong of ['0', '-5', '1000000', '']) {
    await watts.fill(wrong);
    await expect(estimates.getByText('Enter a number from 0.01 to 1,000. Until then 5 is used.')).toBeVisible();
    await expect(paidByUser()).toHaveText(usual ?? '');
  }
  await watts.fill('500');
  await expect(paidByUser()).not.toHaveText(usual ?? '');

  await showRun(page, '/lab?count=120&rate=60&lanes=edge');
  await openSection(page, 'Cost');
  await estimates.getByText('Assumptions', { exact: true }).click();
  await expect(watts).toHaveValue('500');
  await estimates.getByRole('button', { name: 'Back to the usual assumptions' }).click();
  await expect(watts).toHaveValue('5');
});
