import type { Page } from 'playwright/test';
import { keptDocument } from '../kept-run';
import { LANES, lane, openSection, runButton, verdict } from '../lab-page';
import { madeUpRun, openFile, QUICK, showRun } from '../run-file';
import { expect, expectAccessible, test } from '../support';

const LAPTOP = { width: 1366, height: 768 };

const SECTIONS = ['What happened', 'Latency', 'Over time', 'Resources', 'Table', 'Is it real?', 'Cost', 'Method'];
/** As long as what there is to say of a run. */
const TEXTS = ['What happened', 'Is it real?', 'Method'];

/** One section with something in it, and none of the others. */
async function expectOnlyOpen(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('tab', { selected: true })).toHaveText([name]);
  await expect(page.getByRole('tabpanel')).toHaveCount(1);
  await expect(page.getByRole('tabpanel', { name, exact: true })).toHaveText(/\w/);
}

const band = (page: Page) => page.getByRole('region', { name: 'The answer' });

/** The edges of a lane, in whole px: a font may round by less. */
async function edgesOf(page: Page, name: string): Promise<{ readonly top: number; readonly bottom: number }> {
  const box = await lane(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not on the page`);
  return { top: Math.round(box.y), bottom: Math.round(box.y + box.height) };
}

/** What comes in moves nothing. */
async function expectUnmoved(page: Page, before: { readonly top: number }): Promise<void> {
  expect(Math.abs((await edgesOf(page, 'Edge')).top - before.top)).toBeLessThanOrEqual(1);
}

test('the answer and all lanes stand on the first screen of a laptop, before, during and after a run; it is read out once, in one go, and has the focus', async ({
  page,
}) => {
  await page.addInitScript(listen);
  await page.setViewportSize(LAPTOP);
  await page.goto(QUICK);
  await expect(runButton(page)).toBeVisible();
  for (const name of LANES) expect((await edgesOf(page, name)).bottom).toBeLessThan(LAPTOP.height);
  const before = await edgesOf(page, 'Edge');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running|Done/);
  await expectUnmoved(page, before);
  await expect(verdict(page)).toBeVisible({ timeout: 60_000 });
  // What came moved nothing.
  await expectUnmoved(page, before);

  await expect(page.getByRole('heading', { name: 'The answer' })).toBeFocused();
  const said = band(page).getByRole('status').filter({ hasText: 'First to answer' });
  await expect(said).toHaveText(/^(valid|INVALID).*First to answer: .*Most work: .*Least used: /);
  const read = await said.textContent();
  // Edge counts otherwise: who was compared stands after the whole figure.
  expect(read).not.toMatch(/, of [a-z]+ and [a-z]+ of CPU/);

  // Nor would the longest words.
  await page.evaluate(() => {
    for (const figure of document.querySelectorAll('[aria-label="First in each respect"] dd:last-child'))
      figure.textContent = 'Edge 1.12 ms (1.02 to 1.21), Online 9.7 ms (9.1 to 10.3)';
  });
  await expectUnmoved(page, before);
  for (const name of LANES) expect((await edgesOf(page, name)).bottom).toBeLessThan(LAPTOP.height);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  // What comes late, or is looked at, is not read out again.
  await openSection(page, 'Resources');
  await openSection(page, 'Table');
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard.filter((words) => words.includes('First to answer'))).toEqual([read]);
  // Nothing else on the page says a figure by itself.
  expect(heard.filter((words) => /median|answered|\d\s?ms/.test(words))).toHaveLength(1);
});

/** In the page, before its own scripts: notes in `heard` what its live regions say, each time that one changes. */
function listen(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const LIVE = '[role="status"], [role="alert"], [role="log"], [aria-live]:not([aria-live="off"])';
  new MutationObserver((records) => {
    const nodes = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
    const regions = nodes.map((node) => (node instanceof Element ? node : node.parentElement)?.closest(LIVE));
    for (const region of new Set(regions)) if (region?.isConnected) heard.push(region.textContent ?? '');
  }).observe(document, { childList: true, characterData: true, subtree: true });
}

test('a changed sentence is told beside what was measured before, and one button takes it back', async ({ page }) => {
  await showRun(page);
  const changed = band(page).getByText(/^The sentence has changed since/);
  await expect(changed).toBeHidden();
  await page.getByRole('button', { name: /change the number of samples/ }).click();
  await page.getByRole('button', { name: '240' }).click();
  await page.keyboard.press('Escape');
  await expect(changed).toContainText('measured with digits fp32, 120 items');
  await band(page).getByRole('button', { name: 'Take that set-up back' }).click();
  await expect(changed).toBeHidden();
  await expect(page.getByRole('button', { name: /^120 test images/ })).toBeVisible();
  await expect(verdict(page)).toBeVisible();
});

test('who cancels a run stays on its button, which runs it again', async ({ page }) => {
  await page.goto('/lab?count=600&rate=60&order=race');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running: [1-9]/);
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(verdict(page)).toBeVisible();
  await expect(runButton(page)).toHaveText('Run again');
  await expect(runButton(page)).toBeFocused();
});

test('an earlier run that is opened after one that was stopped does not take the focus', async ({
  page,
  context,
  complaints,
}) => {
  const address = '/lab?count=100&rate=60&lanes=online,edge';
  await page.goto(address);
  await context.route('**/infer', async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    // The last probability of every answer: the lanes are not comparable, and nothing is timed.
    body.writeFloatLE(0.5, body.length - 4);
    await route.fulfill({ response, body });
  });
  await runButton(page).click();
  await expect(page.locator('[data-run]')).toHaveAttribute('data-phase', 'stopped');
  complaints.length = 0;
  await openFile(page, JSON.stringify(await keptDocument(address)), 'earlier.json');
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The answer' })).not.toBeFocused();
});

test('one section is open at a time, and the page is short; the menu works by keyboard, and the address stays the set-up', async ({
  page,
}) => {
  await page.setViewportSize(LAPTOP);
  await showRun(page);
  const address = page.url();
  await expect(page.getByRole('tab')).toHaveText(SECTIONS);
  await page.getByRole('tab', { name: 'Method', exact: true }).focus();
  // From the last on to the first.
  for (const name of SECTIONS) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused();
    await expectOnlyOpen(page, name);
  }
  for (const name of SECTIONS.toReversed()) {
    await openSection(page, name);
    await expectOnlyOpen(page, name);
    const most = TEXTS.includes(name) ? 2_600 : 1_950;
    expect(await page.evaluate(() => document.documentElement.scrollHeight), name).toBeLessThan(most);
  }
  await openSection(page, 'Resources');
  // Every measure of what the lanes used has its chart.
  const charts = page.getByRole('tabpanel').getByRole('figure').locator('svg.recharts-surface');
  await expect(charts).toHaveCount(6);
  expect(page.url()).toBe(address);
});

test('the arrow keys go through what a chart shows, and down its rows', async ({ page }) => {
  await page.goto('/lab');
  await openFile(page, await madeUpRun(await keptDocument(QUICK), { count: 200 }));
  await openSection(page, 'Latency');
  const chart = page.getByRole('tabpanel').getByRole('figure').nth(1);
  const said = chart.locator('[aria-live]');
  await chart.locator('svg.recharts-surface').focus();
  await expect(said).toHaveText(/^Batch/);
  await page.keyboard.press('ArrowDown');
  await expect(said).toHaveText(/^Online/);
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText(/^Edge/);
  await page.keyboard.press('ArrowUp');
  await expect(said).toHaveText(/^Online/);
});

test('a run that is not valid says what to do, and one button does it @phone', async ({ page }) => {
  // Too short a run, and nothing else is wrong with it.
  await page.goto('/lab');
  await openFile(page, await madeUpRun(await keptDocument(`${QUICK}&order=race`), { count: 20 }));
  await expect(verdict(page)).toContainText('INVALID');
  await expect(band(page)).toContainText('do not quote them');
  await expect(band(page)).toContainText(/Let it run [\d.]+ times as long/);
  await expectAccessible(page);
  // The mark leads to all that is held against it.
  await band(page)
    .getByRole('button', { name: /^INVALID/ })
    .press('Enter');
  await expect(page.getByRole('region', { name: 'Why this run is not valid' })).toBeFocused();
  await band(page).getByRole('button', { name: 'Run longer', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const count = Number(new URL(page.url()).searchParams.get('count'));
  expect(count).toBeGreaterThanOrEqual(40);
  await expect(runButton(page)).toHaveText('Run again', { timeout: 60_000 });
  await expect(lane(page, 'Edge')).toContainText(`of ${count} answered`);
});
