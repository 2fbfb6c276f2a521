import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';

import { expectNoSidewaysScroll, expectRoomForFingers } from './layout';

test.use({ firstVisit: true });

const entries = (page: Page) => page.getByRole('list', { name: 'What to do, in order' }).getByRole('listitem');
const QUERY = 'title=Monday&do=first-answer,why-p99~8,scenario.ambulance&order=fixed';

test('a set is made by keyboard, survives a refresh, and its link opens as a plan with locks @phone', async ({
  page,
}) => {
  await page.goto('/exercises/sets');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
  await page.getByLabel('Title').focus();
  await page.keyboard.type('Monday');
  await page.getByRole('button', { name: 'Add “One answer in a hundred”' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add “Who answers first?”' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Move “Who answers first?” up' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Move “Who answers first?” up' })).toBeFocused();
  await page.getByLabel('Seed for “One answer in a hundred”').focus();
  await page.keyboard.type('8');
  await page.getByLabel('Free: everything is open').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/\?title=Monday&do=first-answer,why-p99~8&order=fixed$/);
  await page.reload();
  await expect(entries(page)).toHaveText([/Who answers first\?/, /One answer in a hundred/]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await expectRoomForFingers(page);

  await page.getByRole('link', { name: 'Open as learners see it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Monday' })).toBeVisible();
  const steps = page.getByRole('main').getByRole('listitem');
  await expect(steps.filter({ hasText: 'One answer in a hundred' })).toContainText(
    'First finish “Who answers first?”.',
  );
  await expect(page.getByRole('link', { name: 'One answer in a hundred' })).toHaveCount(0);
  const way = await page.getByRole('link', { name: 'Who answers first?', exact: true }).getAttribute('href');
  expect(way).toContain('/exercises/first-answer?set=Monday');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('the worksheet holds no key, and the key only comes where it is asked for', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.emulateMedia({ media: 'print' });
  await page.goto(`/exercises/set/print?${QUERY}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'In the ambulance' })).toBeVisible();
  await expect(main.getByText('My prediction').first()).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Reasons' })).toHaveCount(0);
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  expect(await page.content()).not.toContain('it was never what the image waited for');
  expect(asked.filter((path) => path.endsWith('/key'))).toEqual([]);

  await page.goto(`/exercises/set/print?${QUERY}&key=1`);
  await expect(main.getByRole('heading', { name: 'Plan for the teacher' })).toBeVisible();
  await expect(main).toContainText('it was never what the image waited for');
  await expect(main).toContainText('Common mistake: “Edge is always slower”');
  await expect(main).toContainText('Online and edge: defensible.');
  expect(asked.filter((path) => path.endsWith('/key'))).toContain('/exercises/scenarios/ambulance/key');
  await expectAccessible(page);
});

test('a link whose & was escaped, twice over or into the fragment, opens as it was meant', async ({ page }) => {
  for (const amp of ['&amp;', '&#38;']) {
    await page.goto(`/exercises/set?${['title=Monday', 'do=first-answer,why-p99', 'order=fixed'].join(amp)}.`);
    await expect(page.getByRole('main').getByRole('heading', { name: 'Monday' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('2 things to do');
    await expect(page.getByRole('main')).toContainText('The next opens when the one before is done.');
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  }
});

test('garbage in a link or a file is refused in words, and nothing else is lost', async ({ page }) => {
  await page.goto('/exercises/sets?title=Monday&do=first-answer,no-such-thing,why-p99~x&order=sideways');
  const problems = page.getByRole('main').getByRole('alert');
  await expect(problems).toContainText('3 things could not be used. The rest counts.');
  await expect(problems).toContainText('There is no exercise "no-such-thing".');
  await expect(entries(page)).toHaveText([/Who answers first\?/, /One answer in a hundred/]);

  const input = page.locator('input[type="file"]');
  const give = (text: string) =>
    input.setInputFiles({ name: 'set.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const refused = problems.filter({ hasText: 'set.json was not opened. Your set is as it was.' });
  await give('{"format": "trilane-set", ');
  await expect(refused).toContainText('not readable JSON');
  await give('{"format": "trilane-set", "schema": 9}');
  await expect(refused).toContainText('newer version');
  await expect(page.getByLabel('Title')).toHaveValue('Monday');
  await expect(entries(page)).toHaveCount(2);
});
