import { describe, expect, test } from 'vitest';
import { openLabJobMessage, tensorOf } from '@/lib/engine/wire/lab-job-message';
import { encodeInferRequest, encodeInferResponse, HEADER_LENGTH, MOST_ROWS_PER_REQUEST } from '@/lib/engine/wire/oip';

const SPEC = { name: 'image', datatype: 'FP32', shape: [-1, 1, 2, 2] } as const;

describe('A batch message', () => {
  test('brings back the tensor of a request of more rows than the online lane takes, and its parameters', () => {
    const rows = MOST_ROWS_PER_REQUEST * 2 + 1;
    const data = Float32Array.from({ length: rows * 4 }, (_, index) => index / 7);
    const { headers, body } = encodeInferRequest({ shape: [rows, 1, 2, 2], data }, SPEC, {
      parameters: { model: 'digits' },
    });
    const message = openLabJobMessage(headers[HEADER_LENGTH], body);
    expect(message.parameters).toMatchObject({ model: 'digits' });
    const tensor = tensorOf(message, 'inputs', SPEC);
    expect(tensor.shape).toEqual([rows, 1, 2, 2]);
    expect(tensor.data).toEqual(data);
  });

  test('brings back the tensor of a response', () => {
    const spec = { name: 'probabilities', datatype: 'FP32', shape: [-1, 2] };
    const output = { shape: [2, 2], data: Float32Array.of(0.1, 0.9, 0.5, 0.5) };
    const { headers, body } = encodeInferResponse(output, spec, { modelId: 'digits', versionId: 'fp32' });
    expect(tensorOf(openLabJobMessage(headers[HEADER_LENGTH], body), 'outputs', spec)).toEqual(output);
  });

  test.each([
    ['another name', { name: 'picture' }, 'wrong-input'],
    ['another datatype', { datatype: 'FP64' }, 'wrong-datatype'],
    ['another row shape', { shape: [2, 1, 4, 1] }, 'wrong-shape'],
    ['no batch axis', { shape: [2, 2] }, 'wrong-shape'],
    ['a shape that is no list', { shape: 'big' }, 'wrong-shape'],
    ['half a row', { shape: [1.5, 1, 2, 2] }, 'wrong-shape'],
    ['no rows', { shape: [0, 1, 2, 2] }, 'too-few-samples'],
    ['a million and one rows', { shape: [1_000_001, 1, 2, 2] }, 'too-many-samples'],
    ['fewer rows than bytes', { shape: [1, 1, 2, 2] }, 'malformed-binary'],
    ['more rows than bytes', { shape: [3, 1, 2, 2] }, 'malformed-binary'],
    ['a size of its own', { parameters: { binary_data_size: 12 } }, 'malformed-binary'],
    ['no size', { parameters: {} }, 'malformed-binary'],
    ['values in the JSON as well', { data: [1, 2, 3] }, 'wrong-input'],
  ])('with %s is refused', (_what, change, code) => {
    const entry = {
      name: 'image',
      datatype: 'FP32',
      shape: [2, 1, 2, 2],
      parameters: { binary_data_size: 32 },
      ...change,
    };
    const message = { json: { inputs: [entry] }, parameters: {}, binary: new Uint8Array(32) };
    expect(() => tensorOf(message, 'inputs', SPEC)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ['no inputs', {}],
    ['two inputs', { inputs: [{}, {}] }],
    ['an input that is no object', { inputs: [7] }],
  ])('with %s is refused', (_what, json) => {
    const message = { json, parameters: {}, binary: new Uint8Array() };
    expect(() => tensorOf(message, 'inputs', SPEC)).toThrow(expect.objectContaining({ code: 'wrong-input' }));
  });

  test('without the length of its JSON is refused', () => {
    expect(() => openLabJobMessage(undefined, new Uint8Array(8))).toThrow(
      expect.objectContaining({ code: 'malformed-binary' }),
    );
  });
});
