import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll, expectRoomForFingers, expectRoomForWords, type Look, looks, putOn } from './layout';

const PAGES = [
  { path: '/', heading: 'One model. Three places to run it.' },
  { path: '/simulator', heading: 'Simulator' },
  { path: '/runs', heading: 'Runs' },
  { path: '/models', heading: 'Models' },
  { path: '/api-reference', heading: 'API' },
] as const;

/** Each page once in each look and each width, not in every pair of them. */
const LOOKS = {
  desktop: [
    { scheme: 'light', profile: 'standard' },
    { scheme: 'dark', profile: 'projector' },
  ],
  phone: [
    { scheme: 'dark', profile: 'standard' },
    { scheme: 'light', profile: 'projector' },
  ],
} as const satisfies Readonly<Record<string, readonly [Look, Look]>>;
const looksOn = (project: string) => LOOKS[project === 'phone' ? 'phone' : 'desktop'];

function openAll(page: Page, open: boolean): Promise<void> {
  return page.evaluate((isOpen) => {
    for (const details of document.querySelectorAll('main details')) details.toggleAttribute('open', isOpen);
  }, open);
}

for (const { path, heading } of PAGES) {
  test(`the page ${path} has its heading and landmarks, is accessible and fits the screen in every look, also zoomed, gives every control 44 px, and holds together when its words are much longer and run from right to left @phone`, async ({
    page,
  }, { project }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    for (const landmark of ['banner', 'navigation', 'main', 'contentinfo'] as const) {
      await expect(page.getByRole(landmark)).toHaveCount(1);
    }
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    await expect(current).toHaveCount(path === '/' ? 0 : 1);
    const [first, second] = looksOn(project.name);
    await putOn(page, first);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    // What can be opened is open in the second look.
    await openAll(page, true);
    await putOn(page, second);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await openAll(page, false);
    await putOn(page, { scheme: 'light', profile: 'standard' });
    await expectRoomForFingers(page);
    if (project.name !== 'phone') {
      // Zoom by 200 % halves the CSS pixels of a 1280 px wide screen.
      await page.setViewportSize({ width: 640, height: 400 });
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    await expectRoomForWords(page);
  });
}

test.describe('the shell', () => {
  test('is walked through by keyboard, starting with a way past it, which leads to the content', async ({ page }) => {
    await page.goto('/');
    const focused = page.locator(':focus');
    await page.keyboard.press('Tab');
    await expect(focused).toHaveText('Skip to the content');
    await expect(focused).toBeInViewport();
    for (const name of [
      'Trilane, home page',
      'Learn',
      'Lab',
      'Simulator',
      'Exercises',
      'Batch',
      'Runs',
      'Models',
      'API',
    ]) {
      await page.keyboard.press('Tab');
      await expect(page.getByRole('link', { name, exact: true }).first()).toBeFocused();
    }
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name: 'Colours' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Projector' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Keyboard shortcuts' })).toBeFocused();
    expect(await focused.evaluate((each) => getComputedStyle(each).outlineStyle)).toBe('solid');

    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Run it now' })).toBeFocused();
  });

  test('follows the system until the reader chooses, and remembers the choice @phone', async ({ page }) => {
    await page.goto('/');
    expect(await looks(page)).toEqual({ scheme: 'light', profile: 'standard' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => looks(page)).toEqual({ scheme: 'dark', profile: 'standard' });
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('Light');
    await page.getByRole('button', { name: 'Projector' }).click();
    expect(await looks(page)).toEqual({ scheme: 'light', profile: 'projector' });
    await page.reload();
    expect(await looks(page)).toEqual({ scheme: 'light', profile: 'projector' });
    await expect(page.getByRole('combobox', { name: 'Colours' })).toHaveValue('light');
    await expect(page.getByRole('button', { name: 'Projector' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('puts the looks on before there is anything to see', async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('trilane.scheme', 'dark');
      const watch = new MutationObserver(() => {
        if (!document.body) return;
        watch.disconnect();
        document.documentElement.dataset.schemeAtBody = document.documentElement.dataset.mantineColorScheme ?? 'none';
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('data-scheme-at-body', 'dark');
  });

  test('takes the projector profile from the address without remembering it', async ({ page }) => {
    await page.goto('/models?profile=projector');
    expect((await looks(page)).profile).toBe('projector');
    await page.goto('/models');
    expect((await looks(page)).profile).toBe('standard');
  });

  test('lists its shortcuts at a press of ?, gives the focus back, and lets them be turned off for good', async ({
    page,
  }) => {
    await page.goto('/');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const opener = page.getByRole('button', { name: 'Keyboard shortcuts' });
    await opener.focus();
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(opener).toBeFocused();

    await opener.click();
    // The way out is in sight however little room there is.
    for (const size of [
      { width: 1366, height: 700 },
      { width: 360, height: 560 },
    ]) {
      await page.setViewportSize(size);
      await expect(sheet.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
    }
    await sheet.getByRole('checkbox').uncheck();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await page.keyboard.press('?');
    await expect(sheet).toBeHidden();
    await opener.click();
    await expect(sheet.getByRole('checkbox')).not.toBeChecked();
  });

  test('says in plain words that a page does not exist @phone', async ({ page, complaints }) => {
    const response = await page.goto('/no-such-page');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Go to the home page' }).click();
    await expect(page).toHaveURL('/');
    // The browser reports the very 404 this is about.
    expect(complaints.splice(0)).toHaveLength(1);
  });
});
