import fc from 'fast-check';
import type { JsonSchema, Resolve } from './document';

/** Values of members that mean something here, so that requests get beyond the schema: by their names. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Not so many that a request that is in order costs minutes. */
const MOST_OVER_LEAST = 500;

/** Values that fit a schema. */
export function fitting(schema: JsonSchema, resolve: Resolve, known: Known, name = ''): fc.Arbitrary<unknown> {
  const of = (inner: JsonSchema, innerName = name) => fitting(inner, resolve, known, innerName);
  const { type, properties, ...rest } = resolve(schema);
  const likely = known[name];
  if (likely && likely.length > 0) return fc.constantFrom(...likely);
  if ('const' in rest) return fc.constant(rest.const);
  if (rest.enum) return fc.constantFrom(...rest.enum);
  const kinds = rest.anyOf ?? rest.oneOf;
  if (kinds) return fc.oneof(...kinds.map((kind) => of(kind)));
  const [kind] = [type].flat();
  switch (kind) {
    case 'string':
      return fc.string({ minLength: rest.minLength ?? 0, maxLength: Math.min(rest.maxLength ?? 20, 40) });
    case 'integer':
    case 'number': {
      const min = Math.max(0, rest.minimum ?? (rest.exclusiveMinimum ?? -1) + 1);
      const max = Math.min(rest.maximum ?? Number.POSITIVE_INFINITY, min + MOST_OVER_LEAST);
      return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return rest.prefixItems
        ? fc.tuple(...rest.prefixItems.map((item) => of(item)))
        : fc.array(of(rest.items ?? {}), { minLength: rest.minItems ?? 0, maxLength: (rest.minItems ?? 0) + 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(properties ?? {}).map(([key, inner]) => [key, of(inner, key)])),
        { requiredKeys: [...(rest.required ?? [])] },
      );
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const deep = (open: string, close: string) =>
  fc.integer({ min: 100, max: 20_000 }).map((many) => open.repeat(many) + close.repeat(many));

/** JSON texts, each of which is nothing that a member here should be. `__proto__` and the like are members of their own in a text. */
const ODD = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    '0',
    '-1',
    '1.5',
    '-0',
    '1e308',
    '9007199254740993',
    '1e400',
    '""',
    '[]',
    '{}',
    '"\\u0000"',
  ),
  fc.constantFrom(
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\u202e\\u2066x"',
    '"\\r\\nset-cookie: a=b"',
    '"../../etc/passwd"',
    '"%00"',
  ),
  fc.constantFrom(
    'NaN',
    '-Infinity',
    'undefined',
    '01',
    '+1',
    '.5',
    "'x'",
    '"\t"',
    '1 2',
    '{"a":1,"a":2}',
    '{"__proto__":{"a":1}}',
  ),
  fc.constantFrom(10_000, 63_000, 200_000).map((many) => JSON.stringify('x'.repeat(many))),
  deep('[', ']'),
  deep('{"a":', '}').map((text) => text.replace(':}', ':1}')),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);
const ODD_MEMBER = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'x',
  'x'.repeat(5000),
  '\u0000',
);

/** A mark that stands for a text which `JSON.stringify` could not write. */
const MARK = 'fuzz-odd-text';

/** The text of a value with one thing wrong in it. */
export function spoilt(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(values, fc.nat(), ODD, ODD_MEMBER, fc.constantFrom('replace', 'drop', 'add', 'twice'))
    .map(([value, at, odd, member, how]) => {
      const copy: Holder = { root: structuredClone(value) };
      const places = placesOf(copy);
      const [holder, key] = places[at % places.length] ?? [copy, 'root'];
      if (how === 'drop' && !Array.isArray(holder) && holder !== copy) delete holder[key];
      else if (how === 'add' && isRecord(holder[key]))
        Object.defineProperty(holder[key], member, { value: MARK, enumerable: true });
      else holder[key] = MARK;
      const text = JSON.stringify(copy.root) ?? '';
      const whole = text.replaceAll(`"${MARK}"`, () => odd);
      return how === 'twice' ? whole.replace(/^\{("[^"]*":)/, (_, first) => `{${first}${odd},${first}`) : whole;
    });
}

/** Bodies that are no JSON text at all, made from one that is. */
export function broken(texts: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(texts, fc.nat(), fc.uint8Array({ maxLength: 200 }))
    .chain(([text, at, bytes]) =>
      fc.constantFrom(
        Buffer.alloc(0),
        Buffer.from(bytes),
        Buffer.from(text.slice(0, at % Math.max(1, text.length))),
        Buffer.from(`\ufeff${text}`),
        Buffer.from(text, 'utf16le'),
        Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00])]),
        Buffer.from(`${text}${text}`),
        Buffer.from(' '.repeat(60_000) + text),
      ),
    );
}

type Holder = Record<string, unknown>;

function placesOf(root: Holder): [Holder, string][] {
  return Object.keys(root).flatMap((key) => {
    const inner = root[key];
    const own: [Holder, string] = [root, key];
    return typeof inner === 'object' && inner !== null ? [own, ...placesOf(inner as Holder)] : [own];
  });
}

function isRecord(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
