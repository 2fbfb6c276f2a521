import { defineConfig } from 'playwright/test';

const isCi = Boolean(process.env.CI);
const isRoot = process.getuid?.() === 0;
const chromiumPath = process.env.CHROMIUM_PATH;
/**
 * The last list counts, so this holds what matters here of Playwright's own, too. The rest draws the browser's own window with
 * web pages: a process more for each test, which takes as much of the machine as a page of ours.
 */
const UNUSED_FEATURES = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'InitialWebUI',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
  'WebUIReloadButton',
  'WebUIToolbar',
];

/**
 * `npm test` starts the server and finds a Chromium. By hand: `npm start`, then
 * `npx playwright test --config tests/playwright.config.ts`.
 */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  // Tests in `e2e` itself count what a lane or the server's one generator is asked: two at once would disturb each other.
  // Those in `e2e/pages` hold no figure to anything: `npm test` runs them three at a time.
  workers: 1,
  fullyParallel: false,
  // On a machine that others use too a test may fall over its time once; `npm test` names it at its end all the same.
  retries: isCi ? 1 : 0,
  forbidOnly: isCi,
  timeout: 180_000,
  globalTimeout: 18 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.TRILANE_NATIVE_URL ?? 'http://localhost:3000',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A trace of every test would cost a third of their time.
    trace: 'on-first-retry',
    launchOptions: {
      ...(chromiumPath && { executablePath: chromiumPath }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        `--disable-features=${UNUSED_FEATURES.join(',')}`,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone-only/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      grep: /@phone/,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
  ],
});
