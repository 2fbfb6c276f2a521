/**
 * Everything measured about one model file, remembered in `.training/measured/`
 * by the hash of the file and the runtime's version: measuring all files takes
 * minutes, and mostly one of them has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from 'onnxruntime-node';
import { type Agreement, classify, countCorrect, measureAgreement, probabilities, weakestClass } from './measure';
import { REPOSITORY } from './models';
import { type RocArea, rocArea } from './roc-area';
import type { TestSet } from './test-set';

export interface FileMeasurement {
  readonly agreement: Agreement;
  /** Correct answers on the test set and on the shipped samples, one image at a time. */
  readonly correct: number;
  readonly sampleCorrect: number;
  readonly weakestClass: number;
  readonly weakestShare: number;
  /** Where there are two classes. */
  readonly auc?: RocArea;
}

const FOLDER = path.join(REPOSITORY, '.training/measured');

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Measures a model file, or returns what was measured for the same bytes before. */
export async function measureFile(file: string, test: TestSet, samples: TestSet): Promise<FileMeasurement> {
  const version = env.versions.node ?? env.versions.common;
  const note = path.join(FOLDER, `${sha256(readFileSync(file))}-onnxruntime-${version}.json`);
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as FileMeasurement;

  const { classCount } = test;
  const answers = await probabilities(file, test, 'native', 1);
  const classes = classify(answers, classCount);
  const sampleClasses = classify(await probabilities(file, samples, 'native', 1), classCount);
  const [weakest, weakestShare] = weakestClass(classes, test.labels, classCount);
  const measurement: FileMeasurement = {
    agreement: await measureAgreement(file, samples),
    correct: countCorrect(classes, test.labels),
    sampleCorrect: countCorrect(sampleClasses, samples.labels),
    weakestClass: weakest,
    weakestShare,
    ...(classCount === 2 && { auc: rocArea(scoresOf(answers), test.labels) }),
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(note, `${JSON.stringify(measurement, null, 2)}\n`);
  return measurement;
}

/** The probability of the second of two classes. */
export function scoresOf(answers: Float32Array): Float32Array {
  return answers.filter((_, index) => index % 2 === 1);
}
