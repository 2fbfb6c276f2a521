import type { Page } from 'playwright/test';
import { expect, test } from '../support';

/** Answers everything with its first choice or a number somewhere, and locks it in. */
async function commit(page: Page, exercise: string): Promise<void> {
  await page.goto(`/exercises/${exercise}`);
  await expect(page.getByRole('button', { name: 'Lock in my prediction' })).toBeVisible();
  for (const slider of await page.getByRole('slider').all()) await slider.press('ArrowRight');
  const names = await page
    .getByRole('radio')
    .evaluateAll((radios) => [...new Set(radios.map((radio) => (radio as HTMLInputElement).name))]);
  for (const name of names) await page.locator(`input[name="${name}"]`).first().check();
  await page.getByRole('button', { name: 'Lock in my prediction' }).click();
}

/** Hides the page for a moment in the middle of a run, which makes it INVALID whatever is asked. */
async function hideWhileRunning(page: Page): Promise<void> {
  await expect(page.getByText(/Running: [1-9]/)).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => {
    for (const value of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
}

test('a study is run for real, its figures are drawn, and the prediction is graded on them', async ({ page }) => {
  await commit(page, 'cold-start');
  await page.getByRole('button', { name: /^Run/ }).click();
  const seen = page.getByRole('textbox', { name: /Before anything is explained/ });
  const again = page.getByRole('button', { name: 'Run again' });
  await expect(seen.or(again)).toBeVisible({ timeout: 90_000 });
  // On a machine that stands still for others a study is not graded, and is run once more.
  if (await again.isVisible()) await again.click();
  await seen.fill('The first one took longest.', { timeout: 90_000 });
  await expect(page.getByText(/points/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Compare with my prediction' }).click();
  await expect(page.getByText(/^Measured: .*, between .* and /)).toBeVisible();
  await expect(page.getByText(/Right is within a factor of/)).toBeVisible();
  // What was measured is kept with the attempt.
  await page.reload();
  await expect(page.getByText(/^Measured: .*, between .* and /)).toBeVisible();
});

test('a run that is INVALID is not graded, says what to change, and the prediction stands', async ({ page }) => {
  await commit(page, 'within-the-limit');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  // A refresh in the middle of a run: the prediction is still locked in, and the run can be started again.
  await page.reload();
  await expect(page.getByText('Your prediction, locked in')).toBeVisible();
  await expect(page.getByText(/Half a run is not kept/)).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // Whoever runs them sees all of them run.
  await expect(page.locator('[data-lanes]')).toBeInViewport({ ratio: 1 });
  await hideWhileRunning(page);
  const alert = page.getByRole('alert').filter({ hasText: 'Not graded' });
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await expect(alert).toContainText(/hidden|in front/);
  await expect(alert.getByText('Not graded')).toBeFocused();
  await expect(page.getByText('What did you see?')).toHaveCount(0);
  await expect(page.getByText('Your prediction, locked in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();
  // Nobody ends without an explanation: after a second one it can be read without a grade.
  await expect(page.getByRole('button', { name: 'Read what usually happens' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Run again' }).click();
  await hideWhileRunning(page);
  await page.getByRole('button', { name: 'Read what usually happens' }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'What usually happens' })).toBeVisible();
  await expect(page.getByText(/The flaw is the average/)).toBeVisible();
  await expect(page.getByText(/points/)).toHaveCount(0);
  await page.reload();
  await expect(page.getByText(/The flaw is the average/)).toBeVisible();
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Do it again' })).toBeVisible();
});

test('runs that cannot begin lead on as INVALID ones do: after two, and a refresh, a sample run is graded, and says whose it is', async ({
  page,
  complaints,
}) => {
  const figure = (value: number) => ({ value, low: value * 0.9, high: value * 1.1 });
  const leg = {
    setup: 'lanes=edge',
    measuredAt: '2026-11-23T10:00:00.000Z',
    runId: null,
    figures: { 'edge.median': figure(1), 'edge.mean': figure(60), 'edge.p99': figure(1100) },
    emulated: [],
    trials: [],
    sample: 'a laptop with two cores',
  };
  await page.route('**/exercises/within-the-limit/sample', (route) => route.fulfill({ json: [leg] }));
  await page.route(/\/models\/.*\/samples\./, (route) => route.abort());
  await commit(page, 'within-the-limit');
  const sample = page.getByRole('button', { name: 'Use the sample run of a laptop with two cores' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible({ timeout: 30_000 });
  await expect(sample).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(sample).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await sample.click();
  await page.getByRole('textbox', { name: /Before anything is explained/ }).fill('The average stood alone.');
  await expect(page.getByText(/Sample run: measured on another device/)).toBeVisible();
  await page.getByRole('button', { name: 'Compare with my prediction' }).click();
  await expect(page.getByText(/of the points/)).toBeVisible();
  await expect(page.getByText(/Graded on a sample run, measured on another device/)).toBeVisible();
  // It is no measure of what the learner expects of their own device.
  await page.goto('/exercises/progress');
  await expect(page.getByText('graded on a sample run of another device')).toBeVisible();
  complaints.length = 0;
});

test('legs that are done are kept when the page is opened again', async ({ page }) => {
  await commit(page, 'users-in-flight');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const second = page.getByText(/^Run 2 of 2/);
  const notGraded = page.getByRole('alert').filter({ hasText: 'Not graded' });
  await expect(second.or(notGraded)).toBeVisible({ timeout: 60_000 });
  // On a machine that stands still for others a run is not graded, and is done once more.
  if (await notGraded.isVisible()) await page.getByRole('button', { name: 'Run again' }).click();
  await expect(second).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByText(/^Run 2 of 2/)).toBeVisible();
});
