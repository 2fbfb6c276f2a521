/**
 * What train-credit.py left in `.training/`: the held-out rows and what is known about the features. R reads the data,
 * so this side takes it from there.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Feature } from '../model/features';
import { REPOSITORY, type TableModelId } from './models';

/** Row by row, one float a feature, with one label byte a row. */
export interface Rows {
  readonly values: Float32Array;
  readonly labels: Uint8Array;
}

interface TableFacts {
  readonly features: readonly Feature[];
  readonly trainCount: number;
}

export function readTestRows(modelId: TableModelId): Rows {
  const values = floatsOf(modelId, 'test-values.f32');
  return { values, labels: new Uint8Array(readNote(modelId, 'test-labels.u8')) };
}

export function readFacts(modelId: TableModelId): TableFacts {
  return JSON.parse(readNote(modelId, 'facts.json').toString('utf8')) as TableFacts;
}

/** The probability of the second class for each held-out row, as the library that trained a version has it. */
export function readReference(modelId: TableModelId, versionId: string): Float32Array {
  return floatsOf(modelId, `${versionId}.f32`);
}

function floatsOf(modelId: TableModelId, name: string): Float32Array {
  return new Float32Array(Uint8Array.from(readNote(modelId, name)).buffer);
}

function readNote(modelId: TableModelId, name: string): Buffer {
  const file = path.join(REPOSITORY, '.training', modelId, name);
  if (!existsSync(file)) throw new Error(`${file} is not there; train ${modelId} first, see lib/training/README.md`);
  return readFileSync(file);
}
