import type { Browser } from 'playwright/test';
import { type KeptRun, takeKeptRun } from '../kept-run';
import { pressGo } from '../run-lab';
import { type BrowserLoad, createCpuReader, loadBetween } from './browser-cpu';
import { followPhases } from './phases';

/** A run of the Lab in a fresh browser, watched from outside. */
export interface LabRun {
  /** From the moment the first lane begins to run until the last is done. */
  readonly load: BrowserLoad;
  readonly kept: KeptRun;
}

/** A laptop's screen, as schools have them. */
const VIEWPORT = { width: 1366, height: 768 };
/** A reader looks before they press, and what the page does on its own is over by then. */
const LOOK_MS = 1500;

/**
 * Opens the Lab in a fresh browser, presses Run, and takes the run that the page kept.
 * @param query of the set-up; '' = the default
 * @throws when the run does not end, or ends otherwise than done
 */
export async function labRun(launch: () => Promise<Browser>, baseUrl: string, query: string): Promise<LabRun> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const phases = await followPhases(page);
    await page.goto(`${baseUrl}/lab?${query}`, { waitUntil: 'networkidle' });
    const read = await createCpuReader(browser, page);
    await page.waitForTimeout(LOOK_MS);
    await pressGo(page);
    const begun = await phases.until(['running', 'done', 'cancelled', 'stopped']);
    const from = await read();
    const ended = await phases.until(['done', 'cancelled', 'stopped']);
    const to = await read();
    if (begun !== 'running' || ended !== 'done') throw new Error(`The run ended as ${ended}.`);
    return { load: loadBetween(from, to), kept: await takeKeptRun(page) };
  } finally {
    await browser.close();
  }
}
