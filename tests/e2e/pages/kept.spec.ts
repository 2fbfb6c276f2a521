import type { Page } from 'playwright/test';
import { openSection, results } from '../lab-page';
import { showRun } from '../run-file';
import { expect, test } from '../support';

const entries = (page: Page) => page.getByRole('region', { name: 'Runs on this device' }).locator('> ul > li');

/** Runs in the page, before its own scripts. */
function keepNothing(): void {
  Object.defineProperty(window, 'indexedDB', {
    value: {
      open() {
        throw new DOMException('Not here.', 'SecurityError');
      },
    },
  });
}

for (const address of ['/exercises/first-answer', '/exercises/test', '/exercises/progress'])
  test(`a browser that keeps nothing speaks on ${address} of what is done there, and not of a run`, async ({
    page,
  }) => {
    await page.addInitScript(keepNothing);
    await page.goto(address);
    const said = page.getByRole('alert').filter({ hasText: 'This browser lets pages keep nothing' });
    await expect(said).toBeVisible();
    await expect(said).not.toContainText('run');
  });

test('a browser that keeps nothing says so, and the run on the screen is not affected', async ({ page }) => {
  await page.addInitScript(keepNothing);
  await showRun(page);
  await expect(page.getByRole('alert').filter({ hasText: 'would not keep the run' })).toBeVisible();
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row')).toHaveCount(4);
  await page.goto('/runs');
  await expect(page.getByRole('alert').filter({ hasText: 'keep nothing' })).toBeVisible();
});

test('what is kept and cannot be read has words of its own', async ({ page }) => {
  await showRun(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('trilane-history'));
    const documents = database.transaction('documents', 'readwrite').objectStore('documents');
    for (const key of await asked(documents.getAllKeys())) await asked(documents.put({ not: 'a file' }, key));
    database.close();
  });
  await entries(page).getByRole('link', { name: /^Open/ }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(alert).toContainText('This record is damaged');
  await page.goto('/');
  await page.evaluate(async () => {
    await new Promise((resolve) => {
      indexedDB.open('trilane-history', 99).onsuccess = resolve;
    });
  });
  await page.goto('/runs');
  await expect(alert).toContainText('A newer Trilane has used this browser');
  await expect(page.getByText('No runs here yet')).toBeHidden();
});
