import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/i18n/messages';
import { findModel, findVersion, MANIFEST } from '@/lib/model';
import { decodeClasses } from '@/lib/model/answer';
import { encodeSample } from '@/lib/model/encode-sample';
import { type Feature, MISSING } from '@/lib/model/features';
import { sha256Hex } from '@/lib/model/hash';
import { isTable, type TableModel } from '@/lib/model/manifest';
import { featuresOf, loadSamples, type SampleSet, type TableSamples } from '@/lib/model/samples';
import { type Tensor as RowTensor, rowOf, stackRows } from '@/lib/model/tensor';
import { rocArea } from '@/lib/training/roc-area';

const read = async (path: string) => new Uint8Array(await readFile(join('public', path)));
const versions = MANIFEST.models.flatMap((model) =>
  model.versions.map((version) => ({ modelId: model.id, versionId: version.id })),
);

async function answers(
  modelId: string,
  session: InferenceSession,
  samples: SampleSet,
  batchSize: number,
): Promise<RowTensor> {
  const { classes } = findModel(modelId);
  const rows: Float32Array[] = [];
  for (let start = 0; start < samples.count; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, samples.count - start) }, (_, row) =>
      encodeSample(samples, start + row),
    );
    const probabilities = await answersTo(session, modelId, batch);
    batch.forEach((_, row) => {
      rows.push(rowOf(probabilities, row));
    });
  }
  return stackRows(rows, [classes.length]);
}

async function answersTo(
  session: InferenceSession,
  modelId: string,
  rows: readonly Float32Array[],
): Promise<RowTensor> {
  const { input, output, classes } = findModel(modelId);
  const { shape, data } = stackRows(rows, input.shape.slice(1));
  const results = await session.run({ [input.name]: new Tensor('float32', data, shape) });
  return { shape: [rows.length, classes.length], data: results[output.name]?.data as Float32Array };
}

/** What `public/models/<id>/words.json` says. */
interface ModelWords {
  readonly name: string;
  readonly about: string;
  readonly versions: object;
  readonly classes: object;
  readonly features?: object;
  readonly values?: Readonly<Record<string, object>>;
  readonly missing?: string;
}

const wordsOf = (modelId: string) =>
  (MESSAGES.modelWords as unknown as Record<string, ModelWords>)[modelId] as ModelWords;

