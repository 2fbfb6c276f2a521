import { DIGIT_SHAPES } from '@/lib/model/digit-shapes';
import { LANES, lane, openSection, results, runBar, runButton, runToTheEnd, verdict } from '../lab-page';
import { showRun } from '../run-file';
import { expect, expectAccessible, test } from '../support';

/** Small enough to be quick, long enough for three batch runs. */
const QUICK = '/lab?count=120&rate=60&interval=500';
/** All lanes at once, where the order is not what a test is about. */
const RACE = `${QUICK}&order=race`;

test('a first run answers every sample in every lane, equally often right, since the bytes are the same @phone', async ({
  page,
}) => {
  await page.goto(QUICK);
  await runToTheEnd(page);
  const right = new Set<string | undefined>();
  for (const name of LANES) {
    await expect(lane(page, name)).toContainText('Done: 120 of 120 answered');
    await expect(lane(page, name)).toContainText(/11\d of 120 right|120 of 120 right/);
    right.add(/(\d+) of 120 right/.exec((await lane(page, name).textContent()) ?? '')?.[1]);
  }
  expect(right.size).toBe(1);
  await openSection(page, 'Method');
  await expect(page.getByRole('region', { name: 'Are the lanes comparable?' })).toContainText('Same model file');
  await openSection(page, 'Table');
  await expect(results(page).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
});

test('cancel stops every lane at once, keeps what was measured, and a new run starts clean', async ({ page }) => {
  await page.goto('/lab?count=600&rate=60&order=race');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running: [1-9]/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  for (const name of LANES) await expect(lane(page, name)).toContainText('Cancelled after');
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible();
  // The lanes that talk to a server have a moment to call off what they started there.
  await expect.poll(() => page.workers().length).toBe(0);
  await page.goto(RACE);
  await runToTheEnd(page);
  for (const name of LANES) await expect(lane(page, name)).toContainText('Done: 120 of 120');
});

test('a server that goes away in the middle of a run: what was measured stays, and edge goes on', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('/lab?count=480&rate=60&lanes=online,edge');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running: [1-9]/);
  await context.route('**/v2/**', (route) => route.abort());
  await expect(lane(page, 'Online')).toContainText('The server does not answer', { timeout: 30_000 });
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  await expect(lane(page, 'Edge')).toContainText('Done: 480 of 480');
  await expect(lane(page, 'Online')).toContainText('median');
  await expect(verdict(page)).toContainText('INVALID');
  complaints.length = 0;
});

test('a tampered model file is refused by the edge lane, and the others go on', async ({ page, context }) => {
  await context.route('**/models/digits/fp32.onnx*', async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  await page.goto(RACE);
  await runToTheEnd(page);
  await expect(lane(page, 'Edge')).toContainText('SHA-256');
  await expect(lane(page, 'Online')).toContainText('Done: 120 of 120');
});

test('lanes that disagree are stopped before timing, and the sample is named', async ({
  page,
  context,
  complaints,
}) => {
  await context.route('**/v2/models/*/**/infer', async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    // The last probability of every answer.
    body.writeFloatLE(0.5, body.length - 4);
    await route.fulfill({ response, body });
  });
  await page.goto(QUICK);
  await runButton(page).click();
  await expect(page.getByRole('region', { name: 'Are the lanes comparable?' })).toContainText(
    /differ by .* on sample \d+/,
  );
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible();
  for (const name of LANES) await expect(lane(page, name)).not.toContainText('answered');
  complaints.length = 0;
});

test('a race says that the lanes contend, and a lane with another variant is marked as not the same bytes', async ({
  page,
}) => {
  await page.goto(`${RACE}&edge.version=int8`);
  await expect(lane(page, 'Edge')).toContainText('not the same bytes');
  await runToTheEnd(page);
  for (const name of LANES) await expect(lane(page, name)).toContainText('Done: 120 of 120');
  await expect(page.getByRole('region', { name: 'The answer' })).toContainText('slowed the others');
  await openSection(page, 'Method');
  await expect(page.getByRole('region', { name: 'Are the lanes comparable?' })).toContainText('not the same bytes');
});

test('what a link gets wrong is said in words, and the rest of it counts', async ({ page }) => {
  await page.goto('/lab?count=1000000&model=nothing&colour=blue&rate=80');
  await expect(page.getByRole('alert').filter({ hasText: 'nothing' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'colour' })).toBeVisible();
  await expect(page.getByText(/80 a second/)).toBeVisible();
  await expectAccessible(page);
});

test('leaving the page ends the workers, and the run is kept as far as it came', async ({ page }) => {
  await page.goto('/lab?count=600&rate=60&order=race');
  await runButton(page).click();
  await expect(lane(page, 'Online')).toContainText(/Running: [1-9]/);
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  const entries = page.getByRole('region', { name: 'Runs on this device' }).getByRole('listitem');
  await expect(entries.filter({ hasText: 'cancelled before its end' })).toHaveCount(1);
  await expect.poll(() => page.workers().length).toBe(0);
});

