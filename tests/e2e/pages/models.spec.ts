import type { Manifest } from '@/lib/model/manifest';
import { expect, test } from '../support';

test.describe('the models page', () => {
  test('has a card, a way into the Lab and a table row for every version in the manifest, and draws test images and rows, good and bad, when they come into view', async ({
    page,
  }) => {
    const manifest: Manifest = await (await page.request.get('/models/manifest.json')).json();
    await page.goto('/models');
    const main = page.getByRole('main');
    for (const { id, versions } of manifest.models) {
      for (const version of versions) {
        const href = `/lab?model=${id}&version=${version.id}`;
        const card = main.getByRole('listitem').filter({ has: page.locator(`[title="${version.sha256}"]`) });
        await expect(card).toHaveCount(1);
        await expect(card.getByRole('link')).toHaveAttribute('href', href);
        await expect(main.getByRole('row').filter({ has: page.locator(`a[href="${href}"]`) })).toHaveCount(1);
      }
    }

    for (const sheet of await page.getByRole('main').locator('canvas').all()) {
      await sheet.scrollIntoViewIfNeeded();
      await expect
        .poll(() =>
          sheet.evaluate((canvas: HTMLCanvasElement) => {
            const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
            return pixels.some((value) => value > 0);
          }),
        )
        .toBe(true);
    }

    const table = page.getByRole('table', { name: /test rows of Credit risk/ });
    await table.scrollIntoViewIfNeeded();
    await expect(table.getByRole('columnheader', { name: 'good' })).toHaveCount(2);
    await expect(table.getByRole('columnheader', { name: 'bad' })).toHaveCount(2);
    for (const cell of await table.getByRole('cell').all()) await expect(cell).not.toBeEmpty();
  });

  test('copies the whole hash of a file', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/models');
    const button = page.getByRole('button', { name: /^Copy the SHA-256/ }).first();
    await button.click();
    await expect(button).toHaveText('Copied');
    const whole = await page.getByRole('main').locator('code[title]').first().getAttribute('title');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(whole);
  });
});
