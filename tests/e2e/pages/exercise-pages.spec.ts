import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll, expectRoomForFingers, expectRoomForWords, putOn } from './layout';

const PAGES = [
  '/exercises',
  '/exercises/first-answer',
  '/exercises/slow-phone',
  '/exercises/scenarios',
  '/exercises/scenarios/ambulance',
  '/exercises/test',
  '/exercises/progress',
  '/exercises/sets',
];

for (const path of PAGES) {
  test(`${path} fits every screen: dark projector, fingers, longer words from right to left @phone`, async ({
    page,
  }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await putOn(page, { scheme: 'dark', profile: 'projector' });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await putOn(page, { scheme: 'dark', profile: 'standard' });
    await expectRoomForFingers(page);
    await expectRoomForWords(page);
  });
}
