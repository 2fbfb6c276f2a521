import fc from 'fast-check';
import { encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { findModel } from '@/lib/model';
import { elementCount } from '@/lib/model/tensor';
import type { JsonSchema, Operation, Resolve } from './document';
import { broken, fitting, type Known, spoilt } from './values';

export interface FuzzRequest {
  readonly method: string;
  /** With its query, as it stands in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Less than the whole body is sent, and then nothing more. */
  readonly isCut: boolean;
  /** It may be taken for another one than its operation, or for none: any of our refusals will do. */
  readonly isAstray: boolean;
}

/** What is there, by the path that takes it: ids for `/api/jobs/{id}`, the text of a file for `/api/data-sets/upload`. */
export type Things = ReadonlyMap<string, readonly string[]>;

const LONG = 6000;
const ODD_PARTS = [
  [
    '%00',
    'a%00b',
    '%zz',
    '%',
    '%ff%fe',
    '%ed%a0%80',
    '%0d%0aset-cookie:a=b',
    '%22%3Cscript%3E',
    "'",
    '%2f',
    'a%2fb',
    '..%2f..%2fx',
  ],
  [
    'x'.repeat(LONG),
    '00000000-0000-4000-8000-000000000000',
    '00000000-0000-4000-8000-00000000000g',
    '__proto__',
    'constructor',
  ],
  ['digits', 'credit-risk', 'fp32', 'NaN', '-1', '%E2%80%AEabc', '*', ';a=b', 'a:b', '~'],
].flat();
/** These make another path. */
const ASTRAY_PARTS = ['', '.', '..', '%2e%2e', 'a/b', '..%5c', 'a\\b', 'a//b'];
const MODELS = ['digits', 'clothing', 'credit-risk'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'QUERY'];
const TYPES = [
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/JSON',
  'application/octet-stream',
  'text/csv',
  '',
  'x',
  ';;;',
  'application/json\t',
];
const ODD_QUERIES = [
  '?',
  '?x',
  '?__proto__=1',
  '?a[]=1&a[]=2',
  '?%00=%00',
  '?%',
  `?x=${'y'.repeat(LONG)}`,
  '?a=1&a=2',
  '?job=1&job=2',
  '?owner',
  '?=&=&&',
  '?model=digits',
  '?\u00e9'.replace('\u00e9', '%C3%A9'),
];
const ODD_HEADERS: Readonly<Record<string, readonly string[]>> = {
  [HEADER_LENGTH]: ['-1', '0', '1e3', '99999999999999999999', 'NaN', 'x', '4', ' 4', '4, 4', ''],
  'last-event-id': ['-1', 'NaN', '1e400', 'x'.repeat(LONG), '00000000', '0', '9007199254740993', '1-1'],
  'content-encoding': [
    'gzip',
    'deflate',
    'br',
    'identity',
    'gzip, gzip',
    'gzip, gzip, gzip',
    'x'.repeat(1000),
    ',',
    'zstd',
  ],
  'accept-encoding': ['gzip', 'deflate', '*;q=0', 'gzip;q=0', 'x'.repeat(1000)],
  accept: ['text/html', 'image/png', '*/*;q=0', ','],
  'trilane-meter': ['x', '__proto__', 'constructor', 'x'.repeat(LONG), '', '../x'],
  'trilane-request': ['x', 'x'.repeat(LONG), '', '__proto__', '\u00ff'],
  cookie: [
    'trilane-visitor=',
    `trilane-visitor=${'x'.repeat(22)}`,
    'trilane-operator=1.x',
    'trilane-operator=99999999999999.x',
    ';;;==',
    `a=${'b'.repeat(LONG)}`,
    '__proto__=x',
  ],
  authorization: ['Bearer', 'Bearer x', 'Basic eDp4', `Bearer ${'x'.repeat(LONG)}`, 'Bearer \u00ff', ''],
  host: ['localhost', 'localhost:1', '[::1]', 'evil.example', '', 'a b', 'localhost.', '127.0.0.1:99999'],
  origin: ['null', 'http://localhost', 'https://evil.example', '', 'x'],
  'sec-fetch-site': ['same-origin', 'none', 'cross-site', 'x', ''],
  'x-forwarded-for': ['1.2.3.4', 'x', ',,,', '::1, 1.1.1.1', `${'1.1.1.1,'.repeat(500)}`],
  'x-forwarded-proto': ['https', 'x'],
  'x-forwarded-prefix': ['/x', '/'],
  range: ['bytes=0-1', 'bytes=-1', 'x'],
  'if-none-match': ['*', 'x'],
  'x-http-method-override': ['DELETE'],
  upgrade: ['websocket', 'h2c'],
  expect: ['x'],
};

/** @param things read when a request is drawn */
export function requestsOf(operation: Operation, resolve: Resolve, things: Things): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      parts: fc.record(
        Object.fromEntries(
          [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, partOf(operation, name, things)]),
        ),
      ),
      query: queryOf(operation, resolve),
      method: fc.oneof({ weight: 12, arbitrary: fc.constant(operation.method) }, fc.constantFrom(...METHODS)),
      sent: bodyOf(operation, resolve, knownOf(things), things.get(operation.path) ?? []),
      odd: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, oddHeaders()),
      isCut: fc.boolean().chain((yes) => (yes ? fc.nat({ max: 9 }).map((number) => number === 0) : fc.constant(false))),
    })
    .map(({ parts, query, method, sent, odd, isCut }) => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => parts[name]?.text ?? '');
      const isAstray = method !== operation.method || Object.values(parts).some((part) => part.isAstray);
      const body = method === 'TRACE' ? null : sent.body;
      const headers = { ...sent.headers, ...odd };
      return { method, path: path + query, headers, body, isCut: isCut && body !== null && body.length > 1, isAstray };
    });
}

