import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

/** Few requests: played within moments. */
const SMALL = '/simulator?users=2000&count=20000';

const simulator = (page: Page) => page.locator('[data-simulator]');
const table = (page: Page) => page.getByRole('table', { name: 'What came of it' });
const lane = (page: Page, name: string) => table(page).getByRole('row', { name: new RegExp(`^${name} `) });

async function played(page: Page): Promise<void> {
  await expect(simulator(page)).toHaveAttribute('data-rough', 'false', { timeout: 60_000 });
  await expect(simulator(page)).toHaveAttribute('data-phase', 'over', { timeout: 60_000 });
}

/** What fades in has done so: until then its words have too little contrast. */
const fadedIn = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await played(page);
}

test('a learner changes a lever and sees other figures; the address opens them again, and Back undoes it', async ({
  page,
}) => {
  await open(page, SMALL);
  const [batch, online] = [lane(page, 'Batch'), lane(page, 'Online')];
  await expect(online).toContainText('ms');
  const before = (await batch.textContent()) ?? '';
  await page.getByRole('button', { name: /change the batch lane$/ }).click();
  await page.getByRole('radio', { name: 'Every hour' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/batch=hourly/);
  await played(page);
  await expect(batch).not.toHaveText(before);
  const after = (await batch.textContent()) ?? '';
  await page.reload();
  await played(page);
  await expect(batch).toHaveText(after);
  await page.goBack();
  await expect(page).not.toHaveURL(/batch=/);
  await played(page);
  await expect(batch).toHaveText(before);
});

test('says what breaks first, and what a change would do, each a run that its link opens', async ({ page }) => {
  await open(page, '/simulator?users=40000000&batch=off&edge=off&servers=1&count=20000');
  const breaks = page.getByRole('region', { name: 'What breaks first, and why' });
  await expect(breaks.locator('[data-finding="overloaded"]')).toContainText('one server answers');
  const more = breaks.locator('[data-remedy="server"]');
  await expect(more).toContainText('p95', { timeout: 60_000 });
  await more.getByRole('link', { name: 'One more server (2):' }).click();
  await expect(page.getByRole('button', { name: /^2 servers behind least outstanding/ })).toBeVisible();
  await played(page);
});

test('two scenarios stand side by side', async ({ page }) => {
  await open(page, `${SMALL}&batch=off&edge=off`);
  await page.getByRole('button', { name: 'Keep this one to compare' }).click();
  await page.getByText('Everything else').click();
  await page.getByRole('radio', { name: '4G' }).click();
  await played(page);
  const compared = page.getByRole('region', { name: 'Two scenarios side by side', exact: true });
  await expect(compared.getByRole('row', { name: /mean latency/ })).toContainText('×');
  await expect(compared).toContainText('the same seed');
  const figures = await compared.getByRole('table').textContent();
  // All of it is in the address.
  await page.reload();
  await expect(compared.getByRole('table')).toBeVisible();
  await played(page);
  await expect.poll(() => compared.getByRole('table').textContent()).toBe(figures);
  await compared.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(compared).toHaveCount(0);
});

test('a long simulation is cancelled at once, and played again', async ({ page }) => {
  await page.goto('/simulator?users=5000000&count=5000000&edge=off');
  await expect(simulator(page)).toHaveAttribute('data-phase', 'playing');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped.')).toBeVisible();
  await expect(simulator(page)).toHaveAttribute('data-phase', 'cancelled');
  await page.getByRole('button', { name: 'Play again' }).click();
  await expect(simulator(page)).toHaveAttribute('data-phase', 'playing');
  await page.keyboard.press('Escape');
  await expect(simulator(page)).toHaveAttribute('data-phase', 'cancelled');
});

test('the picture begins where something happens, when that is asked for', async ({ page }) => {
  await page.goto('/simulator?users=2000');
  await played(page);
  await page.getByRole('button', { name: 'Show the lanes in motion' }).click();
  await expect(page.getByText('Batch: each shape stands for')).toBeVisible();
  await page.getByRole('radio', { name: 'the busiest hour' }).check();
  const online = page.getByRole('region', { name: 'Online', exact: true });
  await expect(online).toContainText('Since 19:00:00, 0 requests came');
  await page.getByRole('group', { name: 'The lanes as they are simulated' }).press('End');
  await expect(online).toContainText(/Since 19:00:00, [1-9][\d,]* requests came; [1-9][\d,]* answered/);
});

test.describe('a worker that does not come', () => {
  test.use({ firstVisit: true });

  test('is said, and another is started', async ({ page, complaints }) => {
    await page.addInitScript(() => {
      const Real = window.Worker;
      // The first one dies of an error at its start.
      window.Worker = class extends Real {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(window.name === 'second' ? url : 'data:text/javascript,throw new Error("gone")', options);
        }
      };
    });
    await page.goto(SMALL);
    const alert = page.getByRole('alert').filter({ hasText: 'The worker that simulates is gone' });
    await expect(alert).toBeVisible();
    await page.evaluate(() => {
      window.name = 'second';
    });
    await alert.getByRole('button', { name: 'Start anew' }).click();
    await played(page);
    complaints.length = 0;
  });
});

test('a link that is damaged is mended, and what cannot be used is said', async ({ page }) => {
  await open(page, '/simulator?users=3D2000&count=3D20000');
  await expect(page.getByRole('button', { name: '2,000 users, change the number of users' })).toBeVisible();
  await open(page, `${SMALL}&servers=0&colour=red`);
  const problems = page.getByRole('alert', { name: 'Part of this link could not be used' });
  await expect(problems).toContainText('servers');
  await expect(problems).toContainText('colour');
});

test('is usable by keyboard, on a phone, in the dark and on a projector, and accessible in each state @phone', async ({
  page,
}) => {
  await open(page, `${SMALL}&hybrids=edge-first,cascade`);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  for (const summary of await page.locator('[data-simulator] summary').all()) {
    await summary.focus();
    await page.keyboard.press('Enter');
  }
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /change the online lane$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await fadedIn(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the lanes in motion' }).click();
  await expect(page.getByRole('button', { name: 'Next event' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.goto(`${SMALL}&profile=projector`);
  await played(page);
  await expectAccessible(page);
});
