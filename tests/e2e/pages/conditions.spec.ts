import { lane, openSection, results, runBar, runButton, runToTheEnd, verdict } from '../lab-page';
import { showRun } from '../run-file';
import { expect, expectAccessible, test } from '../support';

test('SPEC 5.8, 14.5: repeats run all lanes again in an order of their own, and each pass is kept', async ({
  page,
}) => {
  const modelFetches: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.onnx')) modelFetches.push(request.url());
  });
  await page.goto('/lab?count=220&rate=110&interval=500&lanes=online,edge&repeats=3');
  await runButton(page).click();
  await expect(page.getByText('Running, pass 2 of 3…').first()).toBeVisible({ timeout: 30_000 });
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 });
  await openSection(page, 'Is it real?');
  await expect(page.getByRole('region', { name: 'Every run again' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('columnheader', { name: 'Run 3' })).toBeVisible();
  // One worker and one session for all three.
  expect(modelFetches).toHaveLength(1);
});

test('an emulated network is said at its lane, adds its time, and is a part of its own in the anatomy', async ({
  page,
}) => {
  await page.goto('/lab?count=120&rate=60&lanes=online,edge&network=4g');
  await expect(lane(page, 'Online')).toContainText('4G emulated');
  await expect(lane(page, 'Edge')).not.toContainText('emulated');
  await runToTheEnd(page);
  // The round trip of the preset, and nothing below it.
  const headline = await lane(page, 'Online')
    .getByText(/^[\d.]+\sm?s\smedian$/)
    .textContent();
  const [, median, unit] = /^([\d.]+)\s(ms|s)/.exec(headline ?? '') ?? [];
  expect(Number(median) * (unit === 's' ? 1000 : 1)).toBeGreaterThan(150);
  await expect(page.getByRole('tabpanel').getByText(/emulated: it is no measurement/)).toBeVisible();
  await expectAccessible(page);
});

test('on a phone the figure of an emulated lane is whole, and says so, however large its words are', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const profile of ['standard', 'projector']) {
    await showRun(page, '/lab?count=120&rate=60&interval=500&network=4g', `/lab?profile=${profile}`);
    const rows = page.getByRole('figure', { name: 'How long until an answer, lane by lane' }).getByRole('listitem');
    await expect(rows.filter({ hasText: 'Online' })).toHaveText(/^Online \d+\sms \(emulated\)/);
    await expect(rows.locator('b')).toHaveCount(3);
    // What is cut off at an edge, or covered, is not what is found at its place.
    const cut = await rows.locator('b').evaluateAll((figures) =>
      figures
        .filter((figure) => {
          figure.scrollIntoView({ block: 'center' });
          const { left, right, top, bottom } = figure.getBoundingClientRect();
          const isShown = (x: number) => figure.contains(document.elementFromPoint(x, (top + bottom) / 2));
          return !isShown(left + 1) || !isShown(right - 1);
        })
        .map(({ textContent }) => textContent),
    );
    expect(cut).toEqual([]);
  }
});

test('the server makes the load a browser cannot, and it is labelled', async ({ page }) => {
  await page.goto('/lab?count=1200&rate=600&lanes=online&load=server');
  await expect(lane(page, 'Online')).toContainText('load from the server');
  await runToTheEnd(page);
  await expect(lane(page, 'Online')).toContainText('Done: 1,200 of 1,200 answered');
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row').filter({ hasText: 'Online' })).toContainText(/\d/);
});

test('a stall parts the corrected curve from the uncorrected one', async ({ page }) => {
  await page.goto('/lab?count=200&rate=100&lanes=edge&stall=700');
  await expect(lane(page, 'Edge')).toContainText('a stall of 700 ms injected');
  await runToTheEnd(page);
  await expect(
    page.getByText(/many testers would not see it|Such a generator would have left out/).first(),
  ).toBeVisible();
  await openSection(page, 'Latency');
  await page.getByRole('switch', { name: 'Show the uncorrected curve' }).check();
});

test('a device that fell asleep during a run makes it INVALID, by name', async ({ page }) => {
  await page.goto('/lab?count=480&rate=60&lanes=edge');
  await runButton(page).click();
  await expect(lane(page, 'Edge')).toContainText(/Running: [1-9]/);
  // What a page sees after a sleep: the wall clock has leapt.
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 90_000;
  });
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 });
  await expect(verdict(page)).toContainText('INVALID');
  await expect(page.getByText(/asleep|stood still/).first()).toBeVisible();
});

test('a page that was hidden during a run makes it INVALID, by name', async ({ page }) => {
  await page.goto('/lab?count=480&rate=60&lanes=edge');
  await runButton(page).click();
  await expect(lane(page, 'Edge')).toContainText(/Running: [1-9]/);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 });
  await expect(verdict(page)).toContainText('INVALID');
  await expect(page.getByText(/hidden/).first()).toBeVisible();
});

test('a rhythm tapped by keyboard becomes the workload, and is in the address', async ({ page }) => {
  await page.goto('/lab');
  await page.getByRole('button', { name: /change how they arrive/ }).click();
  // What is chosen comes back through the address, so not in the same moment.
  await page.getByRole('radio', { name: 'As recorded' }).click();
  await expect(page.getByRole('radio', { name: 'As recorded' })).toBeChecked();
  const pad = page.getByRole('button', { name: 'Tap a rhythm here' });
  await pad.focus();
  for (let tap = 0; tap < 4; tap++) await page.keyboard.press('Space', { delay: 30 });
  await expect(page.getByText('4 taps')).toBeVisible();
  await expect(page).toHaveURL(/pattern=trace&trace=\d+,\d+,\d+/);
  await page.getByRole('textbox', { name: 'Gaps between arrivals, ms' }).fill('50, x');
  await expect(page.getByText(/whole numbers from 0 to 60,000/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Gaps between arrivals, ms' }).fill('50, 70');
  await expect(page).toHaveURL(/trace=50,70/);
});

test('every part of the sentence can be set and is accessible @phone', async ({ page }) => {
  await page.goto('/lab');
  for (const part of [
    /change how they arrive/,
    /change the number of samples/,
    /change the online lane/,
    /change the edge lane/,
    /change the order/,
  ]) {
    await page.getByRole('button', { name: part }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    // It fades in, and what is half there has half the contrast.
    await expect(page.getByRole('dialog')).toHaveCSS('opacity', '1');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('at most one thread is one thread', async ({ page }) => {
  await page.goto('/lab?count=120&rate=120&lanes=edge&threads=1');
  await runToTheEnd(page);
  await expect(lane(page, 'Edge')).toContainText('WebAssembly, one thread');
});
