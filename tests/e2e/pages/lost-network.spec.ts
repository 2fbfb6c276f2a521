import type { Page } from 'playwright/test';
import { LANES, lane, openSection, results, runBar, runButton } from '../lab-page';
import { exported } from '../run-file';
import { expect, test } from '../support';

test.use({ firstVisit: true });

const entries = (page: Page) => page.getByRole('region', { name: 'Runs on this device' }).locator('> ul > li');
const lost = 'This part of the page could not be fetched';

test('a part of the page whose code cannot be fetched says so, and comes when it is asked for again', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('/lab');
  await expect(runButton(page)).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('radio', { name: 'Capacity' }).click();
  await expect(page.getByRole('alert').filter({ hasText: lost })).toBeVisible();
  // The rest of the page goes on.
  await expect(page.getByRole('button', { name: /^digits, full precision/ })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Fetch it again' }).click();
  await expect(page.getByRole('region', { name: 'Capacity' }).getByRole('button').first()).toBeVisible();
  await expect(page.getByText(lost)).toHaveCount(0);
  complaints.length = 0;
});

test('a network that goes before the first run: it says so in words, and the page stands', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('/lab?count=120&rate=60&interval=500');
  await expect(runButton(page)).toBeVisible();
  await context.setOffline(true);
  await runButton(page).click();
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'The answer' }).getByRole('alert')).toBeVisible();
  for (const name of LANES) await expect(lane(page, name)).toBeVisible();
  complaints.length = 0;
});

test('a network that goes during the first run: the run is drawn, made a file of and kept all the same', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('/lab?count=120&rate=60&lanes=edge');
  await runButton(page).click();
  await expect(lane(page, 'Edge').getByText(/^Running/)).toBeVisible({ timeout: 60_000 });
  await context.setOffline(true);
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await openSection(page, 'Table');
  await expect(results(page)).toBeVisible();
  expect((await exported(page, /^JSON/)).text).toContain('"measurements"');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  await context.setOffline(false);
  await page.goto('/runs');
  await expect(entries(page)).toHaveCount(1);
  complaints.length = 0;
});
