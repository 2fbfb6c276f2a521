import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type BrowserContext, test as base, expect, type Page, type Request } from 'playwright/test';
import type { RateProposal } from '@/lib/experiment/device-rate';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a page must never do, whatever a test is about. */
interface Quiet {
  /** Console errors, uncaught errors and requests to other origins so far; a test that provokes one empties it. */
  readonly complaints: string[];
}

interface Visit {
  /** What the visit remembers of the rates that its device keeps; `null` = nothing, so that it is checked. 'unchecked': as of who saves data. */
  readonly deviceRates: Readonly<Record<string, RateProposal>> | 'unchecked' | null;
  /** Nothing of the site was ever fetched: for tests of loading, and of what is fetched and when. */
  readonly firstVisit: boolean;
}

/**
 * Of the tests of this worker that are no first visits: what they fetched serves all of them, and nothing else is kept. It is made once, so a
 * test that asks for other options of a context (`test.use`), for scripts of the context or for its clock has to be a first visit.
 */
let returning: BrowserContext | null = null;

/**
 * Playwright's `test`, and every test also fails when the page complains or talks to another origin. The device is not
 * checked: how busy the machine of the tests is decides nothing.
 */
export const test = base.extend<Quiet & Visit>({
  deviceRates: ['unchecked', { option: true }],
  firstVisit: [false, { option: true }],
  context: async ({ browser, baseURL, firstVisit }, use) => {
    if (firstVisit) {
      const context = await browser.newContext();
      await use(context);
      await context.close();
      return;
    }
    returning ??= await browser.newContext();
    await use(returning);
    await forget(returning, new URL(baseURL ?? '').origin);
  },
  page: async ({ context, deviceRates }, use) => {
    const page = await context.newPage();
    if (deviceRates === 'unchecked') await page.addInitScript(saveData);
    else if (deviceRates) await page.addInitScript(rememberRates, JSON.stringify(deviceRates));
    await page.addInitScript(tellViolations);
    await use(page);
  },
  complaints: [
    async ({ page, context, baseURL }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console error: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
      const watch = (request: Request) => {
        const url = new URL(request.url());
        if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) complaints.push(`left the origin: ${url}`);
      };
      context.on('request', watch);
      await use(complaints);
      context.off('request', watch);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** Leaves of a test nothing but what was fetched for it. */
async function forget(context: BrowserContext, origin: string): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  await context.clearPermissions();
  await context.clearCookies();
  for (const page of context.pages()) await page.close();
  const blank = await context.newPage();
  const devtools = await context.newCDPSession(blank);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await blank.close();
}

/** In the page, before its own scripts: who saves data is not checked. */
function saveData(): void {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
}

/** In the page, before its own scripts: what its policy forbids counts as an error that nothing caught, even where the page goes on without it. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    reportError(new Error(`the policy's ${effectiveDirective} forbids ${blockedURI} (${sourceFile}:${lineNumber})`)),
  );
}

/** In the page, before its own scripts. */
function rememberRates(rates: string): void {
  try {
    sessionStorage.setItem('trilane.device-rate', rates);
  } catch {
    // A page without an origin keeps nothing, and measures nothing.
  }
}

/** Fails with a readable list of what breaks WCAG 2.2 AA on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE_SOURCE);
  const results = await page.evaluate(
    (tags) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      }),
    WCAG_22_AA,
  );
  expect(results.violations.map(inWords), 'accessibility').toEqual([]);
}

function inWords({ id, help, nodes }: AxeResults['violations'][number]): string {
  const places = nodes.map((node) => `  ${node.target.join(' ')}: ${node.failureSummary ?? ''}`);
  return [`${id}: ${help}`, ...places].join('\n');
}

export { expect };
