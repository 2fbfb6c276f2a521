import { LANES, lane, runBar, runButton } from '../lab-page';
import { expect, test } from '../support';

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
