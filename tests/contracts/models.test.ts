import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '@/lib/i18n/messages';
import { findModel, findVersion, MANIFEST } from '@/lib/model';
import { encodeSample } from '@/lib/model/encode-sample';
import { sha256Hex } from '@/lib/model/hash';
import { decodeClasses } from '@/lib/model/image-classifier';
import { loadSamples, type SampleSet } from '@/lib/model/samples';
import { type Tensor as RowTensor, rowOf, stackRows } from '@/lib/model/tensor';

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
  const { input, output, classes } = findModel(modelId);
  const rows: Float32Array[] = [];
  for (let start = 0; start < samples.count; start += batchSize) {
    const images = Array.from({ length: Math.min(batchSize, samples.count - start) }, (_, row) =>
      encodeSample(samples, start + row),
    );
    const { shape, data } = stackRows(images, input.shape.slice(1));
    const results = await session.run({ [input.name]: new Tensor('float32', data, shape) });
    const probabilities = { shape: [images.length, classes.length], data: results[output.name]?.data as Float32Array };
    images.forEach((_, row) => {
      rows.push(rowOf(probabilities, row));
    });
  }
  return stackRows(rows, [classes.length]);
}

describe.each(MANIFEST.models)('model $id', (model) => {
  it('has at least 500 labelled test images, the ones the manifest lists', async () => {
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
    const words = MESSAGES.sentence as {
      models: object;
      versions: object;
      precision: object;
      classes: Record<string, object>;
    };
    expect(words.models).toHaveProperty(model.id);
    for (const { id, precision } of model.versions) {
      expect(words.versions).toHaveProperty(id);
      expect(words.precision).toHaveProperty(precision);
    }
    expect(Object.keys(words.classes[model.id] ?? {}).sort()).toEqual([...model.classes].sort());
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

  it('gives probabilities: ten numbers that add up to one', async () => {
    const samples = { ...(await loadSamples(model, read)), count: 20 };
    const session = await InferenceSession.create(join('public', version.file));
    const probabilities = await answers(target.modelId, session, samples, 20);
    for (let index = 0; index < samples.count; index++) {
      expect(rowOf(probabilities, index).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
    }
  });
});
