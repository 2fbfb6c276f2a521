import { expect, test } from '../support';

test('a scene starts at rest, plays, steps and answers to its controls, by keyboard', async ({ page }) => {
  await page.goto('/learn/batch');
  const scene = page.locator('figure[data-scene="grading"]').filter({ visible: true }).first();
  const moment = scene.getByText(/^(Day \d|Marking day:)[^.]*\.$/);
  const summary = scene.locator('figcaption');
  await expect(scene.getByRole('img')).toHaveAccessibleName(/\w+ \w+/);
  await expect(scene.getByRole('status')).toBeEmpty();
  await expect(moment).toHaveText('Day 5 of 7: 18 papers wait.');

  // Its script comes apart from the page's: pressed before, nothing would happen.
  await expect(async () => {
    await scene.getByRole('button', { name: 'Start over' }).press('Enter');
    await expect(moment).toHaveText('Day 1 of 7: no paper waits yet.', { timeout: 1000 });
  }).toPass();
  await scene.getByRole('button', { name: 'Next step' }).press('Enter');
  await expect(moment).toHaveText('Day 2 of 7: 4 papers wait.');
  await expect(scene.getByRole('status')).toContainText('Day 2 of 7');

  await expect(summary).toContainText('waits 3.5 days');
  await scene.getByRole('radio', { name: 'weekly' }).press('ArrowRight');
  await expect(summary).toContainText('waits 7 days');
  await expect(summary).toContainText('a pile of 56');
  await scene.getByRole('slider', { name: 'Papers handed in' }).press('ArrowRight');
  await expect(summary).toContainText('a pile of 70');

  await scene.getByRole('radio', { name: 'fortnightly' }).press('ArrowRight');
  await expect(moment).toContainText('Marking day');
  await scene.getByRole('button', { name: 'Play' }).press('Enter');
  await expect(moment).toContainText('Day 1 of 1');
  await scene.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(scene.getByRole('button', { name: 'Play' })).toBeFocused();
});
