import type { Page } from 'playwright/test';
import type { RunDocument } from '@/lib/export/run-schema';
import { keptDocument } from '../kept-run';
import { lane, openSection, results, runButton } from '../lab-page';
import { madeUpRun, openFile, QUICK, run, showRun } from '../run-file';
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

test.describe('on a device with little room', () => {
  // What other tests left counts as well.
  test.use({ firstVisit: true });

  test('where room runs out, the oldest run goes', async ({ page, context, baseURL }) => {
    const base = await keptDocument(QUICK);
    const large = await madeUpRun(base, { count: 30_000 });
    const devtools = await context.newCDPSession(page);
    // Before the page asks for the first time: the browser remembers for a while how much room it has found.
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      quotaSize: Math.round(large.length * 1.7),
    });
    await page.goto('/runs');
    await openFile(page, large, 'older.json');
    await expect(page.getByText('older.json has been read.')).toBeVisible();
    await expect(entries(page).filter({ hasText: '30,000 test images' })).toHaveCount(1);
    await openFile(page, await madeUpRun(base, { count: 31_000 }), 'newer.json');
    await expect(entries(page).filter({ hasText: '31,000 test images' })).toHaveCount(1);
    await expect(entries(page)).toHaveCount(1);
  });

  test('where room runs out and no run that goes would be enough, every one stays', async ({
    page,
    context,
    baseURL,
  }) => {
    const base = await keptDocument(QUICK);
    const large = await madeUpRun(base, { count: 30_000 });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      quotaSize: Math.round(large.length * 0.8),
    });
    await page.goto('/runs');
    await keepThree(page, base);
    await openFile(page, large, 'large.json');
    await expectAllThreeKept(page);
  });

  test('on a device that takes nothing any more, every run stays', async ({ page }) => {
    const base = await keptDocument(QUICK);
    await page.goto('/runs');
    await keepThree(page, base);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('It is full.', 'QuotaExceededError');
      };
    });
    await openFile(page, await madeUpRun(base, { count: 1000 }), 'new.json');
    await expectAllThreeKept(page);
  });
});

async function keepThree(page: Page, base: RunDocument): Promise<void> {
  for (const count of [1100, 1200, 1300]) {
    await openFile(page, await madeUpRun(base, { count }), `${count}.json`);
    await expect(entries(page).filter({ hasText: `${count.toLocaleString('en')} test images` })).toHaveCount(1);
  }
}

async function expectAllThreeKept(page: Page): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: 'There is no room left for it' })).toBeVisible();
  await page.reload();
  await expect(entries(page)).toHaveCount(3);
  const first = entries(page).filter({ hasText: '1,100 test images' });
  await first.getByRole('link', { name: /^Open/ }).click();
  await expect(lane(page, 'Edge')).toContainText('Done: 1,100 of 1,100 answered');
}

test('a run that is over says where it is kept, and comes back when the page is loaded anew and on the way back', async ({
  page,
}) => {
  const kept = page.getByText('Kept on this device: see it under Runs.');
  const saved = /[?&]saved=\d{8}-\d{6}-[0-9a-f]{8}/;
  await run(page);
  await expect(kept).toBeVisible();
  await expect(page).toHaveURL(saved);
  await expect(page).toHaveURL(/count=120/);
  const awayAndBack = async () => {
    await kept.getByRole('link').click();
    await expect(entries(page).first()).toBeVisible();
    await page.goBack();
  };
  for (const goAway of [() => page.reload(), awayAndBack]) {
    await goAway();
    await expect(lane(page, 'Edge')).toContainText('Done: 120 of 120 answered');
    await expect(page.getByText('From this device’s history')).toBeVisible();
    await expect(page).toHaveURL(saved);
    await runButton(page).click();
    await expect(page).not.toHaveURL(saved);
    await expect(kept).toBeVisible({ timeout: 60_000 });
    await expect(page).toHaveURL(saved);
  }
  // A link is for others, who do not have the run.
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => Object.assign(window, { copied: text }) },
    });
  });
  await page.getByRole('button', { name: 'Copy link' }).click();
  const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied);
  expect(copied).not.toContain('saved=');
  expect(copied).toContain('count=120');
});