const part = (isAstray: boolean) => (text: string) => ({ text, isAstray });

function partOf({ path }: Operation, name: string, things: Things) {
  const there =
    name === 'model'
      ? MODELS
      : name === 'version'
        ? ['fp32', 'int8', 'trees', 'linear']
        : (things.get(path.replace(/(\{id\}).*/, '$1')) ?? []);
  return fc.oneof(
    // Things come and go: which, is said when they are asked for.
    { weight: 6, arbitrary: fc.nat().map((at) => part(false)(there[at % Math.max(1, there.length)] ?? 'none')) },
    { weight: 5, arbitrary: fc.constantFrom(...ODD_PARTS).map(part(false)) },
    { weight: 1, arbitrary: fc.constantFrom(...ASTRAY_PARTS).map(part(true)) },
    {
      weight: 1,
      arbitrary: fc
        .string()
        .map((text) => encodeURIComponent(text))
        .filter((text) => !/^\.{0,2}$/.test(text))
        .map(part(false)),
    },
  );
}

function queryOf({ query }: Operation, resolve: Resolve): fc.Arbitrary<string> {
  const fit = fc
    .record(Object.fromEntries(query.map(({ name, schema }) => [name, fitting(schema, resolve, QUERY_WORDS, name)])))
    .map((values) => `?${new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]))}`);
  return fc.oneof(
    { weight: query.length > 0 ? 8 : 0, arbitrary: fit },
    { weight: 4, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constantFrom(...ODD_QUERIES) },
  );
}

const QUERY_WORDS: Known = {
  model: ['credit-risk', 'digits', 'none'],
  name: ['An upload', 'Another', '', 'x'.repeat(81), '\u202e'],
};

