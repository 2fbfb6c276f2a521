import type { Page } from 'playwright/test';
import messages from '@/lib/i18n/messages/simulator-stories.json' with { type: 'json' };
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

const STORIES = Object.entries(messages.stories);

const lock = (page: Page) => page.getByRole('button', { name: 'Lock it and play' });
const verdict = (page: Page) => page.locator('section[data-verdict]');

async function shown(page: Page): Promise<void> {
  await expect(verdict(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-story]')).toHaveAttribute('data-phase', 'over');
}

test('the simulator lists all stories, each with what it asks', async ({ page }) => {
  await page.goto('/simulator?users=2000&count=20000');
  const list = page.getByRole('region', { name: 'Ten stories' });
  await expect(list.getByRole('listitem')).toHaveCount(STORIES.length);
  for (const [id, { title, question }] of STORIES) {
    await expect(list.getByRole('listitem').filter({ hasText: question })).toHaveCount(1);
    await expect(list.getByRole('link', { name: title })).toHaveAttribute('href', `/simulator/stories/${id}`);
  }
});

test('each story is told, foretold and played, and says what came of it only then', async ({ page }) => {
  await page.goto(`/simulator/stories/${STORIES[0]?.[0]}`);
  for (const [index, [id, story]] of STORIES.entries()) {
    await expect(page).toHaveURL(new RegExp(`/simulator/stories/${id}$`));
    await expect(page.getByRole('heading', { level: 1, name: story.title })).toBeVisible();
    await expect(lock(page)).toBeDisabled();
    const [beginning = ''] = story.notice.split('{');
    const served = await (await page.request.get(`/simulator/stories/${id}`)).text();
    expect(served).toContain(story.question);
    expect(served).not.toContain(beginning || story.notice.slice(-40));
    const [first = ''] = Object.values<string>(story.options);
    await page.getByRole('radio', { name: first, exact: true }).check();
    await lock(page).click();
    await shown(page);
    await expect(page.locator('[data-chosen]')).toHaveText(`${first} (your prediction)`);
    await expect(page.getByRole('radio', { name: first, exact: true })).toHaveCount(0);
    await expect(verdict(page)).toHaveAttribute('data-verdict', /^(right|wrong)$/);
    await expect(verdict(page)).toContainText(beginning);
    await expect(verdict(page)).not.toContainText(/\{|NaN/);
    const scenes = Object.values<string>(story.scenes);
    await expect(page.getByRole('table', { name: 'The scenes side by side' })).toHaveCount(scenes.length > 1 ? 1 : 0);
    await expect(page.getByRole('table', { name: 'What came of it' })).toBeVisible();
    await expect(page.getByRole('figure')).toHaveCount(5 * scenes.length);
    const next = STORIES[(index + 1) % STORIES.length]?.[1].title ?? '';
    await page.getByRole('link', { name: `Next: ${next}` }).click();
  }
  await expect(page.getByRole('heading', { level: 1, name: STORIES[0]?.[1].title ?? '' })).toBeVisible();
});

test('a story is chosen, played, looked at scene by scene and chosen again by keyboard alone', async ({ page }) => {
  await page.goto('/simulator/stories/retry-storm');
  const { options, scenes } = messages.stories['retry-storm'];
  await page.getByRole('radio', { name: options['at-once'] }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: options.never })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(lock(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await shown(page);
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'right');
  await expect(verdict(page).getByRole('heading', { level: 2 })).toBeFocused();
  const table = page.getByRole('table', { name: 'What came of it' });
  const before = (await table.textContent()) ?? '';
  // Focus is on the verdict: the next stops are those of what came of it.
  const scene = page.getByRole('radio', { name: scenes['at-once'], exact: true });
  for (let stop = 0; stop < 12 && !(await scene.evaluate((one) => one === document.activeElement)); stop++)
    await page.keyboard.press('Tab');
  await expect(scene).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: scenes.never, exact: true })).toBeChecked();
  await expect(table).not.toHaveText(before);
  await page.getByRole('button', { name: 'Choose again' }).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveCount(0);
  await expect(lock(page)).toBeDisabled();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('fits a phone, and is accessible before and after playing, in the dark too @phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/simulator/stories/flash-sale');
  await expect(lock(page)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('radio', { name: messages.stories['flash-sale'].options.few }).check();
  await lock(page).click();
  await shown(page);
  await expect(page.getByRole('figure')).toHaveCount(10);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
});

test.describe('a worker that does not come', () => {
  test.use({ firstVisit: true });

  test('is said, the choice stands, and another is started', async ({ page, complaints }) => {
    await page.addInitScript(() => {
      const Real = window.Worker;
      window.Worker = class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(window.name === 'second' ? url : 'data:text/javascript,throw new Error("gone")', options);
        }
      };
    });
    await page.goto('/simulator/stories/month-end');
    await page.getByRole('radio', { name: messages.stories['month-end'].options.same }).check();
    await lock(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The worker that simulates is gone' });
    await expect(alert).toBeVisible();
    await expect(verdict(page)).toHaveCount(0);
    await page.evaluate(() => {
      window.name = 'second';
    });
    await alert.getByRole('button', { name: 'Start anew' }).click();
    await shown(page);
    await expect(verdict(page)).toHaveAttribute('data-verdict', 'right');
    complaints.length = 0;
  });
});
