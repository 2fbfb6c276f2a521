import 'client-only';
import { isFull } from '../device/database';
import { TrilaneError } from '../errors';
import { jsonFile } from '../export/json-pieces';
import { parseRun } from '../export/parse-run';
import { documentOf } from '../export/run-document';
import { figuresOf } from '../export/run-figures';
import type { RunDocument } from '../export/run-schema';
import { lessonFiguresOf } from '../lesson/figures';
import { type HistoryDatabase, withHistory } from './history-database';
import { runsToDrop } from './history-limits';
import { type HistoryRow, isMeasuredHere, lanesOf } from './history-row';
import { openRun } from './open-run';
import type { RunState } from './run-state';

/**
 * Keeps a finished run on this device; older ones make room. Does nothing with a run that has no answer, or that comes
 * from the history itself. To be called when a run is over; what it throws is to be said and otherwise of no consequence.
 * @returns its row, or `null` where there was nothing to keep
 * @throws TrilaneError `storage-failed`
 */
export async function rememberRun(state: RunState): Promise<HistoryRow | null> {
  const { kind } = state.origin;
  const figures = await figuresOf(state);
  const answered = figures?.last.summaries.some(({ counts }) => counts.completed > 0);
  if (!figures || !answered || kind === 'history' || kind === 'simulated') return null;
  const document = await documentOf(state);
  return saveRun(document, {
    verdict: figures.validity.verdict,
    lanes: lanesOf(figures),
    // A run from a file may be of another device.
    measuredHere: kind === 'measured',
    ...(kind === 'measured' && { lessonFigures: lessonFiguresOf(figures.last.summaries) }),
  });
}

async function saveRun(
  document: RunDocument,
  figures: Pick<HistoryRow, 'verdict' | 'lanes' | 'measuredHere' | 'lessonFigures'>,
): Promise<HistoryRow> {
  const file = await jsonFile(document);
  const { startedAt, setup, phase, faults } = document;
  const row: HistoryRow = {
    id: idOf(document),
    startedAt,
    sizeBytes: file.size,
    setup: setup as HistoryRow['setup'],
    phase,
    altered: faults.altered,
    ...figures,
  };
  await withHistory(async (database) => {
    for (;;) {
      try {
        await put(database, row, file);
        return;
      } catch (thrown) {
        // The device may be fuller than our own limits foresee.
        const oldest = isFull(thrown) && (await rowsOf(database)).at(-1);
        if (!oldest || oldest.id === row.id) throw thrown;
        await drop(database, oldest.id);
      }
    }
  });
  return row;
}

/** The saved runs, the newest first. @throws TrilaneError `storage-failed` */
export function listRuns(): Promise<readonly HistoryRow[]> {
  return withHistory(rowsOf);
}

/** @throws TrilaneError `storage-failed`, `unknown-run`, and what `parseRun` throws */
export async function loadRun(id: string): Promise<RunState> {
  const [file, row] = await withHistory((database) =>
    Promise.all([database.get('documents', id), database.get('rows', id)]),
  );
  if (!file) throw new TrilaneError('unknown-run', `The run ${id} is not on this device, or not any more.`);
  return openRun(await parseRun(await file.text()), {
    kind: 'history',
    id,
    measuredHere: row !== undefined && isMeasuredHere(row),
  });
}

/** @throws TrilaneError `storage-failed` */
export function deleteRun(id: string): Promise<void> {
  return withHistory((database) => drop(database, id));
}

/** @throws TrilaneError `storage-failed` */
export function clearRuns(): Promise<void> {
  return withHistory(async (database) => {
    const change = database.transaction(['rows', 'documents'], 'readwrite');
    await Promise.all([change.objectStore('rows').clear(), change.objectStore('documents').clear(), change.done]);
  });
}

async function put(database: HistoryDatabase, row: HistoryRow, file: Blob): Promise<void> {
  const change = database.transaction(['rows', 'documents'], 'readwrite');
  // Awaited below; a step that fails before must not leave it unheard.
  change.done.catch(() => {});
  const rows = change.objectStore('rows');
  const documents = change.objectStore('documents');
  await Promise.all([rows.put(row), documents.put(file, row.id)]);
  const all = (await rows.index('startedAt').getAll()).reverse();
  // A run that was opened from a file may be the oldest and is still the one to keep.
  const newestFirst = [row, ...all.filter(({ id }) => id !== row.id)];
  await Promise.all(runsToDrop(newestFirst).flatMap(({ id }) => [rows.delete(id), documents.delete(id)]));
  await change.done;
}

async function drop(database: HistoryDatabase, id: string): Promise<void> {
  const change = database.transaction(['rows', 'documents'], 'readwrite');
  await Promise.all([change.objectStore('rows').delete(id), change.objectStore('documents').delete(id), change.done]);
}

async function rowsOf(database: HistoryDatabase): Promise<HistoryRow[]> {
  return (await database.getAllFromIndex('rows', 'startedAt')).reverse();
}

/** The same run has the same id, however often it is saved: `20261122-100000-1a2b3c4d`. */
function idOf({ startedAt, checksum }: RunDocument): string {
  const at = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${at}-${checksum.slice(0, 8)}`;
}
