import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeInferRequest,
  decodeInferResponse,
  encodeInferRequest,
  encodeInferResponse,
  HEADER_LENGTH,
} from '@/lib/engine/wire/oip';
import { createResponseEncoder } from '@/lib/engine/wire/oip-response-encoder';
import { type ErrorCode, TrilaneError } from '@/lib/errors';
import type { ModelEntry } from '@/lib/model/manifest';
import { elementCount, type Tensor } from '@/lib/model/tensor';

const MODEL = {
  id: 'tiny',
  input: { name: 'image', datatype: 'FP32', shape: [-1, 1, 2, 3] },
  output: { name: 'probabilities', datatype: 'FP32', shape: [-1, 4] },
} as unknown as ModelEntry; // the codec reads nothing else
const TARGET = { modelId: 'tiny', versionId: 'fp32' };

const float = () => fc.float({ noNaN: true, noDefaultInfinity: true });
const tensorOf = (rowShape: readonly number[]) =>
  fc.integer({ min: 1, max: 5 }).chain((rows) => {
    const length = elementCount([rows, ...rowShape]);
    return fc
      .array(float(), { minLength: length, maxLength: length })
      .map((values): Tensor => ({ shape: [rows, ...rowShape], data: Float32Array.from(values) }));
  });
const inputs = tensorOf([1, 2, 3]);
const outputs = tensorOf([4]);

const encoder = new TextEncoder();
const json = (value: unknown) => encoder.encode(JSON.stringify(value));
const decode = (headers: Readonly<Record<string, string>>, body: Uint8Array) =>
  decodeInferRequest(headers[HEADER_LENGTH], headers['content-type'], body, MODEL);

function codeOf(work: () => unknown): ErrorCode | 'none' {
  try {
    work();
    return 'none';
  } catch (error) {
    if (error instanceof TrilaneError) return error.code;
    throw error;
  }
}

describe('a request', () => {
  test('reads back as it was written, as bytes and as JSON', () => {
    fc.assert(
      fc.property(inputs, fc.option(fc.string(), { nil: undefined }), fc.boolean(), (tensor, id, binary) => {
        const { headers, body } = encodeInferRequest(tensor, MODEL.input, { binary, ...(id !== undefined && { id }) });
        const request = decode(headers, body);
        // JSON has no negative zero.
        const expected = binary ? tensor.data : tensor.data.map((value) => value + 0);
        expect(request.inputs).toEqual({ shape: tensor.shape, data: expected });
        expect(request.id).toBe(id);
        expect(request.binaryOutput).toBe(binary);
      }),
    );
  });

  test('carries its parameters', () => {
    const tensor = { shape: [1, 1, 2, 3], data: new Float32Array(6) };
    const { headers, body } = encodeInferRequest(tensor, MODEL.input, {
      parameters: { priority: 2, who: 'me', calm: true },
    });
    expect(decode(headers, body).parameters).toEqual({ priority: 2, who: 'me', calm: true, binary_data_output: true });
  });

  test('may lie anywhere in memory', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 9 }), (tensor, offset) => {
        const { headers, body } = encodeInferRequest(tensor, MODEL.input);
        const moved = new Uint8Array(body.length + offset);
        moved.set(body, offset);
        expect(decode(headers, moved.subarray(offset)).inputs.data).toEqual(tensor.data);
      }),
    );
  });

  test('stays as it was when the memory it came in is used again', () => {
    const data = Float32Array.from([1, 2, 3, 4, 5, 6]);
    const { headers, body } = encodeInferRequest({ shape: [1, 1, 2, 3], data }, MODEL.input);
    const odd = new Uint8Array(body.length + 1);
    odd.set(body, 1);
    const first = decode(headers, odd.subarray(1)).inputs;
    for (let round = 0; round < 100; round++) decode(headers, odd.subarray(1));
    expect(first.data).toEqual(data);
  });

  test('may hold its JSON numbers nested as the shape or flat', () => {
    const nested = {
      inputs: [
        {
          name: 'image',
          datatype: 'FP32',
          shape: [2, 1, 2, 3],
          data: [
            [
              [
                [1, 2, 3],
                [4, 5, 6],
              ],
            ],
            [
              [
                [7, 8, 9],
                [10, 11, 12],
              ],
            ],
          ],
        },
      ],
    };
    const flat = { inputs: [{ ...nested.inputs[0], data: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }] };
    const expected = Float32Array.from({ length: 12 }, (_, index) => index + 1);
    expect(decode({}, json(nested)).inputs.data).toEqual(expected);
    expect(decode({}, json(flat)).inputs.data).toEqual(expected);
  });
});

