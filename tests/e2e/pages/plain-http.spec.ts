import { hostname } from 'node:os';
import { expect, test } from '../support';

test.use({ firstVisit: true });

/*
 * A phone that opens the site by its plain HTTP address has no secure context. Here this machine's name on the network, which leads to this
 * very server, stands for the address on the LAN: browsers trust only localhost by name.
 */
const HOST = `${hostname().toLowerCase().split('.')[0]}.local`;

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
    });
  },
  baseURL: async ({ baseURL }, use) => {
    const url = new URL(baseURL ?? '');
    url.hostname = HOST;
    await use(url.origin);
  },
});

test('over plain HTTP all three lanes run, edge with one thread, and it says so @phone', async ({
  page,
  complaints,
}) => {
  await page.goto('/lab?count=100&rate=60&interval=500&order=race');
  expect(await page.evaluate(() => [window.isSecureContext, window.crossOriginIsolated])).toEqual([false, false]);
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  for (const name of ['Batch', 'Online', 'Edge']) {
    await expect(page.getByRole('region', { name, exact: true })).toContainText('Done: 100 of 100');
  }
  await expect(page.getByRole('region', { name: 'Edge', exact: true })).toContainText('One thread: over plain HTTP');
  await expect(page.getByText(/Edge was timed by a clock that moves in steps of/)).toBeVisible();
  // Chromium notes that it ignores the header which asks for isolation: that is what this test is about.
  expect(complaints.filter((complaint) => !complaint.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
  complaints.length = 0;
});
