import type { ValidityReason } from '../measure/validity';
import { chromeTrace } from './chrome-trace';
import { jsonFile } from './json-pieces';
import { loadgenSummary } from './loadgen-summary';
import { measurementsCsv } from './measurements-csv';
import { documentOf, type RunSource } from './run-document';
import { figuresOf } from './run-figures';
import type { RunFileKind } from './run-file-kinds';

const ENDING: Readonly<Record<RunFileKind, string>> = {
  json: '.json',
  csv: '.csv',
  summary: '-summary.txt',
  trace: '-trace.json',
};

export interface RunFile {
  readonly name: string;
  readonly blob: Blob;
}

/** @throws TrilaneError `internal` when there is no finished run */
export async function runFile(
  kind: RunFileKind,
  source: RunSource,
  inWords: (reason: ValidityReason) => string,
): Promise<RunFile> {
  return { name: `${stemOf(source)}${ENDING[kind]}`, blob: await blobOf(kind, source, inWords) };
}

async function blobOf(kind: RunFileKind, source: RunSource, inWords: (reason: ValidityReason) => string) {
  switch (kind) {
    case 'json':
      return jsonFile(await documentOf(source));
    case 'csv':
      return measurementsCsv(source);
    case 'trace':
      return chromeTrace(source);
    default: {
      const { passes = [] } = (await figuresOf(source)) ?? {};
      return new Blob([loadgenSummary(source, passes, inWords)], { type: 'text/plain' });
    }
  }
}

/** `trilane-digits-fp32-20261122-100000`: sorts by time, and every system takes it. */
function stemOf({ setup, startedAt }: RunSource): string {
  const at = (startedAt ?? '').slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return ['trilane', setup?.modelId, setup?.versionId, at].filter(Boolean).join('-');
}