describe('the choice of bytes or JSON for the answer', () => {
  const input = { name: 'image', datatype: 'FP32', shape: [1, 1, 2, 3], data: [0, 0, 0, 0, 0, 0] };
  const choice = (rest: object) => decode({}, json({ inputs: [input], ...rest })).binaryOutput;

  test('is JSON unless bytes are asked for', () => {
    expect(choice({})).toBe(false);
    expect(choice({ outputs: [{ name: 'probabilities' }] })).toBe(false);
  });
  test('may be made for the whole request', () => {
    expect(choice({ parameters: { binary_data_output: true } })).toBe(true);
  });
  test('of the output itself counts more than that of the request', () => {
    const output = (binary_data: boolean) => ({ outputs: [{ name: 'probabilities', parameters: { binary_data } }] });
    expect(choice({ ...output(true) })).toBe(true);
    expect(choice({ ...output(false), parameters: { binary_data_output: true } })).toBe(false);
  });
});

describe('a request that is wrong is refused by name:', () => {
  const good = { name: 'image', datatype: 'FP32', shape: [1, 1, 2, 3], data: [0, 0, 0, 0, 0, 0] };
  const six = new Uint8Array(24);
  const withBytes = (input: object, bytes: Uint8Array, headerLength?: string) => () => {
    const head = json({ inputs: [input] });
    const body = new Uint8Array([...head, ...bytes]);
    return decodeInferRequest(headerLength ?? String(head.length), 'application/octet-stream', body, MODEL);
  };
  const binary = { name: 'image', datatype: 'FP32', shape: [1, 1, 2, 3], parameters: { binary_data_size: 24 } };
  const withInput = (change: object) => () => decode({}, json({ inputs: [{ ...good, ...change }] }));
  const withBody = (body: unknown) => () => decode({}, json(body));

  const CASES: readonly (readonly [what: string, code: ErrorCode, work: () => unknown])[] = [
    ['no JSON at all', 'malformed-json', () => decode({}, encoder.encode('{"inputs":'))],
    ['an empty body', 'malformed-json', () => decode({}, new Uint8Array())],
    ['a list instead of an object', 'malformed-json', withBody([])],
    ['bytes that are not UTF-8', 'malformed-json', () => decode({}, Uint8Array.of(0x22, 0xff, 0x22))],
    ['no inputs', 'wrong-input', withBody({})],
    ['two inputs', 'wrong-input', withBody({ inputs: [good, good] })],
    ['an input that is no object', 'wrong-input', withBody({ inputs: [7] })],
    ['an unknown input', 'wrong-input', withInput({ name: 'picture' })],
    ['an unknown output', 'wrong-input', withBody({ inputs: [good], outputs: [{ name: 'logits' }] })],
    ['no data', 'wrong-input', withInput({ data: undefined })],
    ['a number as id', 'wrong-input', withBody({ inputs: [good], id: 7 })],
    ['parameters that are a list', 'wrong-input', withBody({ inputs: [good], parameters: [] })],
    ['a parameter that is an object', 'wrong-input', withBody({ inputs: [good], parameters: { a: {} } })],
    [
      'a negative number of classes',
      'wrong-input',
      withBody({ inputs: [good], outputs: [{ name: 'probabilities', parameters: { classification: -1 } }] }),
    ],
    ['another datatype', 'wrong-datatype', withInput({ datatype: 'INT64' })],
    ['text among the numbers', 'wrong-datatype', withInput({ data: [0, 0, '0', 0, 0, 0] })],
    ['no shape', 'wrong-shape', withInput({ shape: undefined })],
    ['a shape of other sizes', 'wrong-shape', withInput({ shape: [1, 1, 3, 2] })],
    ['a shape of too few axes', 'wrong-shape', withInput({ shape: [1, 6] })],
    ['a negative batch', 'wrong-shape', withInput({ shape: [-1, 1, 2, 3] })],
    ['half a row', 'wrong-shape', withInput({ shape: [0.5, 1, 2, 3] })],
    ['too few numbers', 'wrong-shape', withInput({ data: [0, 0, 0, 0, 0] })],
    ['too many numbers', 'wrong-shape', withInput({ data: [0, 0, 0, 0, 0, 0, 0] })],
    [
      'numbers nested otherwise than the shape',
      'wrong-shape',
      withInput({
        data: [
          [0, 0, 0],
          [0, 0, 0],
        ],
      }),
    ],
    ['numbers nested without end', 'wrong-shape', withInput({ data: [[[[[[0]]]]]] })],
    ['no rows', 'too-few-samples', withInput({ shape: [0, 1, 2, 3], data: [] })],
    [
      'no rows, as bytes',
      'too-few-samples',
      withBytes({ ...binary, shape: [0, 1, 2, 3], parameters: { binary_data_size: 0 } }, new Uint8Array()),
    ],
    ['a million rows', 'too-many-samples', withInput({ shape: [1_000_000, 1, 2, 3], data: [] })],
    ['null for a number', 'not-a-number', withInput({ data: [0, 0, null, 0, 0, 0] })],
    ['a number beyond 32-bit floats', 'not-a-number', withInput({ data: [0, 0, 1e39, 0, 0, 0] })],
    [
      'NaN, as bytes',
      'not-a-number',
      withBytes(binary, new Uint8Array(Float32Array.of(0, 0, 0, Number.NaN, 0, 0).buffer)),
    ],
    [
      'infinity, as bytes',
      'not-a-number',
      withBytes(binary, new Uint8Array(Float32Array.of(0, 0, 0, 0, 0, Number.NEGATIVE_INFINITY).buffer)),
    ],
    ['a header length beyond the body', 'malformed-binary', withBytes(binary, six, '99999')],
    ['a header length that is no number', 'malformed-binary', withBytes(binary, six, '12x')],
    ['a negative header length', 'malformed-binary', withBytes(binary, six, '-5')],
    ['fewer bytes than announced', 'malformed-binary', withBytes(binary, six.subarray(1))],
    ['more bytes than announced', 'malformed-binary', withBytes(binary, new Uint8Array(25))],
    [
      'a size that does not fit the shape',
      'malformed-binary',
      withBytes({ ...binary, parameters: { binary_data_size: 20 } }, six.subarray(4)),
    ],
    [
      'a size that is no number',
      'malformed-binary',
      withBytes({ ...binary, parameters: { binary_data_size: '24' } }, six),
    ],
    ['bytes that belong to no tensor', 'malformed-binary', withBytes(good, six)],
    ['numbers and bytes at once', 'wrong-input', withBytes({ ...binary, data: good.data }, six)],
    [
      'a form',
      'wrong-media-type',
      () => decode({ 'content-type': 'multipart/form-data; boundary=x' }, json({ inputs: [good] })),
    ],
    [
      'a raw body that is no whole row',
      'malformed-binary',
      () => decodeInferRequest('0', null, new Uint8Array(25), MODEL),
    ],
    ['an empty raw body', 'too-few-samples', () => decodeInferRequest('0', null, new Uint8Array(), MODEL)],
  ];

  test.each(CASES)('%s is %s', (_what, code, work) => {
    expect(codeOf(work)).toBe(code);
  });
});

