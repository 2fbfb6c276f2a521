import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { generateRows } from '@/lib/batch/data/generate-rows';
import { decodePart, encodePart } from '@/lib/batch/rows/part-codec';
import { nextPartRows, planParts } from '@/lib/batch/rows/part-plan';
import { NO_LABEL, type RowBlock } from '@/lib/batch/rows/row-block';
import { findModel } from '@/lib/model';
import { MISSING } from '@/lib/model/features';
import { IMAGE_PIXELS } from '@/lib/model/image-classifier';
import { isTable, type ModelEntry } from '@/lib/model/manifest';
import { withSamples } from './batch-samples';

const MODELS = ['credit-risk', 'clothing'];

describe.each(MODELS)('a part of a data set for %s', (modelId) => {
  const model = findModel(modelId);

  test('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(blocks(model), async (block) => {
        const back = await decodePart(model, encodePart(model, block));
        expect(back.count).toBe(block.count);
        expect(bytesOf(back.values).equals(bytesOf(block.values))).toBe(true);
        expect(back.labels).toEqual(block.labels);
      }),
      { numRuns: 50 },
    );
  });

  test('that is cut short is named storage-failed', async () => {
    const { samples } = await withSamples(modelId);
    const whole = encodePart(model, generateRows(model, samples, 1, 0, 20));
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 50)) {
      await expect(decodePart(model, whole.subarray(0, length))).rejects.toMatchObject({ code: 'storage-failed' });
    }
  });
});

test('a part is a Parquet file that a reader who knows nothing of Trilane opens', async () => {
  const { model, samples } = await withSamples('credit-risk');
  const block = generateRows(model, samples, 7, 0, 300);
  const bytes = encodePart(model, block);
  const file = {
    byteLength: bytes.length,
    slice: (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer,
  };
  const rows = await parquetReadObjects({ file });
  const ids = model.features?.map(({ id }) => id) ?? [];
  expect(rows).toHaveLength(300);
  expect(rows.flatMap((row) => ids.map((id) => row[id]))).toEqual([...block.values]);
  expect(rows.map((row) => row.label)).toEqual([...block.labels]);
});

test('a part without labels has no such column', async () => {
  const { model, samples } = await withSamples('clothing');
  const block = { ...generateRows(model, samples, 7, 0, 3), labels: new Uint8Array(3).fill(NO_LABEL) };
  const bytes = encodePart(model, block);
  const file = {
    byteLength: bytes.length,
    slice: (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer,
  };
  const [row] = await parquetReadObjects({ file, utf8: false });
  expect(Object.keys(row ?? {})).toEqual(['pixels']);
  expect(row?.pixels).toEqual(block.values.subarray(0, IMAGE_PIXELS));
});

describe.each(MODELS)('generated rows for %s', (modelId) => {
  test('do not depend on how they are cut', async () => {
    const { model, samples } = await withSamples(modelId);
    const seed = fc.integer({ min: 0, max: 0x7fffffff });
    const cut = fc.tuple(fc.nat(10_000_000), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(seed, cut, (seed, [first, left, right]) => {
        const whole = generateRows(model, samples, seed, first, left + right);
        const parts = [
          generateRows(model, samples, seed, first, left),
          generateRows(model, samples, seed, first + left, right),
        ];
        expect(Buffer.concat(parts.map(({ values }) => bytesOf(values))).equals(bytesOf(whole.values))).toBe(true);
        expect(parts.flatMap(({ labels }) => [...labels])).toEqual([...whole.labels]);
      }),
      { numRuns: 40 },
    );
  });

  test('differ from seed to seed and from row to row', async () => {
    const { model, samples } = await withSamples(modelId);
    const one = generateRows(model, samples, 1, 0, 500);
    const two = generateRows(model, samples, 2, 0, 500);
    expect(bytesOf(one.values).equals(bytesOf(two.values))).toBe(false);
    const width = one.values.length / one.count;
    const rows = Array.from({ length: 500 }, (_, row) =>
      bytesOf(one.values.subarray(row * width, (row + 1) * width)).toString('hex'),
    );
    expect(new Set(rows).size).toBeGreaterThan(400);
  });

  test('have the classes of the test samples, about as often', async () => {
    const { model, samples } = await withSamples(modelId);
    const { labels } = generateRows(model, samples, 3, 0, 50_000);
    const shares = (of: Uint8Array) =>
      model.classes.map((_, index) => of.filter((label) => label === index).length / of.length);
    const wanted = shares(samples.labels);
    // A share of 50,000 draws has a standard deviation of at most 0.0023; within seven of them.
    shares(labels).forEach((share, index) => {
      expect(Math.abs(share - (wanted[index] ?? 0))).toBeLessThan(0.016);
    });
  });
});

test('generated rows of a table stay within the training data, whole numbers whole, categories and gaps as they were', async () => {
  const { model, samples } = await withSamples('credit-risk');
  if (!isTable(model) || samples.kind !== 'table') throw new Error('no table');
  const { values, count } = generateRows(model, samples, 11, 123, 4000);
  const width = model.features.length;
  model.features.forEach(({ integer, least, most, kind, categories, mayBeMissing }, at) => {
    for (let row = 0; row < count; row++) {
      const value = values[row * width + at] ?? Number.NaN;
      if (value === MISSING) {
        expect(mayBeMissing).toBe(true);
        continue;
      }
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
      if (integer || kind === 'category') expect(Number.isInteger(value)).toBe(true);
      if (kind === 'category') expect(categories?.[value]).toBeDefined();
    }
  });
});

describe('the parts of a data set', () => {
  const model = fc.constantFrom(...MODELS).map(findModel);

  test('of known size hold each row once, in order', () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 1, max: 10_000_000 }), (model, rows) => {
        let next = 0;
        planParts(model, rows).forEach((part, index) => {
          expect(part.index).toBe(index);
          expect(part.firstRow).toBe(next);
          expect(part.rows).toBeGreaterThan(0);
          next += part.rows;
        });
        expect(next).toBe(rows);
      }),
    );
  });

  test('are 32, unless they would be smaller than 256 rows or larger than a worker should hold', () => {
    const table = findModel('credit-risk');
    expect(planParts(table, 1_000_000)).toHaveLength(32);
    expect(planParts(table, 1000).map(({ rows }) => rows)).toEqual([256, 256, 256, 232]);
    expect(planParts(table, 10_000_000)[0]?.rows).toBe(65_536);
    expect(planParts(findModel('clothing'), 10_000_000)[0]?.rows).toBe(8192);
  });

  test('of unknown size grow with what came before', () => {
    const table = findModel('credit-risk');
    expect([0, 4096, 160_000, 9_000_000].map((before) => nextPartRows(table, before))).toEqual([
      256, 256, 10_000, 65_536,
    ]);
  });
});

function blocks(model: ModelEntry): fc.Arbitrary<RowBlock> {
  const labels = fc.array(fc.oneof(fc.nat(model.classes.length - 1), fc.constant(NO_LABEL)), {
    minLength: 1,
    maxLength: 700,
  });
  return fc.tuple(labels, fc.nat()).map(([labels, seed]) => {
    const count = labels.length;
    const width = model.features?.length ?? IMAGE_PIXELS;
    const fill = (_: unknown, index: number) => ((index + 1) * 2654435761 + seed) % 256;
    const values = isTable(model)
      ? Float32Array.from({ length: count * width }, (_, index) => fill(_, index) / 7 - 1)
      : Uint8Array.from({ length: count * width }, fill);
    return { count, values, labels: Uint8Array.from(labels) };
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
