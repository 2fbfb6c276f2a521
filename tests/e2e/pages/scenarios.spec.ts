import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { type Scenario, scenario as scenarioSchema } from '@/lib/exercises/content';
import { expect, expectAccessible, test } from '../support';

import { expectNoSidewaysScroll, expectRoomForFingers, expectRoomForWords } from './layout';

test.use({ firstVisit: true });

const RACK = '/exercises/scenarios';
const file = (id: string): Scenario =>
  scenarioSchema.parse(JSON.parse(readFileSync(`lib/exercises/content/en/scenarios/${id}.json`, 'utf8')));
const secretsOf = ({ weights, plans, between, turn }: Scenario) => [
  ...[...Object.values(weights), ...Object.values(plans)].map(({ why }) => why),
  ...(between === undefined ? [] : [between]),
  turn,
];
/** The words in any spelling a page or a script may have for quotation marks and dashes. */
const plain = (text: string) => text.replaceAll(/\\u[\da-f]{4}|&[#\w]+;|[^\p{L}\p{N}]/giu, '');

const lane = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const weight = (page: Page, criterion: string, name: string) =>
  page.getByRole('group', { name: criterion, exact: true }).getByRole('radio', { name, exact: true });
const lock = (page: Page) => page.getByRole('button', { name: 'Lock in' });
const back = (page: Page) => page.getByRole('region', { name: 'The card turned over' });

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: ReturnType<typeof lock>): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

test('a card is done by keyboard, its key comes only after the lock, and the rack remembers it', async ({ page }) => {
  const wakeWord = file('wake-word');
  const secrets = secretsOf(wakeWord).map(plain);
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    bodies.push(response.text().catch(() => ''));
  });
  const leaks = async () => {
    const received = (await Promise.all(bodies)).map(plain);
    return secrets.filter((secret) => received.some((body) => body.includes(secret)));
  };

  await page.goto(RACK);
  await expect(page.getByText('0 of 24 answered')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Level').selectOption({ label: 'Take it apart' });
  await page.getByLabel('About').selectOption({ label: 'Privacy and offline' });
  await expect(page.getByRole('status')).toHaveText('2 cards');
  await expect(page).toHaveURL(/level=analyse&concept=privacy$/);
  await tabTo(page, page.getByRole('link', { name: wakeWord.title }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: wakeWord.title })).toBeVisible();

  await expect(lane(page, 'Online')).toBeEnabled();
  await expectAccessible(page);
  await expect(lock(page)).toBeDisabled();
  for (const name of ['Online', 'Edge']) {
    await tabTo(page, lane(page, name));
    await page.keyboard.press('Space');
  }
  await expect(page.getByText('Your plan: Online and edge')).toBeVisible();
  // Latency, privacy: they decide. Volume, connectivity: they matter. Cost is two steps off in the end.
  for (const [criterion, presses] of Object.entries({ Latency: 2, Volume: 1, Privacy: 2, Connectivity: 1 })) {
    await tabTo(page, weight(page, criterion, 'Does not matter'));
    for (let press = 0; press < presses; press++) await page.keyboard.press('ArrowDown');
  }

  await page.reload();
  await expect(lane(page, 'Edge')).toBeChecked();
  await expect(lane(page, 'Batch')).not.toBeChecked();
  await expect(weight(page, 'Privacy', 'Decides')).toBeChecked();
  await expect(page.getByText('Still to do: weigh one more criterion and say how sure you are')).toBeVisible();
  await tabTo(page, weight(page, 'Cost', 'Does not matter'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('radio', { name: /^A guess/ }));
  await page.keyboard.press('Space');
  expect(await leaks(), 'received before the lock').toEqual([]);
  await tabTo(page, lock(page));
  await page.keyboard.press('Enter');

  await expect(back(page).getByRole('heading', { level: 2 })).toBeFocused();
  expect((await leaks()).length, 'the check sees the key when it comes').toBe(secrets.length);
  await expect(back(page).getByText('96 of 100 points')).toBeVisible();
  await expect(back(page).getByText('Two answers can be defended')).toBeVisible();
  await expect(back(page).getByText(wakeWord.plans['online+edge'].why)).toBeVisible();
  await expect(back(page).getByText(wakeWord.plans.batch.why)).toBeHidden();
  await tabTo(page, back(page).getByText('The other 5 plans'));
  await page.keyboard.press('Enter');
  await expect(back(page).getByText(wakeWord.plans.batch.why)).toBeVisible();
  await expectAccessible(page);

  await tabTo(page, page.getByRole('navigation', { name: 'Where to go' }).getByRole('link', { name: 'All scenario' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 24 answered')).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: wakeWord.title })).toContainText('96 of 100 points');
});

test('a card is done by tapping though its key is late, is shown again later, and can be done anew @phone', async ({
  page,
}) => {
  const isPhone = (page.viewportSize()?.width ?? 0) < 500;
  const press = (target: ReturnType<typeof lock>) => (isPhone ? target.tap() : target.click());
  await page.addInitScript(() => sessionStorage.setItem('trilane.scenario.sensor-archive', '{"lanes": ["cloud"]'));
  await page.goto(`${RACK}/sensor-archive`);
  await expect(lane(page, 'Batch')).toBeEnabled();
  await expectRoomForFingers(page);
  await press(page.getByText('Batch', { exact: true }).last());
  for (const [criterion, name] of Object.entries({
    Latency: 'Does not matter',
    Volume: 'Decides',
    Privacy: 'Does not matter',
    Connectivity: 'Does not matter',
    Cost: 'Matters',
  }))
    await press(page.getByRole('group', { name: criterion, exact: true }).getByText(name, { exact: true }));
  await press(page.getByText('Nearly certain'));
  await page.route('**/key', (route) => route.fulfill({ json: { weights: {}, plans: {} } }));
  await press(lock(page));
  await expect(page.getByText('Your answer is locked in. The back of the card did not arrive.')).toBeVisible();
  await expect(lane(page, 'Batch')).toBeDisabled();
  await page.unroute('**/key');
  await press(page.getByRole('button', { name: 'Try again' }));
  await expect(back(page).getByText('100 of 100 points')).toBeVisible();
  await expectNoSidewaysScroll(page);

  await page.goto(`${RACK}/sensor-archive`);
  await expect(back(page).getByText('100 of 100 points')).toBeVisible();
  await expect(page.locator('body'), 'nobody turned it over this time').toBeFocused();
  await press(page.getByRole('button', { name: 'Do it again' }));
  await expect(lane(page, 'Batch')).not.toBeChecked();
  await expect(lane(page, 'Batch')).toBeEnabled();
  await expectRoomForWords(page);
});
