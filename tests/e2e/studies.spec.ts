import { readFile } from 'node:fs/promises';
import { tellReactCommits } from './react-commits';
import { CAPACITY, COLD_START, chartOf, runToTheEnd, SWEEP, start, study, tableOf } from './study-page';
import { expect, expectAccessible, test } from './support';

test.use({ firstVisit: true });

test('the sweep over batch sizes times every size in five random orders, fits a line, says what came of it, and is exported', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(SWEEP);
  await expect(page.getByRole('button', { name: 'Run this study' })).toBeVisible();
  await expectAccessible(page);
  await runToTheEnd(page, SWEEP);
  const rows = await tableOf(page);
  expect(rows.map(([size]) => size)).toEqual(['1', '2', '4', '8', '16', '32', '64', '128', '256']);
  // Each has a time, a range and a rate, and what the line says where there is one that fits.
  for (const row of rows) expect(row.slice(1, 4).every((cell) => /\d/.test(cell))).toBe(true);
  const isFitted = rows.map((row) => row.slice(4).every((cell) => /\d/.test(cell)));
  expect(new Set(isFitted).size).toBe(1);
  if (!isFitted[0]) await expect(study(page, 'Sweep')).toContainText('does not fit');
  await expect(study(page, 'Sweep')).toContainText(
    /as many a second as with one|batching buys nothing|larger batches buy nothing|Too noisy to say/,
  );
  await expect(study(page, 'Sweep')).toContainText(/valid/i);
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await chartOf(page).getByRole('button', { name: 'CSV' }).click();
  const [head, ...lines] = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
  expect(head).toMatch(/^lane,model,version,batch_size/);
  expect(lines).toHaveLength(45);
  const sizes = lines.map((row) => Number(row.split(',')[3]));
  const ascending = sizes.slice(0, 9).sort((a, b) => a - b);
  expect(ascending).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
  expect(sizes).not.toEqual(Array(5).fill(ascending).flat());
  const svg = page.waitForEvent('download');
  await chartOf(page).getByRole('button', { name: 'SVG' }).click();
  expect(await readFile(await (await svg).path(), 'utf8')).toContain('<svg');
});

test('SPEC 10.4: the sweep over threads gives each number a fresh worker and names the quickest', async ({ page }) => {
  await runToTheEnd(page, '/lab?study=sweep&sweep=threads');
  const cores = await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency));
  expect(await tableOf(page)).toHaveLength(cores);
  await expect(study(page, 'Sweep')).toContainText(
    /threads? were quickest|thread was quickest|cannot be told apart|only one thread|Too noisy to say/,
  );
  await expect.poll(() => page.workers().length).toBe(0);
});

test('SPEC 10.5: the sweep over variants tells time, size and accuracy of each, in the online lane too', async ({
  page,
}) => {
  await runToTheEnd(page, '/lab?study=sweep&sweep=variants&in=online');
  const rows = await tableOf(page);
  expect(rows.map(([name]) => name)).toEqual(['full precision', '8-bit']);
  for (const row of rows) expect(row.at(-1)).toMatch(/^\d\d\.\d%$/);
  await expect(study(page, 'Sweep')).toContainText(/was quickest with|cannot be told apart|Too noisy to say/);
});

test('the sweep over batch sizes runs in the batch lane, in the process of its own', async ({ page }) => {
  await runToTheEnd(page, '/lab?study=sweep&in=batch');
  expect(await tableOf(page)).toHaveLength(9);
});

test('SPEC 9.2: cold start keeps fetch, load, first run, warm and steady apart for every lane', async ({ page }) => {
  await runToTheEnd(page, COLD_START);
  const rows = await tableOf(page);
  expect(rows.map(([name]) => name)).toEqual([
    'Batch, a new process',
    'Online, a new thread',
    'Edge, over the network',
    'Edge, from the cache',
  ]);
  const [batch = [], online = [], network = [], cached = []] = rows;
  // Only the edge lane fetches anything, and only once over the network; the others start a thread or a process.
  expect([batch[2], online[2], network[1], cached[1]]).toEqual(['–', '–', '–', '–']);
  for (const start of [batch[1], online[1], network[2], cached[2]]) expect(start).toMatch(/\d/);
  expect(network.at(-1)).toMatch(/MB$/);
  expect(cached.at(-1)).toBe('–');
  for (const row of rows) expect(row.slice(3, 9).every((cell) => /\d/.test(cell))).toBe(true);
  await expectAccessible(page);
});

