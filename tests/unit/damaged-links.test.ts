import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import { CONCEPT_IDS } from '@/lib/exercises/concepts';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import { EMPTY_SET, type ExerciseSet, LOCKS, SET_LIMITS, type SetEntry } from '@/lib/exercises/sets/set';
import { formatSet, parseSet, shareQuery } from '@/lib/exercises/sets/set-url';
import { parseSetup, SETUP_LINK } from '@/lib/experiment/setup-url';
import { withEntityHash } from '@/lib/wire/link/entity-hash';
import { mendLink } from '@/lib/wire/link/mend-link';
import { sealed } from '@/lib/wire/link/seal';

const known = { exercises: EXERCISE_IDS, scenarios: ['ambulance', 'thermostat'] };

/** What a page is given of an address that somebody opens. */
function opened(query: string): URLSearchParams {
  const { search, hash } = new URL(`https://trilane.example/exercises/set?${query}`);
  return new URLSearchParams(withEntityHash(search, hash));
}
const set = (query: string) => parseSet(opened(query), known);
const entries = (query: string) => set(query).set.entries.map(formatEntry);
const codes = (query: string) => set(query).problems.map(({ code }) => code);

const anyEntry: fc.Arbitrary<SetEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('exercise' as const),
    id: fc.constantFrom<string>(...EXERCISE_IDS),
    seed: fc.option(fc.integer({ min: 0, max: SET_LIMITS.seed })),
  }),
  fc.record({ kind: fc.constant('scenario' as const), id: fc.constantFrom(...known.scenarios) }),
  fc.record({ kind: fc.constant('test' as const), concepts: fc.subarray([...CONCEPT_IDS], { minLength: 1 }) }),
);
const words = fc.array(
  fc.constantFrom('Monday', 'queues,', 'Bäckerei', '3D', '50%', 'a&b', '“why”?', 'x=1', '+', '%20'),
  {
    maxLength: 6,
  },
);
const anySet: fc.Arbitrary<ExerciseSet> = fc.record({
  format: fc.constant('trilane-set' as const),
  schema: fc.constant(1 as const),
  title: words.map((some) => some.join(' ')),
  note: words.map((some) => some.join(' ')),
  entries: fc.uniqueArray(anyEntry, { selector: formatEntry, minLength: 1, maxLength: 12 }),
  order: fc.constantFrom(...LOCKS.order),
  attempts: fc.constantFrom(...LOCKS.attempts),
  kept: fc.constantFrom(...LOCKS.kept),
});

/** Things that programs do to a link, none of which loses anything. */
const HARMLESS: Readonly<Record<string, (query: string) => string>> = {
  'entities for &': (query) => query.replaceAll('&', '&amp;'),
  'entities twice': (query) => query.replaceAll('&', '&amp;amp;'),
  'a number for &': (query) => query.replaceAll('&', '&#38;'),
  'a hexadecimal number for &': (query) => query.replaceAll('&', '&#x26;'),
  'quoted-printable': (query) => query.replaceAll('=', '=3D'),
  'encoded as a whole': (query) => encodeURIComponent(query),
  '% encoded again': (query) => query.replaceAll('%', '%25'),
  'a line break after a comma': (query) => query.replaceAll(',', ',\n'),
  'a space after a comma': (query) => query.replaceAll(/(?<=do=[^&]*),/g, ',%20'),
  'a line break before an =': (query) => query.replaceAll('=', '\r\n='),
  'counted by a newsletter': (query) => `${query}&utm_source=mail&fbclid=Xy1`,
};
const TAILS = ['.', ',', ')', ']', '>', '"', '%22', '”', '»', '&gt;', "'", '!', '.)', '>.'];