describe('a request of garbage', () => {
  const base = encodeInferRequest({ shape: [2, 1, 2, 3], data: new Float32Array(12).fill(0.5) }, MODEL.input);

  test('is refused with an error of ours, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.string({ maxLength: 5 }), { nil: null }),
        (body, headerLength) => {
          expect(codeOf(() => decodeInferRequest(headerLength, null, body, MODEL))).not.toBe('internal');
        },
      ),
    );
  });

  test('is refused with an error of ours, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        codeOf(() => decode({}, json(value)));
        codeOf(() => decode({}, json({ inputs: [value] })));
        codeOf(() =>
          decode({}, json({ inputs: [{ name: 'image', datatype: 'FP32', shape: [1, 1, 2, 3], data: value }] })),
        );
      }),
    );
  });

  test('that was whole before one byte changed is read or refused, never broken', () => {
    fc.assert(
      fc.property(fc.nat(base.body.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const body = base.body.slice();
        body[at] = byte;
        codeOf(() => decode(base.headers, body));
      }),
      { numRuns: 500 },
    );
  });
});

describe('an answer', () => {
  test('reads back as it was written, as bytes and as JSON', () => {
    fc.assert(
      fc.property(outputs, fc.boolean(), (tensor, binary) => {
        const { headers, body } = encodeInferResponse(tensor, MODEL.output, TARGET, { binary });
        const expected = binary ? tensor.data : tensor.data.map((value) => value + 0);
        expect(decodeInferResponse(headers[HEADER_LENGTH], body, MODEL.output)).toEqual({
          shape: tensor.shape,
          data: expected,
        });
      }),
    );
  });

  test('names the model, the version and the id of the request', () => {
    const tensor = { shape: [1, 4], data: new Float32Array(4) };
    const { body } = encodeInferResponse(tensor, MODEL.output, TARGET, { id: 'it "1"', binary: false });
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual({
      model_name: 'tiny',
      model_version: 'fp32',
      id: 'it "1"',
      outputs: [{ name: 'probabilities', datatype: 'FP32', shape: [1, 4], data: [0, 0, 0, 0] }],
    });
  });

  test('of an encoder that keeps its messages is the same, to the byte', () => {
    const encode = createResponseEncoder(MODEL, TARGET);
    fc.assert(
      fc.property(outputs, fc.option(fc.string(), { nil: undefined }), fc.boolean(), (tensor, id, binaryOutput) => {
        const kept = encode(tensor, { binaryOutput, classCount: 0, ...(id !== undefined && { id }) });
        const fresh = encodeInferResponse(tensor, MODEL.output, TARGET, {
          binary: binaryOutput,
          ...(id !== undefined && { id }),
        });
        expect(kept).toEqual(fresh);
      }),
    );
  });
});

describe('a raw request of Triton (a header length of 0)', () => {
  test('is the input tensor and nothing else, and is answered with bytes', () => {
    const data = Float32Array.from({ length: 12 }, (_, index) => index);
    const request = decodeInferRequest('0', 'application/octet-stream', new Uint8Array(data.buffer), MODEL);
    expect(request.inputs).toEqual({ shape: [2, 1, 2, 3], data });
    expect(request.binaryOutput).toBe(true);
  });
});
