import type { Page } from 'playwright/test';
import { conditionsOf, type RunSetup, targetOf, workloadSpecOf } from '@/lib/experiment/setup';
import { parseSetup } from '@/lib/experiment/setup-url';
import { documentOf, type RunSource } from '@/lib/export/run-document';
import type { RunDocument } from '@/lib/export/run-schema';
import type { RunRow } from '@/lib/lab/history-row';
import { NO_FAULTS } from '@/lib/measure/faults';
import { findModel, findVersion } from '@/lib/model';
import type { ModeId } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { createWorkload } from '@/lib/workload/workload';
import { completed, recordOf, used } from '../unit/measure-fixtures';

const STARTED_AT = '2026-11-20T10:00:00.000Z';
/** What an item takes once it is worked on; ms. */
const WORK_MS: Readonly<Record<ModeId, number>> = { batch: 12, online: 8, edge: 0.6 };

/**
 * A run as if it had been measured under a set-up: steady lanes, each about as quick as it would be on a laptop. For tests
 * of what is made of a run, where the measuring itself is not in question.
 */
function madeUpRun(setup: RunSetup): RunSource {
  const spec = workloadSpecOf(setup, findModel(setup.modelId).samples.count);
  const workload = createWorkload(spec);
  const { sha256 } = findVersion(setup);
  const random = createRandom(1);
  const records = setup.lanes.map((modeId) => {
    const conditions = conditionsOf(setup, modeId);
    const emulatedMs = modeId === 'online' && setup.network === '4g' ? 170 : 0;
    const measurements = Array.from({ length: workload.count }, (_, item) => {
      const arrived = workload.arrivedAtMs[item] ?? 0;
      const gathers = modeId === 'batch';
      const waitMs = gathers ? (Math.floor(arrived / setup.intervalMs) + 1) * setup.intervalMs - arrived : 0;
      const workMs = WORK_MS[modeId] * (1 + random() / 20) * (modeId === 'edge' ? setup.slowdown : 1);
      const started = arrived + waitMs;
      return completed(
        item,
        { arrived, started, finished: started + workMs + emulatedMs },
        { stages: { waitMs, emulatedMs, computeMs: workMs / 2 }, batchSize: gathers ? 120 : 1 },
      );
    });
    return recordOf(modeId, measurements, {
      target: targetOf(setup, modeId),
      conditions,
      resources: used({ bytesSent: modeId === 'edge' ? 0 : 3000 * workload.count, bytesReceived: 80 * workload.count }),
    });
  });
  const model = {
    sha256,
    coldStart: { fetchMs: 10, compileMs: 30, firstRunMs: 4 },
    environment: { runtime: 'onnxruntime-web', version: '1.30.0', threads: 2, simd: true },
  };
  return {
    phase: 'done',
    startedAt: STARTED_AT,
    setup,
    samples: null,
    workload,
    records,
    repeats: [{ order: setup.lanes, records }],
    loaded: Object.fromEntries(setup.lanes.map((lane) => [lane, model])),
    parity: { state: 'agreed', difference: 1e-7, tolerance: 1e-5, sampleCount: 16, sha256 },
    faults: NO_FAULTS,
    pageMemoryBytes: null,
    error: null,
  };
}

/** A run of what an address of the Lab asks for, as a file says it: made up, so that no test waits for one. */
export function keptDocument(address: string): Promise<RunDocument> {
  const { setup } = parseSetup(new URLSearchParams(address.split('?')[1]));
  if (setup.study !== 'same-workload') throw new Error(`${address} asks for no run.`);
  return documentOf(madeUpRun(setup));
}

/** Puts a made-up run into the history of this browser, as one that was measured here. The page must be on the site. */
export async function keepRun(page: Page, setup: RunSetup): Promise<void> {
  const document = await documentOf(madeUpRun(setup));
  const row: RunRow = {
    kind: 'run',
    id: `20261120-100000-${document.checksum.slice(0, 8)}`,
    startedAt: STARTED_AT,
    sizeBytes: 1,
    setup,
    phase: 'done',
    verdict: 'valid',
    altered: false,
    lessonFigures: {},
    lanes: [],
  };
  await page.evaluate(
    async ({ row, text }) => {
      const opening = indexedDB.open('trilane-history', 2);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('rows', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
        opening.result.createObjectStore('documents');
      };
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const change = database.transaction(['rows', 'documents'], 'readwrite');
      change.objectStore('rows').put(row);
      change.objectStore('documents').put(new Blob([text]), row.id);
      await new Promise<void>((resolve, reject) => {
        change.oncomplete = () => resolve();
        change.onerror = () => reject(change.error);
      });
      database.close();
    },
    { row, text: JSON.stringify(document) },
  );
}
