import { LANES, lane, openSection, results, runToTheEnd } from '../lab-page';
import { expect, expectAccessible, test } from '../support';

test.describe('credit risk in the Lab', () => {
  for (const version of ['trees', 'logit'])
    test(`runs its ${version} in all three lanes, which agree @phone`, async ({ page }) => {
      await page.goto(`/lab?model=credit-risk&version=${version}&count=60&rate=200&interval=500`);
      await runToTheEnd(page);
      for (const name of LANES) {
        await expect(lane(page, name).getByText(/Done: 60 of 60/)).toBeVisible();
        await expect(lane(page, name).getByText(/^Sample \d+: (good|bad)/)).toBeVisible();
        await expect(lane(page, name).getByText(/^seniority/)).toBeVisible();
      }
      await openSection(page, 'Method');
      await expect(page.getByText('and the same answers')).toBeVisible();
      await openSection(page, 'Table');
      await expect(results(page)).toBeVisible();
    });

  test('says the whole row of an item', async ({ page }) => {
    await page.goto('/lab?model=credit-risk&count=30&rate=200&lanes=edge');
    await runToTheEnd(page);
    await lane(page, 'Edge').getByRole('application').focus();
    await page.keyboard.press('End');
    const panel = lane(page, 'Edge').locator('[aria-hidden]').filter({ hasText: 'Item 30' });
    for (const feature of ['seniority', 'marital status', 'price']) await expect(panel).toContainText(feature);
    await expectAccessible(page);
  });
});