test.describe('on a first visit', () => {
  test.use({ firstVisit: true });

  test('SPEC 7.6: the runtime is fetched when the edge lane first needs it, compressed, and then comes from the cache', async ({
    page,
  }) => {
    const encodings: (string | undefined)[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.wasm')) encodings.push(response.headers()['content-encoding']);
    });
    const edgeBytes = () => results(page).getByRole('row').filter({ hasText: 'Edge' });
    await page.goto(`${QUICK}&lanes=edge`);
    await expect(runButton(page)).toBeVisible();
    expect(encodings).toEqual([]);
    await runToTheEnd(page);
    expect(encodings[0]).toBe('br');
    await openSection(page, 'Table');
    await expect(edgeBytes()).toContainText(/0\sB\s\(2\.\d\sMB\sonce\)/);
    await runToTheEnd(page);
    await expect(edgeBytes()).not.toContainText('once');
  });
});

test('everything can be done by keyboard: R starts, Escape cancels, arrows step through the items of a lane', async ({
  page,
}) => {
  await page.goto(RACE);
  await expect(runButton(page)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(runBar(page).getByRole('button', { name: 'Run again' })).toBeVisible();
  await runToTheEnd(page);
  const track = lane(page, 'Edge').getByRole('application');
  await track.focus();
  await page.keyboard.press('Home');
  await expect(lane(page, 'Edge').getByRole('status')).toContainText('1');
  await page.keyboard.press('End');
  await expect(lane(page, 'Edge').getByRole('status')).toContainText('120');
  // A run that is over has nothing to cancel.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  for (const name of LANES) await expect(lane(page, name)).toContainText('Done: 120 of 120');
  await expect(verdict(page)).toBeVisible();
});

test('the sentence is the set-up: a change is in the address, Back undoes it, and a number that will not do is refused at its field', async ({
  page,
}) => {
  await page.goto('/lab');
  await page.getByRole('button', { name: /change the number of samples/ }).click();
  await page.getByRole('button', { name: '240' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/count=240/);
  await expect(page.getByRole('button', { name: /^240 test images/ })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('button', { name: /^600 test images/ })).toBeVisible();

  await page.getByRole('button', { name: /change the number of samples/ }).click();
  await page.getByRole('textbox', { name: 'Number of samples' }).fill('0');
  await expect(page.getByText(/A whole number from 1 to 1,000,000/)).toBeVisible();
  await page.keyboard.press('Escape');
  // The last good one stays.
  await expect(page.getByRole('button', { name: /^600 test images/ })).toBeVisible();
});

for (const { digit, on } of [
  { digit: 2, on: '@phone' },
  { digit: 7, on: '' },
]) {
  test(`a drawn ${digit} is recognised in all three lanes ${on}`, async ({ page }) => {
    await page.goto('/lab?study=draw');
    const pad = page.getByRole('img', { name: /Drawing pad/ });
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('the pad is not on the page');
    const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
    for (const stroke of DIGIT_SHAPES[digit] ?? []) {
      const [first, ...others] = stroke;
      if (!first) continue;
      await page.mouse.move(...at(first));
      await page.mouse.down();
      for (const point of others) await page.mouse.move(...at(point), { steps: 3 });
      await page.mouse.up();
    }
    await page.getByRole('button', { name: 'Send it through the lanes' }).click();
    for (const name of LANES) await expect(page.getByText(`${name} says ${digit}`)).toBeVisible({ timeout: 30_000 });
  });
}

test('a digit can be drawn by keyboard alone', async ({ page }) => {
  await page.goto('/lab#draw');
  await page.getByRole('button', { name: 'Draw by keyboard' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('application', { name: 'Drawing grid' }).focus();
  // A plain 1: one line down.
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowDown');
  for (const name of LANES) await expect(page.getByText(`${name}: ready, press Send`)).toBeVisible();
  const send = page.getByRole('button', { name: 'Send it through the lanes' });
  await send.focus();
  await page.keyboard.press('Enter');
  for (const name of LANES) await expect(page.getByText(`${name} says 1`)).toBeVisible({ timeout: 30_000 });
  await expect(send).toBeFocused();
  // The answers were those of a drawing that is gone.
  await page.getByRole('button', { name: 'Clear' }).click();
  for (const name of LANES) await expect(page.getByText(`${name}: waiting for your drawing`)).toBeVisible();
});

test('the lab is accessible in dark and projector profiles, before and after a run @phone', async ({ page }) => {
  await page.goto('/lab');
  await page.getByRole('button', { name: 'Projector' }).click();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await showRun(page);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
