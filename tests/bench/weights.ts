import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright/test';
import { medianOf } from '@/lib/measure/median';
import type { BenchRow, BenchSetting } from './bench-row';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy';
import { runLab } from './run-lab';

const PAGES = [
  { path: '/', scriptBudgetKb: 220 },
  { path: '/lab', scriptBudgetKb: 380 },
] as const;
const LARGEST_PAINT_BUDGET_MS = 1000;
const VISITS = 5;
const QUIET_MS = 1000;

interface Paint {
  readonly largestPaintMs: number;
  readonly layoutShift: number;
}

/** What a first visit weighs and how it paints, and how the inference runtime travels, on the native server. */
export async function benchWeights({ browser, baseUrl }: BenchSetting): Promise<BenchRow[]> {
  const proxy = await startRecordingProxy(baseUrl);
  try {
    const rows: BenchRow[] = [];
    for (const { path, scriptBudgetKb } of PAGES)
      rows.push(...(await firstVisit(browser, proxy, path, scriptBudgetKb)));
    return [...rows, ...(await runtimeTravel(browser, proxy))];
  } finally {
    proxy.close();
  }
}

async function firstVisit(
  browser: Browser,
  proxy: RecordingProxy,
  path: string,
  budgetKb: number,
): Promise<BenchRow[]> {
  const paints: Paint[] = [];
  const scriptKb: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const before = proxy.records.length;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(proxy.url + path);
    await quiet(proxy);
    paints.push(await page.evaluate(readPaint));
    scriptKb.push(scriptBytes(proxy, before) / 1000);
    await page.close();
  }
  const worstShift = Math.max(...paints.map((paint) => paint.layoutShift));
  return [
    within(`weights: ${path} JavaScript over the wire`, medianOf(scriptKb), 'kB', budgetKb),
    within(
      `weights: ${path} largest paint`,
      medianOf(paints.map((paint) => paint.largestPaintMs)),
      'ms',
      LARGEST_PAINT_BUDGET_MS,
    ),
    {
      name: `weights: ${path} layout shift`,
      value: worstShift,
      unit: '',
      baseline: 'none',
      ratio: worstShift,
      // A thousandth is a line of text that moves by less than a pixel when the font arrives.
      target: '< 0.001',
      ok: worstShift < 0.001,
    },
  ];
}

async function runtimeTravel(browser: Browser, proxy: RecordingProxy): Promise<BenchRow[]> {
  const before = proxy.records.length;
  const context = await browser.newContext();
  const page = await context.newPage();
  await runEdge(page, proxy.url);
  // Again, from the browser's cache.
  await runEdge(page, proxy.url);
  await context.close();
  const fetches = proxy.records.slice(before).filter(({ path }) => path.endsWith('.wasm'));
  const compressed = fetches.filter(({ contentEncoding }) => contentEncoding === 'br').length;
  const sizeKb = fetches.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1000;
  return [
    {
      name: 'weights: inference runtime, two runs',
      value: fetches.length,
      unit: 'fetches',
      baseline: 'one',
      ratio: fetches.length,
      target: '= 1',
      ok: fetches.length === 1,
    },
    {
      name: 'weights: inference runtime as brotli',
      value: sizeKb,
      unit: 'kB',
      baseline: `${fetches.length} fetches`,
      ratio: compressed / fetches.length,
      target: '= 1',
      ok: fetches.length > 0 && compressed === fetches.length,
    },
  ];
}

async function runEdge(page: Page, url: string): Promise<void> {
  await runLab(page, `${url}/lab?count=100&rate=100&lanes=edge`, 120_000);
}

/** Resolves when nothing has come over the wire for a while: what is fetched after the page has loaded counts too. */
async function quiet(proxy: RecordingProxy): Promise<void> {
  for (let seen = -1; seen !== proxy.records.length; ) {
    seen = proxy.records.length;
    await sleep(QUIET_MS);
  }
}

function scriptBytes(proxy: RecordingProxy, since: number): number {
  const scripts = proxy.records.slice(since).filter(({ contentType }) => contentType.includes('javascript'));
  return scripts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function within(name: string, value: number, unit: string, budget: number): BenchRow {
  const ratio = value / budget;
  return {
    name,
    value,
    unit,
    baseline: `budget: ${budget} ${unit}`,
    ratio,
    target: '<= 1',
    ok: value > 0 && ratio <= 1,
  };
}

/** Runs in the page, so it may use nothing but the browser. */
function readPaint(): Promise<Paint> {
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
  const entriesOf = (type: string) =>
    new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      // An observer with nothing to tell never calls back.
      setTimeout(() => resolve(observer.takeRecords()), 500);
    });
  return Promise.all([entriesOf('largest-contentful-paint'), entriesOf('layout-shift')]).then(([paints, shifts]) => ({
    largestPaintMs: paints.at(-1)?.startTime ?? Number.NaN,
    layoutShift: (shifts as Shift[])
      .filter((shift) => !shift.hadRecentInput)
      .reduce((sum, { value }) => sum + value, 0),
  }));
}
