import type { Page } from 'playwright/test';
import { parseRun } from '@/lib/export/parse-run';
import { type RestoredRun, restoreRun } from '@/lib/export/restore-run';
import { figuresOf } from '@/lib/export/run-figures';
import type { PassFigures } from '@/lib/measure/run-figures';
import type { ValidityReason } from '@/lib/measure/validity';

/** A run that a page has kept, read as anyone would who opens its file. */
export interface KeptRun {
  readonly run: RestoredRun;
  readonly passes: readonly PassFigures[];
  /** Why it is INVALID; none = it is VALID. */
  readonly reasons: readonly ValidityReason[];
}

/** The run that was kept last, once it is there; what was kept before is dropped. */
export async function takeKeptRun(page: Page): Promise<KeptRun> {
  const run = await restoreRun(await parseRun(await newestDocument(page)));
  const figures = await figuresOf({ ...run, samples: null });
  if (!figures) throw new Error('The run has no lane.');
  return { run, passes: figures.passes, reasons: figures.validity.reasons };
}

/** Why a run is INVALID, in one line: `online generator-late {"count":70,"of":600}`; '' = it is VALID. */
export const reasonsInWords = ({ reasons }: KeptRun): string => inWords(reasons);

export function inWords(reasons: readonly ValidityReason[]): string {
  return reasons.map(({ id, lane, ...more }) => [lane, id, JSON.stringify(more)].filter(Boolean).join(' ')).join(', ');
}

const LONGEST_MS = 30_000;
const ASK_EVERY_MS = 200;

async function newestDocument(page: Page): Promise<string> {
  for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += ASK_EVERY_MS) {
    const document = await page.evaluate(takeDocument);
    if (document !== null) return document;
    await page.waitForTimeout(ASK_EVERY_MS);
  }
  throw new Error('The page kept no run.');
}

/** Runs inside the page: it is sent there as text. */
async function takeDocument(): Promise<string | null> {
  // To open what is not there would make it, without what the page puts into it.
  if (!(await indexedDB.databases()).some(({ name }) => name === 'trilane-history')) return null;
  const request = indexedDB.open('trilane-history');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!database.objectStoreNames.contains('documents')) return null;
    const change = database.transaction(['rows', 'documents'], 'readwrite');
    const documents = change.objectStore('documents');
    const all = documents.getAll();
    const blobs = await new Promise<Blob[]>((resolve, reject) => {
      all.onsuccess = () => resolve(all.result as Blob[]);
      all.onerror = () => reject(all.error);
    });
    if (blobs.length > 0) {
      documents.clear();
      change.objectStore('rows').clear();
    }
    return (await blobs.at(-1)?.text()) ?? null;
  } finally {
    database.close();
  }
}
