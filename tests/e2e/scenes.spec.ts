import { expect, test } from './support';

test('a scene starts at rest, plays, steps and answers to its controls, by keyboard', async ({ page }) => {
  await page.goto('/learn/batch');
  const scene = page.locator('figure[data-scene="grading"]').filter({ visible: true }).first();
  const moment = scene.getByText(/^(Day \d.*waits?\.|Marking day:.*to go\.)$/);
  const summary = scene.locator('figcaption');
  await expect(scene.getByRole('img')).toHaveAccessibleName(/\w+ \w+/);
  await expect(scene.getByRole('status')).toBeEmpty();
  await expect(moment).toHaveText('Day 5 of 7: 18 papers wait.');

  await scene.getByRole('button', { name: 'Next step' }).press('Enter');
  await expect(moment).toHaveText('Day 6 of 7: 20 papers wait.');
  await expect(scene.getByRole('status')).toContainText('Day 6 of 7');

  await expect(summary).toContainText('waits 3.5 days');
  await scene.getByRole('radio', { name: 'fortnightly' }).check();
  await expect(summary).toContainText('waits 7 days');
  await expect(summary).toContainText('a pile of 56');
  await scene.getByRole('slider', { name: 'Papers handed in' }).press('ArrowRight');
  await expect(summary).toContainText('a pile of 70');

  await scene.getByRole('radio', { name: 'daily' }).check();
  await scene.getByRole('button', { name: 'Play' }).press('Enter');
  await expect(moment).toContainText('Marking day');
  await scene.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(scene.getByRole('button', { name: 'Play' })).toBeFocused();
});
