import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { checksumOf } from '@/lib/export/json-pieces';
import type { RunDocument } from '@/lib/export/run-schema';
import { createRandom } from '@/lib/workload/random';
import { createWorkload } from '@/lib/workload/workload';
import { keptDocument } from './kept-run';
import { verdict } from './lab-page';
import { expect } from './support';

/** Long enough for a valid run, and short. */
export const QUICK = '/lab?count=120&rate=60&interval=500';

/** Runs the three lanes to their end, all at once. */
export async function run(page: Page, address = `${QUICK}&order=race`): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /^Run all/ }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
}

/** What an entry of the export menu gives. */
export async function exported(page: Page, entry: RegExp): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Opens a text as a file, wherever the page has a place for that. */
export async function openFile(page: Page, text: string, name = 'run.json'): Promise<void> {
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** The Lab with a run of what the address asks for on the screen, opened from a file: nothing is measured. @param at where it is opened */
export async function showRun(page: Page, address = QUICK, at = '/lab'): Promise<void> {
  await page.goto(at);
  await openFile(page, JSON.stringify(await keptDocument(address)));
  await expect(verdict(page)).toBeVisible();
}

/**
 * A run file like `base`, with made-up measurements: as many as wanted, and slower by a factor.
 * @param base its set-up, its environment and the rest stay
 */
export async function madeUpRun(base: RunDocument, { count, slower = 1 }: { count: number; slower?: number }) {
  const setup = { ...base.setup, count, perSecond: 500 };
  const spec = {
    ...base.workload,
    arrivals: { ...base.workload.arrivals, perSecond: setup.perSecond },
    length: { by: 'count' as const, count },
  };
  const workload = createWorkload(spec);
  const random = createRandom(count);
  const items = Array.from({ length: count }, (_, item) => item);
  const none = items.map(() => null);
  const lanes = base.repeats[0]?.lanes.map((lane) => {
    const gathers = lane.mode === 'batch';
    const scheduledMs = items.map((item) => workload.arrivedAtMs[item] ?? 0);
    const startedMs = scheduledMs.map((ms) =>
      gathers ? (Math.floor(ms / setup.intervalMs) + 1) * setup.intervalMs : ms,
    );
    const tookMs = items.map(() => (gathers ? 12 : 1 - Math.log(1 - random()) / 4) * slower);
    const zeros = items.map(() => 0);
    return {
      ...lane,
      planned: count,
      status: { state: 'done' as const, elapsedMs: (startedMs.at(-1) ?? 0) + 20 * slower },
      measurements: {
        item: items,
        sample: items.map((item) => workload.sampleIndex[item] ?? 0),
        label: none,
        scheduledMs,
        startedMs,
        finishedMs: startedMs.map((ms, item) => ms + (tookMs[item] ?? 0)),
        waitMs: startedMs.map((ms, item) => ms - (scheduledMs[item] ?? 0)),
        queueMs: zeros,
        transferMs: zeros,
        computeMs: tookMs.map((ms) => ms / 2),
        emulatedMs: zeros,
        outcome: items.map(() => 'completed' as const),
        batchSize: items.map(() => (gathers ? 250 : 1)),
        classIndex: zeros,
        probability: items.map(() => 1),
        error: none,
        errorDetail: none,
      },
    };
  });
  const { checksum: _, ...rest } = base;
  const startedAt = new Date(Date.parse(base.startedAt) + count * 1000 + Math.round(slower * 10_000)).toISOString();
  const document = {
    ...rest,
    startedAt,
    setup,
    workload: spec,
    repeats: [{ order: ['batch', 'online', 'edge'], lanes }],
  };
  return JSON.stringify({ ...document, checksum: await checksumOf(document) });
}