describe('a link that was handed out', () => {
  it('brings every set back whatever programs do to its writing', () => {
    fc.assert(
      fc.property(anySet, fc.constantFrom(...Object.keys(HARMLESS)), (made, harm) => {
        expect(set(HARMLESS[harm]?.(shareQuery(made)) ?? ''), harm).toEqual({ set: made, problems: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('brings it back from the end of a sentence', () => {
    fc.assert(
      fc.property(anySet, fc.constantFrom(...TAILS), (made, tail) => {
        expect(set(shareQuery(made) + tail)).toEqual({ set: made, problems: [] });
      }),
    );
  });

  it('says that it is not whole, wherever it was cut', () => {
    fc.assert(
      fc.property(anySet, fc.double({ min: 0, max: 1, noNaN: true }), (made, part) => {
        const query = shareQuery(made);
        const cut = query.slice(0, 1 + Math.floor(part * (query.length - 1)));
        if (cut !== query && set(cut).set.entries.length < made.entries.length)
          expect(set(cut).problems, cut).not.toEqual([]);
        // Whatever is not as it was is told.
        if (JSON.stringify(set(cut).set) !== JSON.stringify(made)) expect(set(cut).problems, cut).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('without a check number is read as before, and a title that looks damaged stays as it is', () => {
    fc.assert(
      fc.property(anySet, (made) => {
        expect(set(formatSet(made))).toEqual({ set: made, problems: [] });
      }),
    );
    const odd = { ...EMPTY_SET, title: '50%20off&do=why-p99' };
    expect(set(formatSet(odd))).toEqual({ set: odd, problems: [] });
  });
});

describe('a link without a check number', () => {
  it.each([
    ['title=A&amp;do=first-answer,why-p99&amp;order=fixed'],
    ['title=A&#38;do=first-answer,why-p99&#38;order=fixed'],
    ['title=3DA&do=3Dfirst-answer,why-p99&order=3Dfixed'],
    ['title=A&do=first-ans=%20wer,why-p99&order=fixed'],
    ['title=A&do=first-answer,why-p99&or=%0Ader=fixed'],
    ['title=A&do=first-%20answer,%20why-p99&order=fixed'],
    ['title=A&do=first-answer%252Cwhy-p99&order=fixed'],
    ['title=A%26do=first-answer,why-p99%26order=fixed'],
    ['title=A%2526do%253Dfirst-answer,why-p99%2526order%253Dfixed'],
    ['title=A&do=first–answer,why‑p99&order=fixed'],
    ['title=A&do=“first-answer,why-p99”&order=“fixed”'],
    ['title=A&do=First-Answer,WHY-P99&order=Fixed.'],
    ['TITLE=A&DO=FIRST-ANSWER,WHY-P99&ORDER=FIXED'],
    ['title=A;do=first-answer,why-p99;order=fixed'.replace('A;', 'A&')],
  ])('%s is read as it was meant', (query) => {
    expect(set(query)).toMatchObject({ set: { title: 'A', order: 'fixed' }, problems: [] });
    expect(entries(query)).toEqual(['first-answer', 'why-p99']);
  });

  it.each([
    ['title=A&do=first-answer,', 'ends in a comma'],
    ['title=A&do=first-answer,why-p9...', 'shortened'],
    ['title=A&do=first-answer,why-p9…', 'shortened'],
    ['title=A&do=first-answer&ord', 'ends in "ord"'],
    ['do=first-answer&title=B%C3', 'within a letter'],
    ['sum=0000000&title=A&do=first-answer', 'does not fit the check number'],
  ])('%s may be cut, and says so', (query, detail) => {
    expect(set(query).problems[0]).toEqual({ code: 'damaged-link', detail: expect.stringContaining(detail) });
    expect(entries(query)[0]).toBe('first-answer');
  });

  it('is not guessed at where it may mean two things', () => {
    expect(codes('do=first-answer~1 2')).toEqual(['malformed-request']);
    expect(codes('do=first-answer&Do=why-p99')).toEqual(['unknown-parameter']);
    expect(set('title=3D%20printing&do=first-answer').set.title).toBe('3D printing');
    expect(set('do=first-answer&title=Why?').set.title).toBe('Why?');
  });
});

describe('a link to the Lab', () => {
  it.each([
    ['model=credit-risk&amp;rate=20&amp;lanes=batch,edge', { modelId: 'credit-risk', perSecond: 20 }],
    ['model=credit–risk&rate=20&lanes=batch,%20edge).', { modelId: 'credit-risk', perSecond: 20 }],
    ['model=3Dcredit-risk&rate=3D20&lanes=3Dbatch,edge', { modelId: 'credit-risk', perSecond: 20 }],
    ['model%3Dcredit-risk%26rate%3D20%26lanes%3Dbatch%2Cedge', { modelId: 'credit-risk', perSecond: 20 }],
    ['MODEL=CREDIT-RISK&RATE=20&LANES=BATCH,EDGE', { modelId: 'credit-risk', perSecond: 20 }],
  ])('%s is read as it was meant', (query, setup) => {
    const parsed = parseSetup(opened(query));
    expect(parsed).toMatchObject({ setup: { ...setup, lanes: ['batch', 'edge'] }, problems: [] });
  });

  it('tells of a number that lost its end, when it was copied from the page', () => {
    const link = sealed('model=credit-risk&rate=20&count=150', SETUP_LINK);
    expect(parseSetup(opened(link)).problems).toEqual([]);
    expect(parseSetup(opened(`${link}&run=1&saved=abc`)).problems).toEqual([]);
    expect(parseSetup(opened(link.slice(0, -1))).problems).toMatchObject([{ code: 'damaged-link' }]);
    expect(parseSetup(opened('rate=20&lanes=batch,')).problems).toMatchObject([{ code: 'damaged-link' }]);
  });
});

describe('a name in an address', () => {
  it('is mended, and its capitals stay', () => {
    const shape = { keys: [], exact: ['a', 'b'] };
    const { params } = mendLink(opened('a=3DRun-1&amp;b=3Dru%20n–2.'), shape);
    expect([params.get('a'), params.get('b')]).toEqual(['Run-1', 'run-2']);
  });
});
