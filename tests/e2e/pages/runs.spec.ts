import type { Locator, Page } from 'playwright/test';
import { type RunDocument, runSchema } from '@/lib/export/run-schema';
import { keptDocument } from '../kept-run';
import { LANES, lane, openSection, results, verdict } from '../lab-page';
import { exported, madeUpRun, openFile, QUICK, run, showRun } from '../run-file';
import { expect, expectAccessible, test } from '../support';

const entries = (page: Page) => page.getByRole('region', { name: 'Runs on this device' }).locator('> ul > li');

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

test('a run that was measured is a file as the schema says that it names, and opens again with the very same figures', async ({
  page,
}) => {
  await run(page);
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row')).toHaveCount(4);
  const before = await results(page).textContent();
  // There is nothing left to cancel: the file holds the run once.
  await page.keyboard.press('Escape');
  const { name, text } = await exported(page, /^JSON/);
  const document = JSON.parse(text) as RunDocument;
  expect(document.repeats).toHaveLength(1);
  expect(name).toMatch(/^trilane-digits-fp32-\d{8}-\d{6}\.json$/);
  // Equal: nothing is in the file that the schema does not know.
  expect(runSchema.parse(document)).toEqual(document);
  const published = await page.request.get(document.schema);
  expect(published.ok()).toBe(true);
  expect(await published.json()).toMatchObject({ $id: document.schema });
  await page.goto('/lab');
  await openFile(page, text, name);
  for (const each of LANES) await expect(lane(page, each)).toContainText('Done: 120 of 120 answered');
  await openSection(page, 'Table');
  await expect(results(page)).toHaveText(before ?? '');
  await expect(page).toHaveURL(/count=120&rate=60&interval=500/);
  await expectAccessible(page);
});

test('a run is had as CSV, as a summary and as a trace', async ({ page }) => {
  await showRun(page);
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row')).toHaveCount(4);
  const csv = await exported(page, /^CSV/);
  expect(csv.text.trim().split('\n')).toHaveLength(1 + 3 * 120);
  const summary = await exported(page, /^Text/);
  expect(summary.text.match(/^Result is +: (IN)?VALID$/gm)).toHaveLength(3);
  expect(summary.text).toMatch(/^99.00 percentile latency \(ms\) +: not earned: 120 of 662$/m);
  const trace = await exported(page, /^Trace/);
  expect((JSON.parse(trace.text) as { traceEvents: unknown[] }).traceEvents.length).toBeGreaterThan(3 * 120);
});

test('an edited file is shown, and called invalid for that reason', async ({ page }) => {
  const document = await keptDocument(QUICK);
  const finishedMs = document.repeats[0]?.lanes[2]?.measurements.finishedMs ?? [];
  finishedMs[7] = (finishedMs[7] ?? 0) + 0.001;
  await page.goto('/lab');
  await openFile(page, JSON.stringify(document));
  await expect(lane(page, 'Edge')).toContainText('Done: 120 of 120 answered');
  await expect(verdict(page)).toContainText('INVALID');
  await expect(page.getByRole('tabpanel').getByText(/changed after it was written/)).toBeVisible();
});

test('what cannot be read is said in words, and the run on the screen stays', async ({ page }) => {
  await showRun(page);
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row')).toHaveCount(4);
  const before = await results(page).textContent();
  const document = JSON.parse((await exported(page, /^JSON/)).text) as Record<string, unknown>;
  const refused = page.getByRole('alert').filter({ hasText: 'Nothing was changed' });

  await openFile(page, JSON.stringify({ ...document, schema: '/schemas/run.v2.json', version: 2 }));
  await expect(refused).toContainText('This run comes from a newer Trilane');
  await expect(refused).toContainText('version 2');
  await openFile(page, 'not a run at all');
  await expect(refused).toContainText('This file is not a run of ours');
  await openFile(page, JSON.stringify({ ...document, faults: 'none' }));
  await expect(refused).toContainText('At faults:');
  expect(await results(page).textContent()).toBe(before);
  await refused.getByRole('button', { name: 'Close' }).click();
  await expect(refused).toHaveCount(0);
});

