import { expect, expectAccessible, test } from '../support';

test.describe('the memory aids', () => {
  test('are asked for out of sight, explained choice by choice, and what was recalled is known on return', async ({
    page,
  }) => {
    await page.goto('/learn/remember');
    const card = page.getByRole('article', { name: 'BDO' });
    const aid = card.getByText('Determined', { exact: true }).first();
    await expect(page.getByText('0 of 8 recalled')).toBeVisible();
    await expect(aid).toBeVisible();

    await card.getByRole('button', { name: 'Hide it and answer' }).press('Enter');
    await expect(aid).toBeHidden();
    await expect(card.getByRole('radio')).toHaveCount(4);
    await expectAccessible(page);
    await card.getByRole('radio', { name: 'How fast the model is' }).press('Space');
    await card.getByRole('button', { name: 'Check my answer' }).press('Enter');
    await expect(card.getByText('Not this time.')).toBeFocused();
    const explained = card.getByRole('listitem').filter({ hasText: /not right|right/ });
    await expect(explained).toHaveCount(4);
    await expect(explained.filter({ hasText: 'your answer' })).toContainText('A faster model shortens the work');
    await expect(page.getByText('0 of 8 recalled')).toBeVisible();

    await card.getByRole('button', { name: 'Ask me again' }).press('Enter');
    await card.getByRole('radio', { name: 'The time of the next run' }).press('Space');
    await card.getByRole('button', { name: 'Check my answer' }).press('Enter');
    await expect(card.getByText('That is right.')).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: '1 of 8 recalled' })).toBeAttached();

    await page.reload();
    await expect(page.getByText('1 of 8 recalled')).toBeVisible();
    // Said when it changed, not with every load.
    await expect(page.getByRole('status').filter({ hasText: 'recalled' })).toHaveCount(0);
    await expect(card.getByText(/^Recalled on /)).toBeVisible();
  });
});
