import { readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import sqlite from 'node-sqlite3-wasm';
import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';

const review = (page: Page) => page.getByRole('region', { name: 'Review' });
const question = (page: Page) => review(page).getByRole('article');
const progress = (page: Page) => review(page).getByText(/ to go$/);

async function open(page: Page): Promise<void> {
  await page.goto('/learn/cards');
  await expect(progress(page)).toBeVisible();
}

/** Turns the card that is up and grades it with this key. */
async function answer(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Space');
  await expect(review(page).getByRole('group', { name: 'How did it go?' })).toBeVisible();
  await page.keyboard.press(key);
  await expect(review(page).getByRole('button', { name: 'Show the answer' })).toBeVisible();
}

test('three cards are reviewed by keyboard, one is taken back, and a reload finds the rest @phone', async ({
  page,
}) => {
  await open(page);
  await expect(progress(page)).toHaveText('Nothing answered yet today, 10 cards to go');
  await expectAccessible(page);
  await page.keyboard.press('Space');
  await expect(review(page).getByRole('button', { name: /^Good\s*comes back in 10 min$/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('4');
  await answer(page, 'Space');
  const third = await question(page).textContent();
  await answer(page, '4');
  await expect(progress(page)).toHaveText('3 answers today, 8 cards to go');
  await page.keyboard.press('u');
  await expect(progress(page)).toHaveText('2 answers today, 9 cards to go');
  await expect(question(page)).toHaveText(third ?? '');

  await page.reload();
  await expect(progress(page)).toHaveText('2 answers today, 9 cards to go');
  await expect(question(page)).toHaveText(third ?? '');
  await expect(page.getByRole('figure')).toContainText('has the most: one card comes back');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('cards leave as an Anki package that another SQLite reads, and come in from a file that is sound', async ({
  page,
}, testInfo) => {
  await open(page);
  const [package_] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Anki package' }).click(),
  ]);
  expect(package_.suggestedFilename()).toMatch(/^trilane-cards-\d{4}-\d\d-\d\d\.apkg$/);
  const path = testInfo.outputPath('collection.anki2');
  writeFileSync(path, unzipSync(readFileSync(await package_.path()))['collection.anki2'] ?? new Uint8Array());
  const database = new sqlite.Database(path, { readOnly: true });
  const [count] = database.all('SELECT count(*) AS notes FROM notes JOIN cards ON cards.nid = notes.id');
  database.close();
  expect(Number(count?.notes)).toBeGreaterThanOrEqual(100);

  const input = page.locator('input[type="file"]');
  const give = (name: string, text: string) =>
    input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await give('mine.tsv', 'What is mine?\tThis card.\tmine\n');
  await expect(page.getByText('mine.tsv was read: one new card, no new answer.')).toBeVisible();
  await give('broken.json', '{"format": "trilane-cards"');
  await expect(page.getByRole('alert').filter({ hasText: 'broken.json was not taken' })).toContainText('breaks off');
  await page.getByRole('button', { name: 'Your own' }).first().click();
  await expect(question(page)).toContainText('What is mine?');
});

test('two tabs go on from one another, and a reset in one is seen in both', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  await answer(page, '4');
  await expect(progress(other)).toHaveText('One answer today, 9 cards to go');
  await answer(other, '4');
  await expect(progress(page)).toHaveText('2 answers today, 8 cards to go');
  await page.getByRole('button', { name: 'Everything', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget it all?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('button', { name: 'Everything', exact: true })).toBeFocused();
  for (const each of [page, other])
    await expect(progress(each)).toHaveText('Nothing answered yet today, 10 cards to go');
});

test('a browser that keeps nothing says so, and the cards go on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      value: {
        open() {
          throw new DOMException('Not here.', 'SecurityError');
        },
      },
    });
  });
  await open(page);
  await expect(page.getByRole('alert').filter({ hasText: 'will not keep your answers' })).toContainText(
    'private window',
  );
  await answer(page, '3');
  await expect(progress(page)).toHaveText('One answer today, 10 cards to go');
  await expectAccessible(page);
});
