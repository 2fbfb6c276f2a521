import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';

const stageOf = (page: Page) => page.getByRole('group', { name: 'Three lanes in motion' });

/** Of the open table: lane by lane, how many are answered. */
async function answered(page: Page): Promise<readonly number[]> {
  const cells = await page.getByRole('row', { name: 'answered' }).last().getByRole('cell').allTextContents();
  return cells.map(Number);
}

test.describe('the animated explainer', () => {
  test('never starts by itself, and is played, stepped and wound by keyboard', async ({ page }) => {
    await page.goto('/learn');
    const stage = stageOf(page);
    await page.getByText('Counts at this moment').click();
    await stage.focus();
    await page.keyboard.press('Home');
    await expect(stage.getByText('Nothing has arrived yet.')).toHaveCount(3);

    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status').filter({ hasText: 'Batch: item 1 arrives.' })).toBeAttached();
    await page.keyboard.press('ArrowLeft');
    await expect(stage.getByText('Nothing has arrived yet.')).toHaveCount(3);

    await page.keyboard.press(']');
    await expect(page.getByText('1 second here is 1 s of the story.')).toBeVisible();
    await page.keyboard.press('Space');
    await expect.poll(async () => Math.max(...(await answered(page)))).toBeGreaterThan(0);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

    await page.keyboard.press('End');
    await expect.poll(() => answered(page)).toEqual([10, 10, 10]);
    await page.keyboard.press('Home');
    await expect.poll(() => answered(page)).toEqual([0, 0, 0]);
    await expectAccessible(page);
  });

  test('plays the sample run as it was recorded, and moves only by steps for who prefers less motion', async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/learn');
    const stage = stageOf(page);
    await page.getByRole('radio', { name: 'A recorded run' }).check();
    await expect(page.getByText(/^A sample run, measured on/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeHidden();
    await page.getByText('Counts at this moment').click();
    await stage.focus();
    await page.keyboard.press('Space');
    await expect(stage.getByText('Nothing has arrived yet.')).toHaveCount(3);

    await page.getByRole('button', { name: 'Next step' }).click();
    await expect(stage.getByText('Nothing has arrived yet.')).toHaveCount(0);
    await expect(stage.getByText(/^1 waiting; next run in/)).toBeVisible();
    await stage.focus();
    await page.keyboard.press('End');
    await expect.poll(() => answered(page)).toEqual([240, 240, 240]);
    await expectAccessible(page);
  });
});
