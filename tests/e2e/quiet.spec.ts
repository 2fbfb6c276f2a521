import { runToTheEnd } from './lab-page';
import { tellReactCommits } from './react-commits';
import { type RenderWatch, watchRenders } from './render-watch';
import { expect, test } from './support';

test.use({ firstVisit: true });

/** Four seconds a lane: long enough for headlines to be written, and for several batch runs. */
const SETUP = '/lab?count=240&rate=60&interval=500';
const LANE_IDS = ['batch', 'edge', 'online'];
const MOST_WRITES_PER_SECOND = 2;

test('while a lane runs, nothing renders but the canvas and the headline of the lanes, and that at most twice a second @phone', async ({
  page,
}) => {
  await page.addInitScript(tellReactCommits);
  await page.addInitScript(watchRenders);
  await page.goto(SETUP);
  await runToTheEnd(page);
  const seen = await page.evaluate(() => (window as unknown as { renderWatch: RenderWatch }).renderWatch);

  // What was not watched cannot be told.
  expect(seen.commits, 'React commits in all').toBeGreaterThan(0);
  expect(Object.keys(seen.lanes).sort(), 'lanes that ran').toEqual(LANE_IDS);

  expect.soft(seen.commitsWhileRunning, 'React commits while a lane ran').toEqual({});
  expect.soft(seen.otherChanges, 'changes of the page while a lane ran').toEqual({});
  expect.soft(seen.charts, 'charts before the last lane had ended').toEqual({});
  expect.soft(seen.animations, 'animations outside the lanes while a lane ran').toEqual({});
  for (const [lane, { beganMs, endedMs, writes }] of Object.entries(seen.lanes)) {
    const seconds = ((endedMs ?? beganMs) - beganMs) / 1000;
    expect.soft(writes, `headlines written in the ${lane} lane`).toBeGreaterThan(0);
    // The first of them may come at once.
    const most = 1 + MOST_WRITES_PER_SECOND * seconds;
    expect.soft(writes, `headlines written in the ${lane} lane in ${seconds} s`).toBeLessThanOrEqual(most);
  }
});
