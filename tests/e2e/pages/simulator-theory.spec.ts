import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll } from './layout';

const figures = (page: Page) => page.getByRole('region', { name: 'What came of it', exact: true });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await played(page);
}

async function played(page: Page): Promise<void> {
  const simulator = page.locator('[data-simulator]');
  await expect(simulator).toHaveAttribute('data-rough', 'false', { timeout: 60_000 });
  await expect(simulator).toHaveAttribute('data-phase', 'over', { timeout: 60_000 });
}

test('says why there is no formula, and where there is one; there it stands beside the figures @phone', async ({
  page,
}) => {
  await open(page, '/simulator?users=2000&count=20000');
  await figures(page).getByText('What a formula says of it').click();
  const online = page.locator('[data-theory] [data-lane="online"]');
  await expect(online).toContainText('do not come at one rate');
  await expect(online).toContainText('a queue of its own');
  await expect(page.locator('[data-theory] [data-lane="batch"]')).toContainText('timetable');
  await online.getByRole('link', { name: 'Play the busiest part alone, with one queue for all servers' }).click();
  await expect(page).toHaveURL(/balance=shared-queue/);
  await played(page);
  await expect(online).toHaveAttribute('data-state', 'steady', { timeout: 60_000 });
  await expect(online).toContainText('Allen and Cunneen');
  const utilisation = online.getByRole('row', { name: /^utilisation/ });
  await expect(utilisation.getByRole('cell')).toHaveCount(3);
  await expect(utilisation).toContainText('points');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test.describe('where one way begins to pay', () => {
  const study = (page: Page, id: string) => page.locator(`[data-study="${id}"]`);

  test('is played when it is opened, told in a table too, and links to its runs @phone', async ({ page }) => {
    await open(page, '/simulator?users=2000&count=20000');
    const size = study(page, 'size');
    await expect(size.getByRole('figure')).toHaveCount(0);
    await size.getByText('One big server or many small ones?').click();
    await expect(size.getByText(/33 runs were simulated/)).toBeVisible({ timeout: 120_000 });
    const mean = size.getByRole('figure', { name: 'Mean latency over the load' });
    await mean.getByRole('button', { name: 'Table' }).click();
    await expect(mean.getByRole('row', { name: /^95%/ })).toContainText('ms');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await size.getByRole('link', { name: 'Open a run at 80% load: 4 servers, one queue' }).click();
    await expect(page).toHaveURL(/servers=4/);
    await played(page);
  });

  test('says from which interval on a job is cheaper', async ({ page }) => {
    await open(page, '/simulator?users=2000&count=20000&servers=1&workers=8&jobstart=60000');
    const batch = study(page, 'batch');
    await batch.getByText('Batch or online: how fresh must answers be?').click();
    await expect(batch.locator('[data-verdict]')).toContainText('Batch is cheaper with an interval of', {
      timeout: 120_000,
    });
    await expectAccessible(page);
  });

  test('shows a rough curve of edge and online first, and stops when it is told to', async ({ page }) => {
    await open(page, '/simulator?users=2000&count=20000');
    const edge = study(page, 'edge');
    await edge.getByText('Edge or online: how often must a user ask?').click();
    await expect(edge.getByText('Rough so far.')).toBeVisible({ timeout: 120_000 });
    await expect(edge.locator('[data-verdict]')).toContainText('It costs the operator less', { timeout: 60_000 });
    await edge.getByRole('button', { name: 'Cancel' }).click();
    await expect(edge.getByText('Stopped.')).toBeVisible();
    await expect(edge.getByRole('link', { name: /^Open the run in which edge/ }).first()).toHaveAttribute(
      'href',
      /modelbytes=\d+/,
    );
  });
});
