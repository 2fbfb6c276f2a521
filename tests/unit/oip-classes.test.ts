import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { createResponseEncoder } from '@/lib/engine/wire/oip-response-encoder';
import type { ModelEntry } from '@/lib/model/manifest';

const TARGET = { modelId: 'tiny', versionId: 'fp32' };
const CLASSES = ['apple', 'pear', 'Süßkirsche'];

function modelWith(classes: readonly string[]): ModelEntry {
  const input = { name: 'row', datatype: 'FP32', shape: [-1, 2] };
  return {
    id: 'tiny',
    input,
    output: { name: 'score', datatype: 'FP32', shape: [-1, 3] },
    classes,
  } as unknown as ModelEntry;
}

/** The texts of an answer, as a client reads them. */
function answerTo(rows: readonly (readonly number[])[], classCount: number, binaryOutput: boolean, classes = CLASSES) {
  const encode = createResponseEncoder(modelWith(classes), TARGET);
  const data = Float32Array.from(rows.flat());
  const { headers, body } = encode({ shape: [rows.length, 3], data }, { classCount, binaryOutput });
  const length = Number(headers[HEADER_LENGTH] ?? body.length);
  const [tensor] = JSON.parse(new TextDecoder().decode(body.subarray(0, length))).outputs;
  if (!binaryOutput) return { tensor, texts: tensor.data as string[] };
  expect(tensor.parameters).toEqual({ binary_data_size: body.length - length });
  const texts: string[] = [];
  const view = new DataView(body.buffer, body.byteOffset);
  for (let at = length; at < body.length; ) {
    const end = at + 4 + view.getUint32(at, true);
    texts.push(new TextDecoder().decode(body.subarray(at + 4, end)));
    at = end;
  }
  return { tensor, texts };
}

describe('An answer in classes', () => {
  test('holds the best of each row, best first, as value:index:label with six decimals', () => {
    const rows = [
      [0.25, 0.5, 0.125],
      [3, -1.5, 40],
    ];
    const { tensor, texts } = answerTo(rows, 2, false);
    expect(texts).toEqual(['0.500000:1:pear', '0.250000:0:apple', '40.000000:2:Süßkirsche', '3.000000:0:apple']);
    expect(tensor).toMatchObject({ name: 'score', datatype: 'BYTES', shape: [2, 2] });
  });

  test('names the earlier of equal values first', () => {
    expect(answerTo([[0.5, 0.5, 0.5]], 3, false).texts.map((text) => text.split(':')[1])).toEqual(['0', '1', '2']);
  });

  test('has no label where the model has none', () => {
    expect(answerTo([[1, 2, 3]], 1, false, []).texts).toEqual(['3.000000:2']);
  });

  test('says the same as bytes and as JSON, and never more classes than there are', () => {
    const row = fc.tuple(
      ...[0, 1, 2].map(() => fc.float({ noNaN: true, noDefaultInfinity: true, min: -9999, max: 9999 })),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (rows, count) => {
        const asJson = answerTo(rows, count, false);
        expect(answerTo(rows, count, true).texts).toEqual(asJson.texts);
        expect(asJson.tensor.shape).toEqual([rows.length, Math.min(count, 3)]);
        for (const [index, values] of rows.entries()) {
          const [value, at] = asJson.texts[index * Math.min(count, 3)]?.split(':') ?? [];
          expect(values[Number(at)]).toBe(Math.max(...values));
          expect(Number(value)).toBeCloseTo(Math.max(...values), 5);
        }
      }),
    );
  });

  test('is asked for by a number of classes; none of them means the values', () => {
    const input = { name: 'row', datatype: 'FP32', shape: [1, 2], data: [1, 2] };
    const asked = (classification: unknown) => {
      const body = { inputs: [input], outputs: [{ name: 'score', parameters: { classification } }] };
      return decodeInferRequest(null, null, new TextEncoder().encode(JSON.stringify(body)), modelWith(CLASSES))
        .classCount;
    };
    expect([3, 0, null].map(asked)).toEqual([3, 0, 0]);
    for (const wrong of [-1, 1.5, '3', true, []]) expect(() => asked(wrong)).toThrow(/a number of classes/);
  });
});
