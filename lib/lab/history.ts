import 'client-only';
import { reportOf, TrilaneError } from '../errors';
import { fieldsThatDiffer, type RunSetup } from '../experiment/setup';
import { type ParsedDocument, parseDocument } from '../export/parse-study';
import { documentOf } from '../export/run-document';
import { figuresOf } from '../export/run-figures';
import type { RunDocument } from '../export/run-schema';
import { lessonFiguresOf } from '../lesson/figures';
import { readHistory } from './history-database';
import { isMeasuredHere, isRunRow, lanesOf, type RunRow, type StudyRow } from './history-row';
import { keep, listKept } from './history-store';
import { type Opened, openDocument } from './open-run';
import type { RunState } from './run-state';
import { documentOf as documentOfStudy, hasMeasured, resultOf } from './studies/study-document';
import { isStudyOver, type StudyState } from './studies/study-state';
import { studySummary } from './studies/study-summary';

/**
 * Keeps a finished run on this device; older ones make room. Does nothing with a run that has no answer, or that comes
 * from the history itself. To be called when a run is over; what it throws is to be said and otherwise of no consequence.
 * @param insteadOf the row that it takes the place of
 * @returns its row, or `null` where there was nothing to keep
 * @throws TrilaneError `storage-failed`, `file-too-large`
 */
export async function rememberRun(state: RunState, insteadOf?: string): Promise<RunRow | null> {
  const { kind } = state.origin;
  const figures = await figuresOf(state);
  const answered = figures?.last.summaries.some(({ counts }) => counts.completed > 0);
  if (!figures || !answered || kind === 'history' || kind === 'simulated') return null;
  const document = await documentOf(state);
  const figuresOfRow = {
    verdict: figures.validity.verdict,
    lanes: lanesOf(figures),
    // A run from a file may be of another device.
    measuredHere: kind === 'measured',
    ...(kind === 'measured' && { lessonFigures: lessonFiguresOf(figures.last.summaries) }),
  };
  return saveRun(document, figuresOfRow, insteadOf);
}

/**
 * Keeps what became known of a run that was measured here after it was kept, in place of what was: the memory of the page comes late. Does
 * nothing with one that was deleted meanwhile.
 * @throws TrilaneError `storage-failed`
 */
export async function rememberNews(id: string, state: RunState): Promise<RunRow | null> {
  const isKept = (await readHistory((database) => database.get('rows', id))) !== undefined;
  return isKept && state.origin.kind === 'measured' ? rememberRun(state, id) : null;
}

function saveRun(
  document: RunDocument,
  figures: Pick<RunRow, 'verdict' | 'lanes' | 'measuredHere' | 'lessonFigures'>,
  insteadOf?: string,
): Promise<RunRow> {
  const { startedAt, setup, phase, faults } = document;
  const rowOf = (about: Pick<RunRow, 'id' | 'sizeBytes'>): RunRow => ({
    ...about,
    kind: 'run',
    startedAt,
    setup: setup as RunRow['setup'],
    phase,
    altered: faults.altered,
    ...figures,
  });
  return keep(document, rowOf, insteadOf);
}

/** The saved runs, the newest first; no studies. @throws TrilaneError `kept-unreadable` */
export async function listRuns(): Promise<readonly RunRow[]> {
  return (await listKept()).filter(isRunRow);
}

/** Runs in the history of this device that were measured here under exactly this set-up, the newest first. */
export async function runsThatFit(setup: RunSetup): Promise<readonly RunRow[]> {
  try {
    const rows = await listRuns();
    return rows.filter(
      (row) =>
        row.phase === 'done' && !row.altered && isMeasuredHere(row) && fieldsThatDiffer(row.setup, setup).length === 0,
    );
  } catch {
    // A browser that keeps nothing has none.
    return [];
  }
}

/** @throws TrilaneError `kept-unreadable`, `unknown-run` (also of a study), `newer-schema` */
export async function loadRun(id: string): Promise<RunState> {
  const opened = await loadKept(id);
  if (opened.kind !== 'run') throw new TrilaneError('unknown-run', `What is kept as ${id} is a study, and no run.`);
  return opened.run;
}

/** A run or a study, as it is shown. @throws TrilaneError `kept-unreadable`, `unknown-run`, `newer-schema` */
export async function loadKept(id: string): Promise<Opened> {
  const [file, row] = await readHistory((database) =>
    Promise.all([database.get('documents', id), database.get('rows', id)]),
  );
  if (!file) throw new TrilaneError('unknown-run', `The run ${id} is not on this device, or not any more.`);
  return openDocument(await parseKept(file), {
    kind: 'history',
    id,
    measuredHere: row !== undefined && isMeasuredHere(row),
  });
}

/** Whatever a browser may have made of it. @throws TrilaneError `kept-unreadable`, `newer-schema` */
async function parseKept(file: unknown): Promise<ParsedDocument> {
  try {
    if (!(file instanceof Blob)) throw new TrilaneError('kept-unreadable', 'It is not the file that was kept.');
    return await parseDocument(await file.text());
  } catch (cause) {
    const { code, detail } = reportOf(cause);
    if (code === 'newer-schema') throw cause;
    throw new TrilaneError('kept-unreadable', `This record is damaged: ${detail}`, { cause });
  }
}

/**
 * Keeps a study that is over on this device, as a run is kept. Does nothing with one that measured nothing, or that comes from
 * the history itself.
 * @returns its row, or `null` where there was nothing to keep
 * @throws TrilaneError `storage-failed`
 */
export async function rememberStudy(state: StudyState<unknown>): Promise<StudyRow | null> {
  const { phase, origin, setup } = state;
  const result = resultOf(state);
  const isOld = origin.kind === 'history' || origin.kind === 'simulated';
  if (!result || !isStudyOver(phase) || isOld || !hasMeasured(result)) return null;
  // A drawn digit is no result, and a run is kept by `rememberRun`.
  if (!setup || setup.study === 'same-workload' || setup.study === 'draw') return null;
  const { verdict, headlines } = studySummary(state);
  const document = await documentOfStudy(state);
  return keep(document, (about) => ({
    ...about,
    kind: 'study',
    startedAt: document.startedAt,
    setup,
    phase,
    altered: document.faults.altered,
    measuredHere: origin.kind === 'measured',
    verdict,
    headlines,
  }));
}
