import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, expectAccessible, test } from '../support';

const KEY = 'the-key-of-the-tests';

test.use({
  firstVisit: true,
  // A server that others reach, of its own: the one of the other tests has no operator.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  baseURL: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'trilane-operator-'));
    const child = spawn(process.execPath, ['lib/commands/serve.mjs'], {
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        TRILANE_DATA: folder,
        TRILANE_OPERATOR_KEY: KEY,
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await use(await addressOf(child));
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  },
});

async function addressOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += piece;
    const [, url] = /ready at (http:\S+)/.exec(text) ?? [];
    if (url === undefined) continue;
    child.stdout?.resume();
    return url;
  }
  throw new Error(`The server ended: ${text}`);
}

test('a visitor changes nothing of others; the operator does, and sets what visitors may', async ({
  page,
  browser,
  baseURL,
  complaints,
}) => {
  const maker = await browser.newContext();
  const theirs = await maker.newPage();
  await theirs.goto(`${baseURL}/batch`);
  await theirs.getByRole('button', { name: 'Make them' }).click();
  await expect(theirs.getByRole('heading', { name: /made rows/ }).first()).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^Delete/ }).first()).toBeVisible();

  await page.goto('/batch');
  await expect(page.getByText('Made in another browser').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await expect(page.getByText('schedules take the operator’s key')).toBeVisible();
  await expect(page.getByText('1,000 to 1,000,000 rows')).toBeVisible();

  await page.getByRole('link', { name: 'Operator' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Operator' })).toBeVisible();
  const field = page.getByLabel('The operator’s key');
  await field.fill('not the key');
  await page.getByRole('button', { name: 'Use this key' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'That is not the operator' })).toBeVisible();
  await expectAccessible(page);
  // The browser notes that it was refused.
  complaints.length = 0;
  await field.fill(KEY);
  await field.press('Enter');
  await expect(page.getByText('This browser is the operator’s.')).toBeVisible();

  const visitors = page.getByRole('region', { name: 'Who has what' });
  await expect(visitors.getByRole('row')).toHaveCount(2);
  await page.getByRole('switch', { name: /Make data sets/ }).click();
  await expect(page.getByRole('switch', { name: /Make data sets/ })).not.toBeChecked();
  await theirs.reload();
  await expect(theirs.getByText('switched this off for visitors')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Make them' })).toBeDisabled();

  await visitors.getByRole('button', { name: /^Delete all that/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete all' }).click();
  await expect(page.getByText('Nobody has a data set or a job here.')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  await page.getByRole('button', { name: 'Be a visitor again' }).click();
  await expect(field).toBeVisible();
  await maker.close();
});