/**
 * Changes the rows of the history: `valid` has all of them count, whatever came in their way; `damage` puts some beside them that nothing can be made of.
 * Runs in the page.
 */
async function changeRows(how: 'valid' | 'damage'): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('trilane-history'));
  const rows = database.transaction('rows', 'readwrite').objectStore('rows');
  const all = await done(rows.getAll());
  const [sound] = all;
  const damaged = [
    { id: 'bare', kind: 'run' },
    { ...sound, id: 'no-set-up', setup: undefined },
    { ...sound, id: 'fog', lanes: [{ ...sound.lanes[0], modeId: 'fog' }] },
  ];
  for (const row of how === 'valid' ? all.map((one) => ({ ...one, verdict: 'valid' })) : damaged)
    await done(rows.put(row));
  database.close();
}

test('what is kept and cannot be read is told apart, deleted by itself, and takes nothing else with it', async ({
  page,
}) => {
  await run(page);
  await expect(verdict(page)).toBeVisible();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  await page.evaluate(changeRows, 'damage' as const);
  await page.goto('/simulator?users=2000');
  await expect(page.locator('[data-simulator]')).toHaveAttribute('data-phase', 'over', { timeout: 60_000 });
  await page.goto('/runs');
  await expect(entries(page)).toHaveCount(1);
  const told = page
    .getByRole('alert')
    .filter({ hasText: '3 more entries are kept in this browser that cannot be read' });
  await told.getByRole('button', { name: 'Delete those 3 entries' }).click();
  await expect(told).toHaveCount(0);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Delete those/ })).toHaveCount(0);
});

test('a finished run is kept on this device, opens again from the list, and can be deleted', async ({ page }) => {
  await run(page);
  await expect(verdict(page)).toBeVisible();
  const median = await lane(page, 'Edge').locator('p').filter({ hasText: 'median' }).first().textContent();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(entries(page)).toHaveCount(1);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText('digits, full precision');
  await entries(page).getByRole('link', { name: /^Open/ }).click();
  await expect(lane(page, 'Edge')).toContainText('Done: 120 of 120 answered');
  await expect(lane(page, 'Edge')).toContainText(median ?? '');

  // The lesson speaks of a run that counts at once, without a reload, and its explainer plays it.
  await page.evaluate(changeRows, 'valid' as const);
  await page.getByRole('link', { name: 'Learn', exact: true }).click();
  await expect(page.getByText(/^From your own run of/).locator('visible=true')).toHaveCount(1);
  await page.getByRole('radio', { name: 'A recorded run' }).check();
  await page.getByRole('combobox', { name: 'Which run' }).selectOption({ index: 1 });
  await expect(page.getByText(/^The run of .* that is kept on this device/)).toBeVisible();
  const lanes = page.getByRole('group', { name: 'Three lanes in motion' });
  await lanes.press('End');
  await expect(lanes.getByText('All 120 items are answered.')).toHaveCount(3);

  await page.goto('/runs');
  await entries(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await expect(entries(page)).toHaveCount(1);
  await entries(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  // What was pressed is gone with its entry.
  await expect(
    page
      .getByText('No runs here yet')
      .or(page.getByRole('heading', { level: 2 }))
      .first(),
  ).toBeFocused();
  await expect(page.getByText('No runs here yet')).toBeVisible();
});

test('a history of before there were studies keeps its runs, which open as ever', async ({ page }) => {
  const document = await keptDocument(QUICK);
  await page.goto('/models');
  await page.evaluate(
    async ({ row, text }) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      await done(indexedDB.deleteDatabase('trilane-history'));
      const opening = indexedDB.open('trilane-history', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('rows', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
        opening.result.createObjectStore('documents');
      };
      const database = await done(opening);
      const change = database.transaction(['rows', 'documents'], 'readwrite');
      await done(change.objectStore('rows').put(row));
      await done(change.objectStore('documents').put(new Blob([text]), row.id));
      database.close();
    },
    {
      row: {
        id: '20261122-100000-1a2b3c4d',
        startedAt: document.startedAt,
        sizeBytes: 1000,
        setup: document.setup,
        phase: 'done',
        verdict: 'valid',
        altered: false,
        lanes: [{ modeId: 'edge', median: { state: 'locked', have: 3, need: 11 }, completed: 3 }],
      },
      text: JSON.stringify(document),
    },
  );
  await page.goto('/runs');
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText('3 of the 11');
  await entries(page).getByRole('link', { name: /^Open/ }).click();
  await expect(lane(page, 'Edge')).toContainText('Done: 120 of 120 answered');
});

test('a history that a newer Trilane has written is left alone, and that is said', async ({ page }) => {
  await page.goto('/models');
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('trilane-history', 99);
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = () => reject(opening.error);
      }),
  );
  await page.goto('/runs');
  await expect(page.getByRole('alert').filter({ hasText: 'newer Trilane' })).toBeVisible();
});