test('capacity of batch and edge: samples a second over five jobs, p90 of one after another', async ({ page }) => {
  await runToTheEnd(page, `${CAPACITY}&lanes=batch,edge`);
  const panel = study(page, 'Capacity');
  await expect(panel).toContainText(/batch did [\d,.]+ samples a second \(between .* over 5 jobs\)/);
  await expect(panel).toContainText(/90 of 100 answers on this device came within/);
  await expect(panel).toContainText(/valid/i);
  // Its answer has the focus, and is read out.
  await expect(page.getByRole('region', { name: 'What came of it' })).toBeFocused();
  await expect(panel.getByRole('status').last()).toContainText(/^Done\. (Valid|Invalid)\. .*samples a second/);
});

test('capacity of online: rates are tried from the server until the limit breaks, each in the curve', async ({
  page,
}) => {
  await runToTheEnd(page, `${CAPACITY}&lanes=online`);
  await expect(study(page, 'Capacity')).toContainText(/Online (keeps|met|did not keep)|Nothing can be said of online/);
  const rows = await tableOf(page);
  expect(rows.length).toBeGreaterThan(1);
  for (const [, , answers = '', verdict] of rows) {
    // A p99 is earned with so many answers, and none counts before.
    if (verdict === 'met the limit') expect(Number(answers.replace(',', ''))).toBeGreaterThanOrEqual(662);
  }
  await expectAccessible(page);
});

test('while a study measures, its words are written past React, at most twice a second', async ({ page }) => {
  await page.addInitScript(tellReactCommits);
  await page.addInitScript(watchProgress);
  await runToTheEnd(page, `${CAPACITY}&lanes=edge`);
  const seen = await page.evaluate(() => (window as unknown as { progressWatch: ProgressWatch }).progressWatch);
  expect(seen.commits, 'React commits in all').toBeGreaterThan(0);
  expect(seen.writes.length).toBeGreaterThan(1);
  expect(seen.writesByReact, 'words that React wrote').toBe(0);
  const [first = 0, last = 0] = [seen.writes[0], seen.writes.at(-1)];
  expect(seen.writes.length).toBeLessThanOrEqual(1 + (2 * (last - first)) / 1000);
});

interface ProgressWatch {
  commits: number;
  /** Of the words, while it measured. */
  writesByReact: number;
  /** When words about items one after another were written, ms. */
  readonly writes: number[];
}

/** In the page, before its own scripts, and beside `tellReactCommits`. */
function watchProgress(): void {
  const watch: ProgressWatch = { commits: 0, writesByReact: 0, writes: [] };
  let before = '';
  const wordsNow = () => document.querySelector('[data-live="progress"]')?.textContent ?? '';
  const isMeasuring = () => wordsNow().includes('one after another');
  Object.assign(window, {
    progressWatch: watch,
    onReactCommit() {
      watch.commits++;
      // What others write is noticed before React commits anything.
      if (isMeasuring() && wordsNow() !== before) watch.writesByReact++;
    },
  });
  new MutationObserver(() => {
    const words = wordsNow();
    if (words !== before && isMeasuring()) watch.writes.push(performance.now());
    before = words;
  }).observe(document, { childList: true, characterData: true, subtree: true });
}

test('leaving the page stops a study and its load on the server, and what it had measured is kept', async ({
  page,
  request,
}) => {
  await start(page, CAPACITY);
  await expect(study(page, 'Capacity')).toContainText(/Online: trying/);
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  const entries = page.getByRole('region', { name: 'Runs on this device' }).getByRole('listitem');
  await expect(entries).toContainText('cancelled before its end');
  // The generator takes one run at a time: it is free again as soon as the page has gone.
  await expect.poll(async () => (await request.post('/api/load-runs', { data: ONE_ITEM })).status()).toBe(200);
});

const ONE_ITEM = {
  model: 'digits',
  version: 'fp32',
  workload: {
    seed: 1,
    sampleCount: 1000,
    arrivals: { pattern: 'at-once', perSecond: 1, traceMs: [] },
    loop: { kind: 'open' },
    length: { by: 'count', count: 1 },
  },
  conditions: { generator: 'server', network: 'loopback', slowdown: 1, threads: null, stall: null },
};
