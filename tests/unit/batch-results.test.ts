import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { encodeAnswers, resultsCsv, resultsParquet } from '@/lib/batch/jobs/results';
import { NO_LABEL } from '@/lib/batch/rows/row-block';
import { findModel } from '@/lib/model';

const model = findModel('clothing');
const classes = model.classes.length;

interface Chunk {
  readonly probabilities: Float32Array;
  readonly labels: Uint8Array | null;
}

const chunk: fc.Arbitrary<Chunk> = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    probabilities: fc
      .array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: count * classes, maxLength: count * classes })
      .map((values) => Float32Array.from(values)),
    labels: fc.option(
      fc
        .array(fc.oneof(fc.nat(classes - 1), fc.constant(NO_LABEL)), { minLength: count, maxLength: count })
        .map((labels) => Uint8Array.from(labels)),
    ),
  }),
);
const job = fc.array(chunk, { minLength: 1, maxLength: 4 });

describe('the answers of a job', () => {
  test('are one CSV file of all its chunks, each row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(job, async (chunks) => {
        const { keys, store } = kept(chunks);
        const text = (await bytesOf(resultsCsv({ model: model, kept: null }, keys, store))).toString();
        expect(text.endsWith('\r\n')).toBe(true);
        const rows = parse(text, { columns: true }) as Record<string, string>[];
        expect(rows).toEqual(expected(chunks).map((row) => ({ ...row.text, ...row.byClassText })));
      }),
      { numRuns: 25 },
    );
  });

  test('are one Parquet file of all its chunks, unknown labels null', async () => {
    await fc.assert(
      fc.asyncProperty(job, async (chunks) => {
        const { keys, store } = kept(chunks);
        const bytes = await bytesOf(resultsParquet({ model: model, kept: null }, keys, store));
        const file = {
          byteLength: bytes.length,
          slice: (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer,
        };
        expect(await parquetReadObjects({ file })).toEqual(
          expected(chunks).map((row) => ({ ...row.values, ...row.byClass })),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('read one chunk at a time, and only when the reader wants it', async () => {
    const { keys, store } = kept(
      Array.from({ length: 5 }, () => ({ probabilities: new Float32Array(classes), labels: null })),
    );
    const asked: string[] = [];
    const pieces = resultsCsv({ model: model, kept: null }, keys, {
      get(key) {
        asked.push(key);
        return store.get(key);
      },
    });
    await pieces.next();
    expect(asked).toEqual([]);
    await pieces.next();
    expect(asked).toEqual(keys.slice(0, 1));
    await pieces.return(undefined);
    expect(asked).toHaveLength(1);
  });

  test('a chunk whose file is damaged is named storage-failed', async () => {
    const store = { get: async () => new Uint8Array(100) };
    await expect(bytesOf(resultsParquet({ model: model, kept: null }, ['a'], store))).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });
});

function kept(chunks: readonly Chunk[]) {
  const files = new Map<string, Uint8Array>();
  let firstRow = 0;
  chunks.forEach(({ probabilities, labels }, index) => {
    files.set(`chunk-${index}`, encodeAnswers(model, { firstRow, probabilities, labels }));
    firstRow += probabilities.length / classes;
  });
  const get = async (key: string) => files.get(key) ?? new Uint8Array();
  return { keys: [...files.keys()], store: { get } };
}

/** The answers row by row, as text and as values. */
function expected(chunks: readonly Chunk[]) {
  let row = 0;
  return chunks.flatMap(({ probabilities, labels }) =>
    Array.from({ length: probabilities.length / classes }, (_, index) => {
      row++;
      const values = [...probabilities.subarray(index * classes, (index + 1) * classes)];
      const probability = Math.max(...values);
      const predicted = values.indexOf(probability);
      const label = labels?.[index] ?? NO_LABEL;
      const truth = label === NO_LABEL ? null : model.classes[label];
      const named = (show: (value: number) => unknown) =>
        Object.fromEntries(model.classes.map((name, at) => [`p_${name}`, show(values[at] ?? 0)]));
      const short = (value: number) => String(Number(value.toPrecision(9)));
      return {
        values: { row, predicted: model.classes[predicted], probability, label: truth },
        text: {
          row: String(row),
          predicted: model.classes[predicted],
          probability: short(probability),
          label: truth ?? '',
          correct: truth === null ? '' : String(label === predicted),
        },
        byClass: named((value) => value),
        byClassText: named(short),
      };
    }),
  );
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
