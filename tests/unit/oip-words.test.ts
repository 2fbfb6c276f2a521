import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeInferRequest, type InferRequest } from '@/lib/engine/wire/oip';
import { TrilaneError } from '@/lib/errors';
import type { ModelEntry } from '@/lib/model/manifest';

const MODEL = {
  id: 'tiny',
  input: { name: 'row', datatype: 'FP32', shape: [-1, 2] },
  output: { name: 'score', datatype: 'FP32', shape: [-1, 3] },
} as unknown as ModelEntry; // the codec reads nothing else

const encoder = new TextEncoder();
const GOOD = { name: 'row', datatype: 'FP32', shape: [1, 2], data: [0.5, 1] };
const TWO_FLOATS = new Uint8Array(Float32Array.of(0.5, 1).buffer);
const BINARY = { name: 'row', datatype: 'FP32', shape: [1, 2], parameters: { binary_data_size: 8 } };

function decode(body: unknown, bytes = new Uint8Array(), headerLength?: string | null): InferRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const head = encoder.encode(text);
  const length = headerLength === undefined ? (bytes.length > 0 ? String(head.length) : null) : headerLength;
  return decodeInferRequest(length, 'application/octet-stream', new Uint8Array([...head, ...bytes]), MODEL);
}

function refusal(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof TrilaneError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const withInput = (change: object) => ({ inputs: [{ ...GOOD, ...change }] });

describe('null for a member that may be left out', () => {
  test.each([
    ['id', { id: null }],
    ['parameters', { parameters: null }],
    ['a parameter', { parameters: { binary_data_output: null, priority: null } }],
    ['outputs', { outputs: null }],
    ['the parameters of an output', { outputs: [{ name: 'score', parameters: null }] }],
    [
      'a parameter of an output',
      { outputs: [{ name: 'score', parameters: { binary_data: null, classification: null } }] },
    ],
    ['the parameters of an input', withInput({ parameters: null })],
    ['a parameter of an input', withInput({ parameters: { binary_data_size: null, shared_memory_region: null } })],
  ])('is as if it were absent: %s', (_what, change) => {
    expect(decode({ inputs: [GOOD], ...change })).toEqual(decode({ inputs: [GOOD] }));
  });

  test('holds of the data of a tensor that comes as bytes', () => {
    const request = decode({ inputs: [{ ...BINARY, data: null }] }, TWO_FLOATS);
    expect([...request.inputs.data]).toEqual([0.5, 1]);
  });
});

describe('a member that is needed is named where it is missing or null:', () => {
  test.each([
    ['inputs', { inputs: undefined }, { inputs: null }],
    ['inputs[0].name', withInput({ name: undefined }), withInput({ name: null })],
    ['inputs[0].datatype', withInput({ datatype: undefined }), withInput({ datatype: null })],
    ['inputs[0].shape', withInput({ shape: undefined }), withInput({ shape: null })],
    ['inputs[0].data', withInput({ data: undefined }), withInput({ data: null })],
    ['outputs[0].name', { inputs: [GOOD], outputs: [{}] }, { inputs: [GOOD], outputs: [{ name: null }] }],
  ])('%s', (path, missing, isNull) => {
    expect(refusal(() => decode(missing)).message).toContain(`"${path}" is missing`);
    expect(refusal(() => decode(isNull)).message).toContain(`"${path}" is null`);
  });

  test.each([
    ['inputs[0]', { inputs: [null] }],
    ['outputs[0]', { inputs: [GOOD], outputs: [null] }],
    ['inputs[0].shape[0]', withInput({ shape: [null, 2] })],
    ['inputs[0].data[1]', withInput({ data: [1, null] })],
  ])('%s', (path, body) => {
    expect(refusal(() => decode(body)).message).toContain(`"${path}" is null`);
  });
});

describe('all that is wrong is told at once, under the code of the first:', () => {
  test('of every member', () => {
    const { code, message } = refusal(() =>
      decode({
        id: 7,
        parameters: { binary_data_output: 'yes' },
        outputs: [{ name: 'logits' }],
        inputs: [{ name: 'x', datatype: 'INT64', shape: ['1', 2], data: ['0.5', true] }],
      }),
    );
    expect(code).toBe('wrong-input');
    const paths = [...message.matchAll(/"([\w.[\]]+)" is /g)].map((match) => match[1]);
    expect(paths).toEqual([
      ...['id', 'parameters.binary_data_output', 'outputs[0].name'],
      ...['inputs[0].name', 'inputs[0].datatype', 'inputs[0].shape[0]', 'inputs[0].data[0]'],
    ]);
    expect(message).toContain('(and 1 more like it)');
  });

  test('of the members of an input, in any combination', () => {
    const wrong = { name: 'x', datatype: 'BYTES', shape: [1, 3], data: ['a', 'b'] };
    fc.assert(
      fc.property(fc.subarray(Object.keys(wrong) as (keyof typeof wrong)[], { minLength: 1 }), (members) => {
        const change = Object.fromEntries(members.map((member) => [member, wrong[member]]));
        const { message } = refusal(() => decode(withInput(change)));
        for (const member of members) expect(message).toMatch(member === 'shape' ? /shape of \[rows, 2\]/ : member);
      }),
    );
  });
});

describe('words for', () => {
  test.each([
    [
      'text among the numbers',
      withInput({ data: [1, '2'] }),
      'wrong-datatype',
      '"inputs[0].data[1]" is "2"; send numbers without quotes.',
    ],
    [
      'true among the numbers',
      withInput({ data: [[true, 1]] }),
      'wrong-datatype',
      '"inputs[0].data[0][0]" is true; send 1 or 0 for it.',
    ],
    [
      'an object among the numbers',
      withInput({ data: [{}, 1] }),
      'wrong-datatype',
      '"inputs[0].data[0]" is an object; every value must be a number.',
    ],
    [
      'too few numbers',
      withInput({ data: [1] }),
      'wrong-shape',
      '"inputs[0].data" holds 1 numbers; "row" of this shape takes 2',
    ],
    [
      'numbers nested otherwise',
      withInput({ data: [[1], [2]] }),
      'wrong-shape',
      '"inputs[0].data" is nested otherwise',
    ],
    [
      'a shape without its rows',
      withInput({ shape: [2] }),
      'wrong-shape',
      'needs a shape of [rows, 2], not [2]; one row counts as 1.',
    ],
    [
      'a size as text',
      withInput({ shape: ['1', 2] }),
      'wrong-shape',
      '"inputs[0].shape[0]" is "1"; a size must be a whole number',
    ],
    ['the shape of the metadata', withInput({ shape: [-1, 2] }), 'wrong-shape', '"inputs[0].shape[0]" is -1'],
    [
      'another type',
      withInput({ datatype: 'FP64' }),
      'wrong-datatype',
      '"inputs[0].datatype" is "FP64"; it must be "FP32"',
    ],
    [
      'two inputs',
      { inputs: [GOOD, GOOD] },
      'wrong-input',
      '"inputs" has 2; "tiny" takes a list of exactly one, "row".',
    ],
    ['one input that is no list', { inputs: GOOD }, 'wrong-input', '"inputs" is an object;'],
    [
      'shared memory',
      withInput({ data: undefined, parameters: { shared_memory_region: 'r' } }),
      'wrong-input',
      'names shared memory',
    ],
    [
      'shared memory for an output',
      { inputs: [GOOD], outputs: [{ name: 'score', parameters: { shared_memory_region: 'r' } }] },
      'wrong-input',
      'names shared memory',
    ],
    [
      'classes that are no number',
      { inputs: [GOOD], outputs: [{ name: 'score', parameters: { classification: '3' } }] },
      'wrong-input',
      '"outputs[0].parameters.classification" is "3"',
    ],
    [
      'NaN as Python writes it',
      '{"inputs":[{"name":"row","datatype":"FP32","shape":[1,2],"data":[1,NaN]}]}',
      'not-a-number',
      '(inputs[0].data[1]): NaN is no number of JSON',
    ],
    [
      'an infinity as Python writes it',
      '{"inputs":[{"data":[-Infinity]}]}',
      'not-a-number',
      '(inputs[0].data[0]): -Infinity is no number',
    ],
    ['single quotes', "{'inputs': []}", 'malformed-json', 'double quotes'],
    [
      'a number beyond 32 bits',
      withInput({ data: [1, 1e39] }),
      'not-a-number',
      'value 1 (in row 0) is Infinity as one',
    ],
  ])('%s', (_what, body, code, words) => {
    expect(refusal(() => decode(body))).toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe('a datatype', () => {
  test.each(['FP32', 'fp32', 'Fp32'])('may be written %s', (datatype) => {
    expect(decode(withInput({ datatype }))).toEqual(decode({ inputs: [GOOD] }));
  });
});

describe('a shape', () => {
  test('may be written as Python writes floats, which JSON does not tell from whole numbers', () => {
    const text = JSON.stringify({ inputs: [GOOD] }).replace('[1,2]', '[1.0, 2.0]');
    expect(decode(text)).toEqual(decode({ inputs: [GOOD] }));
  });
});

describe('JSON behind a byte order mark', () => {
  test('is read', () => {
    expect(decode(`\ufeff${JSON.stringify({ inputs: [GOOD] })}`)).toEqual(decode({ inputs: [GOOD] }));
  });
  test.each(['utf-16le', 'utf-16be'])('is refused by name where it is %s', (encoding) => {
    const body = Buffer.from('\ufeff{"inputs":[]}', 'utf16le');
    if (encoding === 'utf-16be') body.swap16();
    const { code, message } = refusal(() => decodeInferRequest(null, null, body, MODEL));
    expect({ code, message }).toEqual({ code: 'malformed-json', message: expect.stringContaining('UTF-16') });
  });
});

describe('where the JSON ends and the bytes begin', () => {
  const head = JSON.stringify({ inputs: [BINARY] });
  const bytes = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => Float32Array.of(value, 1));

  test('must be told: without the header its name and value are in the refusal', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('', ' ', '   '), (values, padding) => {
        const { code, message } = refusal(() => decode(head + padding, new Uint8Array(values.buffer), null));
        expect(code).toBe('malformed-binary');
        expect(message).toMatch(/header Inference-Header-Content-Length is missing/);
        expect(message).toContain(`${head.length} here`);
      }),
    );
  });

  test('may be behind spaces that pad the JSON', () => {
    const request = decode(`${head}    `, TWO_FLOATS, String(head.length + 4));
    expect([...request.inputs.data]).toEqual([0.5, 1]);
  });

  test.each([
    ['too short', head.length - 5],
    ['too long', head.length + 3],
  ])('is told where the header is %s', (_what, told) => {
    const { code, message } = refusal(() => decode(head, TWO_FLOATS, String(told)));
    expect(code).toBe('malformed-binary');
    expect(message).toContain(`is ${told}, but the JSON of this body ends after ${head.length} bytes`);
  });

  test('is not the trouble where a text in the JSON is not UTF-8', () => {
    const body = encoder.encode(JSON.stringify({ id: 'x', inputs: [BINARY] }));
    body[body.indexOf('x'.charCodeAt(0))] = 0xff;
    for (const length of [null, String(body.length)]) {
      expect(refusal(() => decodeInferRequest(length, null, body, MODEL)).message).toMatch(/not valid UTF-8/);
    }
  });

  test('is asked for where bytes are sent alone', () => {
    const alone = new Uint8Array(Float32Array.of(-1.5, 2).buffer);
    const { code, message } = refusal(() => decodeInferRequest(null, null, alone, MODEL));
    expect({ code, message }).toEqual({
      code: 'malformed-json',
      message: expect.stringMatching(/Inference-Header-Content-Length is missing.*tensor alone 0/),
    });
  });

  test('and how many they are must fit: each size that does not is named', () => {
    const wrong = { ...BINARY, parameters: { binary_data_size: 12 } };
    const { message } = refusal(() => decode({ inputs: [wrong] }, TWO_FLOATS.subarray(0, 7)));
    expect(message).toContain('"inputs[0].parameters.binary_data_size" is 12; "row" of this shape takes 8 bytes.');
    expect(message).toContain('needs 8 bytes behind the JSON; there are 7.');
    expect(refusal(() => decode({ inputs: [BINARY] })).message).toMatch(
      /there are 0\..*Inference-Header-Content-Length/,
    );
  });
});

describe('a body so long that it is not looked through', () => {
  const MIB = 1024 * 1024;
  const numbers = '0,'.repeat(MIB);

  test('is refused without a reason that may be of what was looked at alone', () => {
    const texts = [`{"inputs":[{"data":[${numbers}`, `{"id":"${'a'.repeat(2 * MIB)}`, `{"a":[${numbers}NaN]}`];
    for (const text of texts) {
      const { code, message } = refusal(() => decode(text));
      expect({ code, message }).toEqual({
        code: 'malformed-json',
        message: 'The JSON part of the body could not be parsed.',
      });
    }
  });

  test('is refused with the reason where that is near its start', () => {
    expect(refusal(() => decode(`{"a":[NaN,${numbers}0]}`)).code).toBe('not-a-number');
    const bytes = new Uint8Array(2 * MIB);
    expect(refusal(() => decode({ inputs: [BINARY] }, bytes, null)).message).toMatch(/Content-Length is missing/);
  });

  test('is read where nothing is wrong', () => {
    const padded = JSON.stringify({ inputs: [GOOD], note: 'x'.repeat(2 * MIB) });
    expect([...decode(padded).inputs.data]).toEqual([0.5, 1]);
  });
});
