import { TrilaneError } from '../../errors';
import { setupOf, wholeOf } from '../../experiment/setup';
import type { ParsedStudy } from '../../export/parse-study';
import { documentOfStudy } from '../../export/study-document';
import type { StudyDocument } from '../../export/study-schema';
import type { DataTable } from '../../measure/series';
import type { RunOrigin } from '../run-state';
import type { CapacityResult } from './capacity-result';
import { capacityTable } from './capacity-table';
import { coldStartTable } from './cold-start-figures';
import type { ColdStartResult } from './cold-start-result';
import { isStudyOver, type StudyState } from './study-state';
import { sweepTable } from './sweep-figures';
import type { SweepResult } from './sweep-result';

/** A result with the name of its study, so that who reads it knows which it is. */
export type StudyResult =
  | ({ readonly study: 'capacity' } & CapacityResult)
  | ({ readonly study: 'cold-start' } & ColdStartResult)
  | ({ readonly study: 'sweep' } & SweepResult);

/** @param state of a study of the kind that its set-up names; `null` before one was run */
export function resultOf({ setup, result }: StudyState<unknown>): StudyResult | null {
  switch (setup?.study) {
    case 'capacity':
      return { study: 'capacity', ...(result as CapacityResult) };
    case 'cold-start':
      return { study: 'cold-start', ...(result as ColdStartResult) };
    case 'sweep':
      return { study: 'sweep', ...(result as SweepResult) };
    default:
      return null;
  }
}

/** Whether there is anything in it to keep. */
export function hasMeasured(result: StudyResult): boolean {
  if (result.study === 'capacity')
    return result.batch !== null || (result.online?.trials.length ?? 0) > 0 || result.edge !== null;
  return result.study === 'sweep' ? result.samples.length > 0 : result.starts.length > 0;
}

/** Everything measured, a row each. */
export function studyTable(result: StudyResult): DataTable {
  if (result.study === 'capacity') return capacityTable(result);
  return result.study === 'sweep' ? sweepTable(result) : coldStartTable(result);
}

/** @throws TrilaneError `internal` of a study that is not over */
export async function documentOf(state: StudyState<unknown>): Promise<StudyDocument> {
  const { phase, startedAt, setup, models, faults, error } = state;
  const result = resultOf(state);
  if (!result || !setup || !startedAt || !isStudyOver(phase))
    throw new TrilaneError('internal', 'There is no finished study to save.');
  const inFile =
    result.study === 'capacity' && result.edge
      ? { ...result, edge: { ...result.edge, latenciesMs: Array.from(result.edge.latenciesMs) } }
      : result;
  return documentOfStudy({
    startedAt,
    phase,
    ...(error && { error }),
    setup: wholeOf(setup),
    models: models as StudyDocument['models'],
    faults,
    result: inFile as StudyDocument['result'],
  });
}

/** The study a document tells of, to be shown as if it had just been measured. */
export function restoreStudy({ document, altered }: ParsedStudy, origin: RunOrigin): StudyState<unknown> {
  const { phase, startedAt, setup, models, faults, result, error } = document;
  return {
    phase,
    origin,
    startedAt,
    // Of a set-up in a file only the fields of its study count.
    setup: setupOf(setup),
    result: resultFrom(result),
    models,
    faults: { ...faults, altered: faults.altered || altered },
    error: error ?? null,
  };
}

function resultFrom({ study, ...held }: StudyDocument['result']): unknown {
  if (study === 'capacity' && 'edge' in held && held.edge)
    return { ...held, edge: { ...held.edge, latenciesMs: Float64Array.from(held.edge.latenciesMs) } };
  // Files of before name none: one point that failed ended the sweep.
  return study === 'sweep' ? { failures: [], ...held } : held;
}