test('any two runs are compared: what differs, by how much, and whether that is real @phone', async ({ page }) => {
  const base = await keptDocument(QUICK);
  await page.goto('/runs');
  await openFile(page, await madeUpRun(base, { count: 700 }), 'first.json');
  await expect(page.getByText('first.json has been read.')).toBeVisible();
  await openFile(page, await madeUpRun(base, { count: 800, slower: 2 }), 'second.json');
  await expect(page.getByText('second.json has been read.')).toBeVisible();
  await expectAccessible(page);

  const second = entries(page).filter({ hasText: '800 test images' });
  await second.getByRole('button', { name: /^Compare/ }).click();
  await expect(page.getByText('Now choose the run to compare it with.')).toBeVisible();
  await entries(page)
    .filter({ hasText: '700 test images' })
    .getByRole('button', { name: /^Compare/ })
    .click();
  const comparison = page.getByRole('region', { name: 'Run A and run B' });
  const differences = comparison.getByRole('region', { name: 'What differs between them' });
  await expect(differences.getByRole('row', { name: /^Samples/ })).toHaveText(/Samples\s*800\s*700/);
  await expect(differences.getByRole('row')).toHaveCount(2);
  await expect(comparison).toContainText(/Run A took (1\.9|2|2\.0)\d* times as long as run B at the median/);
  await expect(comparison.locator('#chart-comparison')).toContainText(/in run A as in run B/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.reload();
  await expect(differences.getByRole('row')).toHaveCount(2);
  await page.goBack();
  await expect(comparison).toHaveCount(0);
});

test('the runs page is accessible, dark on a phone and on a projector: empty, listed and compared @phone', async ({
  page,
}, { project }) => {
  const base = await keptDocument(QUICK);
  const isPhone = project.name === 'phone';
  if (isPhone) await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(isPhone ? '/runs' : '/runs?profile=projector');
  await page.getByRole('button', { name: 'Delete all' }).or(page.getByText('No runs here yet')).first().waitFor();
  await openFile(page, await madeUpRun(base, { count: 200 }), 'doomed.json');
  await expect(page.getByText('doomed.json has been read.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No runs here yet')).toBeVisible();
  await expectAccessible(page);
  for (const slower of [1, 1.5]) {
    await openFile(page, await madeUpRun(base, { count: 300, slower }), `${slower}.json`);
    await expect(page.getByText(`${slower}.json has been read.`)).toBeVisible();
  }
  await expect(entries(page)).toHaveCount(2);
  for (const nth of [0, 1]) {
    await entries(page)
      .nth(nth)
      .getByRole('button', { name: /^Compare/ })
      .click();
  }
  await expect(page.locator('#chart-comparison')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('a run is replayed: it plays, pauses, steps from answer to answer and goes to any moment', async ({ page }) => {
  const base = await keptDocument(QUICK);
  await page.goto('/lab');
  await openFile(page, await madeUpRun(base, { count: 2000 }));
  await expect(lane(page, 'Online')).toContainText('Done: 2,000 of 2,000 answered');
  await page.getByRole('button', { name: 'Replay' }).click();
  const replay = page.getByRole('group', { name: 'Replay of this run' });
  await expect(lane(page, 'Online')).toContainText(/Running: [1-9]\d* of 2,000/);
  await replay.getByRole('button', { name: 'Pause' }).click();
  await expect(replay.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  const moment = replay.getByRole('slider', { name: 'Moment of the run' });
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(lane(page, 'Online')).toContainText('Running: 0 of 2,000');
  await replay.getByRole('button', { name: 'Next answer' }).click();
  await replay.getByRole('button', { name: 'Next answer' }).click();
  await expect(replay.getByRole('status')).toContainText('2 items are answered');
  await replay.getByRole('button', { name: 'Previous answer' }).click();
  await expect(replay.getByRole('status')).toContainText('one item is answered');
  await moment.focus();
  await page.keyboard.press('End');
  await expect(lane(page, 'Online')).toContainText('Done: 2,000 of 2,000 answered');
  await expectAccessible(page);
  await replay.getByText('0.1×').click();
  await replay.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(lane(page, 'Online')).toContainText('Running:');
  await replay.getByText('10×').click();
  await expect(replay.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(lane(page, 'Online')).toContainText('Done: 2,000 of 2,000 answered');
  await moment.focus();
  await page.keyboard.press('Home');
  await replay.getByRole('button', { name: 'Close replay' }).click();
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeFocused();
  await expect(lane(page, 'Online')).toContainText('Done: 2,000 of 2,000 answered');
});

test('a replay does not start to move by itself for who asked for less motion', async ({ page }) => {
  const base = await keptDocument(QUICK);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/lab');
  await openFile(page, await madeUpRun(base, { count: 500 }));
  await expect(lane(page, 'Edge')).toContainText('Done: 500');
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(lane(page, 'Edge')).toContainText('Running: 0 of 500');
});

/** How much each drawing is made of. */
function sizesOf(figures: Locator) {
  return figures.evaluateAll((all) =>
    all.map((figure) => ({
      elements: figure.querySelectorAll('*').length,
      points: Math.max(
        0,
        ...[...figure.querySelectorAll('path')].map((path) => path.getAttribute('d')?.match(/[A-Za-z]/g)?.length ?? 0),
      ),
    })),
  );
}

test('100,000 measurements are aggregated before they are drawn, and the page answers', async ({ page }) => {
  const base = await keptDocument(QUICK);
  await page.goto('/lab');
  await openFile(page, await madeUpRun(base, { count: 40_000 }));
  for (const each of LANES) await expect(lane(page, each)).toContainText('Done: 40,000 of 40,000 answered');
  const drawn: { elements: number; points: number }[] = [];
  for (const section of ['Latency', 'Over time', 'Resources']) {
    await openSection(page, section);
    const figures = page.getByRole('tabpanel').getByRole('figure');
    await expect(figures.first().locator('svg').first()).toBeVisible();
    drawn.push(...(await sizesOf(figures)));
  }
  expect(drawn.length).toBeGreaterThanOrEqual(4);
  for (const { elements, points } of drawn) {
    expect(elements).toBeLessThan(600);
    expect(points).toBeLessThan(600);
  }
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: /^CSV/ })).toBeVisible();
  await page.keyboard.press('Escape');
  const csv = await exported(page, /^CSV/);
  expect(csv.text.trim().split('\n')).toHaveLength(1 + 3 * 40_000);
});

test('a link to a run that is not on this device says so, and the Lab can be used', async ({ page }) => {
  await page.goto('/lab?saved=20200101-000000-00000000&count=120');
  await expect(page.getByRole('alert').filter({ hasText: 'That run is not on this device' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run all/ })).toBeEnabled();
});
