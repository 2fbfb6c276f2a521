import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIGURES, type FigureId, rowsOfEnd, rowsOfSamples, type Sample } from '../soak/verdict';

const WATCHERS = 3;
const STEADY: Readonly<Record<FigureId, number>> = {
  ...{ serverRss: 300, databaseRss: 350, workerRss: 240, serverHeap: 90, sockets: 42, handles: 65, resources: 94 },
  ...{ closeWait: 0, streams: WATCHERS, uploads: 0, bodies: 0, meters: 5, temporaryFiles: 0, jobs: 100, dataBytes: 50 },
};
const LEFT = { ...STEADY, sockets: 39, handles: 62, resources: 91, streams: 0, meters: 0 };
const IDS = { server: 1, database: 2, worker: 3 };

const samplesOf = (
  count: number,
  change: (place: number) => Partial<Record<FigureId, number>> = () => ({}),
): Sample[] =>
  Array.from({ length: count }, (_, place) => ({
    atMs: place * 60_000,
    figures: { ...STEADY, ...change(place) },
    processIds: IDS,
  }));
const missed = (rows: readonly { readonly name: string; readonly ok: boolean }[]) =>
  rows.filter(({ ok }) => !ok).map(({ name }) => name);
const nameOf = (id: FigureId) => FIGURES.find((figure) => figure.id === id)?.name ?? '';
const end = (change: Partial<Record<FigureId, number>>): Sample => ({
  atMs: 0,
  figures: { ...LEFT, ...change },
  processIds: IDS,
});

describe('What samples of a steady load say', () => {
  test('of one that stays as it is: nothing is wrong', () => {
    expect(missed(rowsOfSamples(samplesOf(30)))).toEqual([]);
    expect(rowsOfSamples(samplesOf(30))).toHaveLength(2 + FIGURES.length);
  });

  test.each<[string, (place: number) => Partial<Record<FigureId, number>>, FigureId[]]>([
    ['memory that grows by 4 %', (place) => ({ serverRss: 300 + (12 * place) / 29 }), []],
    [
      'memory that grows by a tenth',
      (place) => ({ serverRss: 300 + place, databaseRss: 350 + 2 * place }),
      ['serverRss', 'databaseRss'],
    ],
    ["a worker's memory that doubles", (place) => ({ workerRss: 240 + 8 * place }), ['workerRss']],
    ['memory that falls', (place) => ({ serverRss: 300 - 4 * place }), []],
    ['one late peak of memory', (place) => ({ serverRss: place === 29 ? 900 : 300 }), []],
    ['a heap that doubles, which is told', (place) => ({ serverHeap: 90 + 3 * place }), []],
    ['a socket that stays every third time', (place) => ({ sockets: 42 + Math.floor(place / 3) }), ['sockets']],
    ['handles that come and go', (place) => ({ handles: 65 + (place % 7) }), []],
    ['a connection in CLOSE-WAIT at the end', (place) => ({ closeWait: place < 20 ? 0 : 1 }), ['closeWait']],
    ['files that pile up', (place) => ({ temporaryFiles: place }), ['temporaryFiles']],
  ])('of %s', (_what, change, expected) => {
    expect(missed(rowsOfSamples(samplesOf(30, change)))).toEqual(expected.map(nameOf));
  });

  test('of too few nothing but that', () => {
    expect(missed(rowsOfSamples(samplesOf(2)))).toEqual(['samples']);
    expect(missed(rowsOfSamples([]))).toEqual(['samples']);
  });

  test('of a process in the place of another that it died', () => {
    const samples = samplesOf(10).map((sample, place) => ({
      ...sample,
      processIds: { ...IDS, worker: place < 5 ? 3 : 4 },
    }));
    expect(missed(rowsOfSamples(samples))).toEqual(['processes that ended meanwhile']);
  });

  test('whatever steady noise there is, growth of more than a fifth is found, and noise of 2 % is none', () => {
    const noisy = fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(noisy, fc.double({ min: 0, max: 2, noNaN: true }), (noise, growth) => {
        const change = (place: number) => {
          const grown = 1 + (growth * place) / (noise.length - 1);
          return { databaseRss: 350 * grown * (1 + (noise[place] ?? 0)) };
        };
        const found = missed(rowsOfSamples(samplesOf(noise.length, change)));
        if (growth === 0) expect(found).toEqual([]);
        if (growth > 0.2) expect(found).toEqual([nameOf('databaseRss')]);
      }),
    );
  });

  test('the slope of memory is told by the hour', () => {
    const rows = rowsOfSamples(samplesOf(30, (place) => ({ serverRss: 300 + place })));
    expect(rows.find(({ name }) => name === nameOf('serverRss'))?.baseline).toBe('at first 300, +60 MiB an hour');
  });
});

describe('When all have left', () => {
  test('there are as many sockets and handles as there were beside those of the watchers', () => {
    expect(missed(rowsOfEnd(end({}), samplesOf(10), WATCHERS))).toEqual([]);
    expect(missed(rowsOfEnd(end({ sockets: 20 }), samplesOf(10), WATCHERS))).toEqual([]);
  });

  test.each<FigureId>([
    ...([
      'streams',
      'uploads',
      'bodies',
      'meters',
      'closeWait',
      'temporaryFiles',
      'sockets',
      'handles',
      'resources',
    ] as const),
  ])('one too many is found: %s', (id) => {
    const found = missed(rowsOfEnd(end({ [id]: LEFT[id] + 1 }), samplesOf(10), WATCHERS));
    expect(found).toEqual([`when all have left: ${nameOf(id)}`]);
  });
});