describe.each(MANIFEST.models)('model $id', (model) => {
  it('has at least 500 labelled test samples, the ones the manifest lists', async () => {
    const samples = await loadSamples(model, read);
    expect(samples.count).toBeGreaterThanOrEqual(500);
    expect([...samples.labels].every((label) => label < model.classes.length)).toBe(true);
    expect(new Set(samples.labels).size).toBe(model.classes.length);
  });

  it('has a card that names every version, the data and its licence', async () => {
    const card = await readFile(join('public/models', model.id, 'README.md'), 'utf8');
    for (const version of model.versions) expect(card).toContain(version.id);
    expect(card).toContain(model.data.licence);
  });

  it('has words for itself, its versions and its classes', () => {
    const words = wordsOf(model.id);
    expect(words).toMatchObject({ name: expect.any(String), about: expect.any(String) });
    expect(Object.keys(words.versions).sort()).toEqual(model.versions.map(({ id }) => id).sort());
    for (const { precision } of model.versions) expect(MESSAGES.sentence.precision).toHaveProperty(precision);
    expect(Object.keys(words.classes).sort()).toEqual([...model.classes].sort());
  });

  it('lists each version once, the default among them', () => {
    const ids = model.versions.map((version) => version.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(model.defaultVersion);
  });
});

describe.each(versions)('$modelId $versionId', (target) => {
  const version = findVersion(target);
  const model = findModel(target.modelId);

  it('is the file the manifest lists', async () => {
    const bytes = await read(version.file);
    expect(sha256Hex(bytes)).toBe(version.sha256);
    expect((await stat(join('public', version.file))).size).toBe(version.sizeBytes);
  });

  it('is as accurate on the shipped samples as the manifest says, and its claim lies in its interval', async () => {
    const samples = await loadSamples(model, read);
    const session = await InferenceSession.create(join('public', version.file));
    const probabilities = await answers(target.modelId, session, samples, 100);
    const right = [...samples.labels].filter(
      (label, index) => decodeClasses(rowOf(probabilities, index)).classIndex === label,
    ).length;
    // Kernels differ between processors in the last digit, which may turn a coin-toss image.
    expect(Math.abs(right - version.sampleAccuracy.correct)).toBeLessThanOrEqual(3);
    expect(version.accuracy.value).toBeGreaterThan(version.accuracy.low);
    expect(version.accuracy.value).toBeLessThan(version.accuracy.high);
  }, 240_000);

  it('gives probabilities: a number for each class, which add up to one', async () => {
    const samples = await loadSamples(model, read);
    const session = await InferenceSession.create(join('public', version.file));
    const rows = Array.from({ length: 20 }, (_, index) => encodeSample(samples, index));
    const probabilities = await answersTo(session, target.modelId, rows);
    expect(probabilities.data).toHaveLength(rows.length * model.classes.length);
    for (let index = 0; index < rows.length; index++) {
      const row = rowOf(probabilities, index);
      expect(row.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
    }
  });
});

describe.each(MANIFEST.models.filter(isTable))('table model $id', (model) => {
  const tableOf = async () => (await loadSamples(model, read)) as TableSamples;

  it('takes one value for each feature, each listed once', () => {
    expect(model.input.shape).toEqual([-1, model.features.length]);
    expect(new Set(model.features.map(({ id }) => id)).size).toBe(model.features.length);
  });

  it.each(model.features)('describes $id as its test rows are', async (feature) => {
    expect(['number', 'category']).toContain(feature.kind);
    expect(feature.categories !== undefined).toBe(feature.kind === 'category');
    expect(feature.spread).toBeGreaterThan(0);
    const values = columnOf(feature, model, await tableOf());
    const known = values.filter((value) => value !== MISSING);
    expect(known.every((value) => value >= 0)).toBe(true);
    if (feature.integer) expect(known.every(Number.isInteger)).toBe(true);
    if (feature.categories) expect(known.every((value) => feature.categories?.[value] !== undefined)).toBe(true);
    if (!feature.mayBeMissing) expect(known).toHaveLength(values.length);
  });

  it('has words for its features and for what may stand in them', () => {
    const { features, values: ofFeatures = {}, missing } = wordsOf(model.id);
    expect(missing).toEqual(expect.any(String));
    expect(Object.keys(features ?? {})).toEqual(model.features.map(({ id }) => id));
    const categories = model.features.filter((feature) => feature.categories);
    expect(Object.keys(ofFeatures)).toEqual(categories.map(({ id }) => id));
    for (const { id, categories: values } of categories) expect(Object.keys(ofFeatures[id] ?? {})).toEqual(values);
  });

  it('has a card that says who should not rely on it, what is unfair about it, and what each feature is', async () => {
    const card = await readFile(join('public/models', model.id, 'README.md'), 'utf8');
    expect(card).toContain('## Who should not rely on it');
    expect(card).toContain('## Fairness');
    for (const { id } of model.features) expect(card).toContain(`| \`${id}\` |`);
  });

  it.each(model.versions)('$id takes anything below 0, and what is no number, for missing', async (version) => {
    const session = await InferenceSession.create(join('public', version.file));
    const row = encodeSample(await tableOf(), 0);
    for (let at = 0; at < row.length; at++) {
      const rows = [MISSING, -2.5, Number.NaN].map((value) =>
        row.map((known, column) => (column === at ? value : known)),
      );
      const probabilities = await answersTo(session, model.id, rows);
      expect(rowOf(probabilities, 1)).toEqual(rowOf(probabilities, 0));
      expect(rowOf(probabilities, 2)).toEqual(rowOf(probabilities, 0));
    }
  });

  it.each(model.versions)('$id ranks the shipped rows about as well as the manifest says', async (version) => {
    const samples = await tableOf();
    const session = await InferenceSession.create(join('public', version.file));
    const probabilities = await answers(model.id, session, samples, 100);
    const scores = Float32Array.from({ length: samples.count }, (_, index) => rowOf(probabilities, index)[1] ?? 0);
    const { value } = rocArea(scores, samples.labels);
    expect(version.auc?.count).toBe(model.data.testCount);
    expect(value).toBeGreaterThan(version.auc?.low ?? 1);
    expect(value).toBeLessThan(version.auc?.high ?? 0);
  });

  it.each(model.versions)('$id is right more often than naming the commonest class would be', ({ accuracy }) => {
    expect(accuracy.low).toBeGreaterThan(model.data.commonestShare);
  });
});

function columnOf(feature: Feature, model: TableModel, samples: TableSamples): number[] {
  const at = model.features.indexOf(feature);
  return Array.from({ length: samples.count }, (_, index) => featuresOf(samples, index)[at] ?? Number.NaN);
}
