import { expect, expectAccessible, test } from '../support';
import { expectNoSidewaysScroll, expectRoomForFingers, expectRoomForWords } from './layout';

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
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${path}?profile=projector`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto(`${path}?profile=standard`);
    await page.waitForLoadState('networkidle');
    await expectRoomForFingers(page);
    await expectRoomForWords(page);
  });
}
