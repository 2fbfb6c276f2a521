import { jsonFile } from '../../export/json-pieces';
import { toCsv } from '../../measure/series';
import { documentOf, resultOf, studyTable } from './study-document';
import type { StudyState } from './study-state';

/** A study as a file: all of it, or a row for each thing measured. @throws TrilaneError `internal` of a study that is not over */
export async function studyFile(
  kind: 'json' | 'csv',
  state: StudyState<unknown>,
): Promise<{ readonly name: string; readonly blob: Blob }> {
  const document = await documentOf(state);
  const { setup, startedAt } = document;
  const at = startedAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const name = ['trilane', setup.study, setup.modelId, setup.versionId, at].join('-');
  if (kind === 'json') return { name: `${name}.json`, blob: await jsonFile(document) };
  const result = resultOf(state);
  const text = result ? toCsv(studyTable(result)) : '';
  return { name: `${name}.csv`, blob: new Blob([text], { type: 'text/csv' }) };
}
