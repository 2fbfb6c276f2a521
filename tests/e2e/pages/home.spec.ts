import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from '../support';

test.use({ firstVisit: true });

const LARGEST_JAVASCRIPT_BYTES = 220_000;

/** States of the moving items of the pictures, without repeats. */
function motion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const moving = document
      .getAnimations()
      .filter((each) => each instanceof CSSAnimation && each.animationName.startsWith('flow-'));
    return [...new Set(moving.map((each) => each.playState))];
  });
}

test.describe('the home page', () => {
  test('has one button that starts a first real run, explains the three lanes in their order, each with a picture, and leads on @phone', async ({
    page,
  }) => {
    await page.goto('/');
    const run = page.getByRole('link', { name: 'Run it now' });
    await expect(run).toBeInViewport();
    await expect(run).toHaveAttribute('href', '/lab?run=1&count=240&rate=60&interval=1000');

    const stage = page.getByRole('region', { name: 'How items travel in each lane' });
    await expect(stage.getByRole('heading')).toHaveText(['Batch', 'Online', 'Edge']);
    await expect(stage.getByRole('img')).toHaveCount(3);

    for (const name of ['Open the lesson', 'Draw one', 'Read the API']) {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      const response = await page.request.get(href ?? 'missing');
      expect(response.status(), `${name}: ${href}`).toBe(200);
    }
  });

  test('lets the pictures be stopped, is accessible then, and lets them start again', async ({ page }) => {
    await page.goto('/');
    await expect.poll(() => motion(page)).toEqual(['running']);
    await page.getByRole('button', { name: 'Hold the pictures still' }).click();
    expect(await motion(page)).toEqual(['paused']);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Let the pictures move' }).click();
    expect(await motion(page)).toEqual(['running']);
  });

  test('shows still pictures to those who prefer less motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/');
    expect(await motion(page)).toEqual(['paused']);
    await expect(page.getByRole('button', { name: 'Hold the pictures still' })).toBeHidden();
  });

  test('does not shift while it loads, keeps its JavaScript under 220 kB over the wire, and fetches the Lab as soon as the reader points at it', async ({
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/lab') asked.push(request.url());
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    expect(await layoutShift(page)).toBeLessThan(0.001);

    const total = await page.evaluate(() => {
      const scripts = performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'));
      return scripts.reduce((sum, script) => sum + (script as PerformanceResourceTiming).encodedBodySize, 0);
    });
    // React alone is more than this: less would mean that nothing was counted.
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(LARGEST_JAVASCRIPT_BYTES);

    expect(asked).toEqual([]);
    await page.getByRole('link', { name: 'Run it now' }).hover();
    await expect.poll(() => asked.length).toBeGreaterThan(0);
  });

  test('does not shift where its font is 800 ms late', async ({ page }) => {
    await page.route('**/*.woff2', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    expect(await layoutShift(page)).toBeLessThan(0.001);
  });

  test('works without JavaScript, but for the running', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('One model. Three places to run it.');
    await expect(page.getByRole('link', { name: 'Run it now' })).toBeVisible();
    await context.close();
  });
});

/** The sum of the layout shifts so far. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}
