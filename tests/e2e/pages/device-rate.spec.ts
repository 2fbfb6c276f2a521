import type { Page } from 'playwright/test';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { kindOf } from '@/lib/lab/device-rates';
import { keptDocument } from '../kept-run';
import { runButton } from '../lab-page';
import { openFile, QUICK } from '../run-file';
import { expect, expectAccessible, test } from '../support';

const KIND = kindOf(defaultSetup()) ?? '';
const rateOf = (address: string) => new URL(address).searchParams.get('rate');

test.describe('on a device that keeps 20 a second', () => {
  test.use({ deviceRates: { [KIND]: { perSecond: 20, because: 'late' } }, firstVisit: true });

  test('that rate stands in the sentence, is said, and can be changed @phone', async ({ page }) => {
    await page.goto('/lab');
    const arrivals = page.getByRole('button', { name: /^at random/ });
    await expect(arrivals).toHaveText(/at random, 20 a second/);
    // As many as come in 20 s: a slower first run takes no minute a lane.
    await expect(page.getByRole('button', { name: /^400 test images/ })).toBeVisible();
    const note = page.getByText('Proposed for this device: 20 a second (60 would be sent late).');
    await expect(note).toBeVisible();
    await expectAccessible(page);
    expect(rateOf(page.url())).toBeNull();
    await arrivals.click();
    await page.getByRole('textbox', { name: 'Samples a second' }).fill('60');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /at random, 60 a second/ })).toBeVisible();
    await expect(note).toBeHidden();
    expect(rateOf(page.url())).toBe('60');
    await expect(page.getByRole('button', { name: /^600 test images/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: /at random, 60 a second/ })).toBeVisible();
  });

  test('nothing moves when it is said, and other changes leave it unsaid in the address', async ({ page }) => {
    await page.addInitScript(() => {
      const shifts = window as unknown as { shifts: number };
      shifts.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.shifts += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/lab?count=240', { waitUntil: 'networkidle' });
    await expect(page.getByText('Proposed for this device')).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBeLessThan(0.001);

    await expect(page.getByRole('button', { name: /at random, 20 a second/ })).toBeVisible();
    await page.getByRole('button', { name: /^240 test images/ }).click();
    await page.getByRole('button', { name: '100', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/count=100/);
    expect(rateOf(page.url())).toBeNull();
  });

  test('SPEC 15.5: an address that names a rate has it, and a run that is opened keeps its own rate and number', async ({
    page,
  }) => {
    await page.goto('/lab?rate=60');
    await expect(page.getByRole('button', { name: /at random, 60 a second/ })).toBeVisible();
    await expect(page.getByText('Proposed for this device')).toBeHidden();

    await page.goto('/lab');
    await expect(page.getByRole('button', { name: /at random, 20 a second/ })).toBeVisible();
    await openFile(page, JSON.stringify(await keptDocument(QUICK)));
    await expect(page.getByRole('button', { name: /at random, 60 a second/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^120 test images/ })).toBeVisible();
    expect(rateOf(page.url())).toBe('60');
  });
});

test.describe('on a device that nobody knows', () => {
  test.use({ deviceRates: null });

  test('it is checked, that is said, and the visit remembers it', async ({ page }) => {
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    await page.goto('/lab');
    await expect(page.getByText('Checking how fast this device is')).toBeVisible();
    const known = () => page.evaluate(() => sessionStorage.getItem('trilane.device-rate') ?? '');
    await expect.poll(known, { timeout: 60_000 }).toContain(KIND);
    await expect(page.getByText('Checking how fast this device is')).toBeHidden();
    await expect(page.getByRole('button', { name: /at random, (60|30|20|10) a second/ })).toBeVisible();
    const before = started.length;
    await page.reload({ waitUntil: 'networkidle' });
    expect(started.length).toBe(before);
  });

  test('Run waits for it and says so; pressed again it starts at once', async ({ page }) => {
    await page.addInitScript(waitForever);
    await openAndHang(page, '/lab?count=100&interval=500&order=race');
    await runButton(page).click();
    await expect(page.getByText('then the run starts')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
    await runButton(page).click();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await expect(page.getByText('This device was not checked')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 90_000 });
  });

  test('SPEC 15.4: a run starts without a check that does not end, and the device is checked after it', async ({
    page,
  }) => {
    // Too short a run to be valid, whatever the device.
    await openAndHang(page, '/lab?count=20&interval=500&order=race');
    await runButton(page).click();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('This device was not checked')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 90_000 });
    const known = () => page.evaluate(() => sessionStorage.getItem('trilane.device-rate') ?? '');
    await expect.poll(known, { timeout: 60_000 }).toContain(KIND);
  });

  test('whoever changes the sentence meanwhile starts nothing', async ({ page }) => {
    await page.addInitScript(waitForever);
    await openAndHang(page, '/lab?count=240&interval=500');
    await runButton(page).click();
    await expect(page.getByText('then the run starts')).toBeVisible();
    await page.getByRole('button', { name: /^240 test images/ }).click();
    await page.getByRole('button', { name: '100', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByText('then the run starts')).toBeHidden();
    await expect(page.locator('[data-run]')).toHaveAttribute('data-phase', 'idle');
  });
});

/** Opens the page, whose check then asks the server something that is never answered; what is asked later is. */
async function openAndHang(page: Page, address: string): Promise<void> {
  let hangs = () => {};
  const hanging = new Promise<void>((resolve) => {
    hangs = resolve;
  });
  let asked = 0;
  await page.context().route('**/infer', async (route) => {
    if (++asked > 1) await route.continue();
    else hangs();
  });
  await page.goto(address);
  await hanging;
}

/** In the page, before its own scripts: the time for which Run waits never ends. */
function waitForever(): void {
  const wait = window.setTimeout.bind(window);
  Object.assign(window, {
    setTimeout: (call: () => void, ms?: number) => (ms === 8000 ? 0 : wait(call, ms)),
  });
}
