import { expect, expectAccessible, test } from '../support';

test('the glossary is searched as one types, by word, form and meaning, and the address keeps the search', async ({
  page,
}) => {
  await page.goto('/learn/glossary');
  const terms = page.getByRole('main').getByRole('heading', { level: 3 });
  const all = await terms.count();
  expect(all).toBeGreaterThanOrEqual(60);
  await page.getByRole('searchbox', { name: 'Search' }).fill('wasm');
  await expect(terms).toHaveText([/^WebAssembly/]);
  await expect(page.getByRole('status').filter({ hasText: `of ${all} terms` })).toHaveText(/^1 of/);
  await expect(page).toHaveURL(/\?q=wasm$/);
  await expectAccessible(page);

  await page.getByRole('searchbox').fill('xyzzy');
  await expect(page.getByText('No term fits')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('xyzzy');
  await page.getByRole('searchbox').fill('');
  await expect(terms).toHaveCount(all);
});

test('a link to a term marks it, ends a search that hides it, and leads on to the work behind it', async ({ page }) => {
  await page.goto('/learn/glossary');
  await page.getByRole('searchbox').fill('little');
  await page.getByRole('listitem').filter({ hasText: 'Little’s law' }).getByRole('link', { name: 'latency' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('');
  const latency = page.locator('#latency');
  await expect(latency).toBeInViewport();
  await expect(latency).toHaveAttribute('data-target');
  await expect(page).toHaveURL(/\/learn\/glossary#latency$/);

  await latency.getByRole('link', { name: /2013/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('References');
  const work = page.locator('#dean2013');
  await expect(work).toBeInViewport();
  await expect(work).toHaveAttribute('data-target');
  const out = work.getByRole('link', { name: /leaves this site/ });
  await expect(out).toHaveAttribute('href', 'https://doi.org/10.1145/2408776.2408794');
  await expect(out).toHaveAttribute('rel', /noreferrer/);
});
