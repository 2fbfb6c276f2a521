import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support';

/** What Next rendered when the site was built, by address; `srcRoute` is the kind of page, `htmlSize` is missing where it is none. */
const { routes }: { routes: Record<string, { srcRoute: string | null; htmlSize?: number }> } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../.next/prerender-manifest.json', import.meta.url)), 'utf8'),
);
/** The sections of the lesson differ in what they draw; of other kinds, one page is like the next. */
const EACH = '/learn/[section]';
const PAGES = Object.entries(routes)
  .filter(([path, { htmlSize }]) => htmlSize !== undefined && !path.startsWith('/_'))
  .map(([path, { srcRoute }]) => ({ path, kind: srcRoute ?? path }))
  .filter(({ kind }, at, all) => kind === EACH || at === all.findIndex((other) => other.kind === kind));

// What a policy forbids fails any test (tests/e2e/support.ts): these go where others may not.
test('every kind of page keeps to its policy, in the dark too', async ({ page }) => {
  expect(PAGES.length).toBeGreaterThan(20);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const { path } of PAGES) {
    await page.goto(path, { waitUntil: 'load' });
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  }
});

test('who follows links keeps the policy of the page that was opened first, and sees the others as they are', async ({
  page,
}) => {
  await page.goto('/learn/references');
  const opened = await page.evaluate(() => performance.timeOrigin);
  const header = page.getByRole('banner');
  for (const path of ['/lab', '/', '/batch', '/runs']) {
    await header.locator(`a[href="${path}"]`).first().click();
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    if (path === '/lab') await expect(page.locator('style[data-mantine-styles]')).toHaveCount(1);
    if (path === '/') expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(40);
  }
  expect(await page.evaluate(() => performance.timeOrigin), 'no page was loaded anew').toBe(opened);
});

test('a page whose scripts do not come says so, and what to do', async ({ page, context, complaints }) => {
  const alert = page.getByRole('alert').filter({ hasText: 'could not be fetched' });
  await page.goto('/learn/references');
  await expect(alert).toHaveCount(0);
  await context.route('**/_next/static/**/*.js', (route) => route.abort());
  await page.goto('/lab');
  await expect(alert).toContainText('Load the page again');
  complaints.length = 0;
});

test('a script that got into a page does not run, nor does a style or a form that leads elsewhere', async ({
  page,
  complaints,
}) => {
  await page.goto('/learn/references');
  await page.evaluate(() => {
    const put = (name: string, text: string) => {
      const element = document.createElement(name);
      element.textContent = text;
      document.head.append(element);
    };
    put('script', 'window.intruder = true');
    put('style', 'body { visibility: hidden }');
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="data:," alt="" onerror="window.intruder = true"><form id="f" action="https://example.org/">',
    );
    document.querySelector<HTMLFormElement>('#f')?.submit();
  });
  await expect.poll(() => complaints.filter((each) => each.startsWith('uncaught')).length).toBe(4);
  expect(await page.evaluate(() => ['intruder' in window, getComputedStyle(document.body).visibility])).toEqual([
    false,
    'visible',
  ]);
  complaints.length = 0;
});