/** What members are called that have to fit what is there. */
function knownOf(things: Things): Known {
  const [dataSet = 'none'] = things.get('/api/data-sets/{id}') ?? [];
  return {
    model: ['credit-risk', 'credit-risk', 'digits'],
    version: ['trees', 'trees', 'fp32'],
    dataSet: [dataSet],
    cron: ['*/5 * * * *', '0 0 1 1 *', '0 0 30 2 *', '* * * * * *', '*/5'.repeat(30), '1-59/2,1-59/2,1-59/2 * * * *'],
    timeZone: ['UTC', 'Europe/Berlin', 'Nowhere/None'],
    count: [1, 10, 0, -1],
    most: [1, 10],
    sampleCount: [2000, 1000, 10_000],
    durationMs: [1000],
    workers: [1, 2],
    slowdown: [1],
    stallMs: [0],
    timeoutMs: [1000, null],
    key: ['not the key', 'x'],
    // An exercise of the batch system itself is elsewhere: few rows.
    rows: [1000, 1001],
    visitorsMay: [{ upload: true, generate: true, score: true }],
  };
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

function bodyOf(operation: Operation, resolve: Resolve, known: Known, files: readonly string[]): fc.Arbitrary<Sent> {
  const types = Object.keys(operation.body);
  const typed = (type: string) => (body: Buffer) => ({ headers: { 'content-type': type }, body });
  const json = (schema: JsonSchema, type: string) => {
    const fit = operation.id.startsWith('infer')
      ? fc.oneof(inferJson(), fitting(schema, resolve, known))
      : fitting(schema, resolve, known);
    const texts = fit.map((value) => JSON.stringify(value) ?? '');
    return fc
      .oneof(
        { weight: 4, arbitrary: texts.map((text) => Buffer.from(text)) },
        { weight: 6, arbitrary: spoilt(fit).map((text) => Buffer.from(text)) },
        { weight: 2, arbitrary: broken(texts) },
      )
      .chain((body) =>
        fc.oneof(
          { weight: 8, arbitrary: fc.constant(typed(type)(body)) },
          fc.constantFrom(...TYPES).map((other) => typed(other)(body)),
        ),
      );
  };
  const bytes = fc.oneof(
    ...files.map((file) =>
      fc
        .constantFrom(file, file, file.slice(0, -50), file.replaceAll(',', ';'), `${file}\u0000`)
        .map((text) => Buffer.from(text)),
    ),
    fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array)),
    fc
      .constantFrom(
        '',
        '\n\n',
        'a,b\n1,2\n',
        'income,age\n1,2\n',
        '{"income":1}\n',
        `"${'x'.repeat(70_000)}`,
        'PAR1PAR1',
        `PAR1${'\u0000'.repeat(100)}PAR1`,
        `${',a'.repeat(20_000)}\n`,
      )
      .map((text) => Buffer.from(text)),
  );
  if (types.length === 0)
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant({ headers: {}, body: null }) },
      bytes.map(typed('text/plain')),
      bytes.map(typed('application/json')),
    );
  return fc.oneof(
    ...types.map((type): fc.Arbitrary<Sent> => {
      const schema = operation.body[type];
      if (schema) return json(schema, type);
      return type === 'application/octet-stream'
        ? fc.oneof(bytes.map(typed(type)), inferBytes(type))
        : bytes.map(typed(type));
    }),
  );
}

const rowOf = (id: string) => {
  const { input } = findModel(id);
  return { input, shape: [1, ...input.shape.slice(1)], count: elementCount(input.shape.slice(1)) };
};

function inferJson(): fc.Arbitrary<unknown> {
  return fc.constantFrom(...MODELS).map((id) => {
    const { input, shape, count } = rowOf(id);
    return {
      id: 'x',
      inputs: [{ name: input.name, shape, datatype: 'FP32', data: Array.from({ length: count }, () => 0) }],
    };
  });
}

/** The binary form, whole or with some of its bytes changed. */
function inferBytes(type: string): fc.Arbitrary<Sent> {
  return fc
    .tuple(fc.constantFrom(...MODELS), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }))
    .map(([id, changes]) => {
      const { input, shape, count } = rowOf(id);
      const { headers, body } = encodeInferRequest({ shape, data: new Float32Array(count) }, input);
      const bytes = Buffer.from(body.slice());
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return { headers: { ...headers, 'content-type': type }, body: bytes };
    });
}

function oddHeaders(): fc.Arbitrary<Record<string, string>> {
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(ODD_HEADERS)), { minLength: 1, maxLength: 2 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(ODD_HEADERS[name] ?? []))]))),
    );
}
