import { studySchema } from '@/lib/export/study-schema';
import { encodeLoadRunEvent, NDJSON_TYPE } from '@/lib/wire/load-run';
import { exported, openFile } from '../run-file';
import { CAPACITY, COLD_START, chartOf, runToTheEnd, SWEEP, start, study, tableOf } from '../study-page';
import { expect, expectAccessible, test } from '../support';

test('a generator that dies fails the online lane in words, and the other lanes go on', async ({ page, context }) => {
  // What the server says when its generator process is killed (tests/api/load-runs.test.ts does that for real).
  const detail = 'The load generator ended unexpectedly (SIGKILL).';
  await context.route('**/api/load-runs', (route) =>
    route.fulfill({
      contentType: NDJSON_TYPE,
      body:
        encodeLoadRunEvent({ type: 'started' }) +
        encodeLoadRunEvent({ type: 'failed', error: { code: 'engine-died', detail } }),
    }),
  );
  await runToTheEnd(page, CAPACITY);
  const panel = study(page, 'Capacity');
  await expect(panel.getByRole('alert').filter({ hasText: 'Online failed' })).toContainText(detail);
  await expect(panel).toContainText(/90 of 100 answers on this device/);
  await expect(panel).toContainText(/InvalidOnline failed, see below\./i);
  await expectAccessible(page);
});

test('a study is kept, listed, opened again with the same figures, and exported to a file that opens too', async ({
  page,
}) => {
  await runToTheEnd(page, `${CAPACITY}&lanes=edge`);
  const panel = study(page, 'Capacity');
  const said = await panel.getByRole('listitem').filter({ hasText: 'One after another' }).textContent();
  await expect(panel).toContainText('Kept on this device');
  const { name, text } = await exported(page, /^JSON/);
  expect(name).toMatch(/^trilane-capacity-digits-fp32-\d{8}-\d{6}\.json$/);
  // Equal: nothing is in the file that the schema does not know.
  const document = studySchema.parse(JSON.parse(text));
  expect(document).toEqual(JSON.parse(text));
  expect((await page.request.get(document.schema)).ok()).toBe(true);
  const csv = await exported(page, /^CSV/);
  expect(csv.text.trim().split('\n')).toHaveLength(2);

  await panel.getByRole('link', { name: 'see it under Runs' }).click();
  const entries = page.getByRole('region', { name: 'Runs on this device' }).getByRole('listitem');
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('Capacity');
  await expect(entries).toContainText(/ms \(.* to .*\)/);
  await expect(entries.getByRole('button', { name: /^Compare/ })).toHaveCount(0);
  await expectAccessible(page);
  await entries.getByRole('link', { name: /^Open/ }).click();
  await expect(panel).toContainText('From this device’s history');
  await expect(panel).toContainText(said ?? '?');

  await page.goto('/runs');
  await entries.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No runs here yet')).toBeVisible();
  // A file opens from wherever there is a place for one, and is kept.
  await page.goto('/lab');
  await openFile(page, text.replace(/"elapsedMs": [\d.]+/, '"elapsedMs": 123456'), 'changed.json');
  await expect(panel).toContainText('From the file changed.json');
  await expect(panel).toContainText('changed after it was written');
  await expect(panel).toContainText('Kept on this device');
  await page.goto('/runs');
  await expect(entries).toContainText('changed after it was written');
});

test('cancel stops a study at once, keeps what was measured, and it runs again', async ({ page }) => {
  await start(page, SWEEP);
  await expect(study(page, 'Sweep')).toContainText(/pass 1 of 5/);
  await expect(chartOf(page).getByRole('button', { name: 'CSV' })).toBeEnabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(study(page, 'Sweep')).toContainText('Cancelled. What was measured until then is shown.');
  await expect(study(page, 'Sweep')).toContainText(/of 45 measurements were made/);
  await expect.poll(() => page.workers().length).toBe(0);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 120_000 });
  expect(await tableOf(page)).toHaveLength(9);
});

test('a study is accessible in the projector profile, before and after a run @phone', async ({ page }) => {
  const path = `${COLD_START}&lanes=edge&profile=projector`;
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Run this study' })).toBeVisible();
  await expectAccessible(page);
  await runToTheEnd(page, path);
  await expectAccessible(page);
});
