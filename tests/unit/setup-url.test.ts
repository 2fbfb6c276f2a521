import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATORS } from '@/lib/emulate/conditions';
import { NETWORK_IDS } from '@/lib/emulate/networks';
import {
  isDrawable,
  lanesOf,
  mergeSetup,
  setupOf,
  sweptLane,
  wholeDefault,
  wholeOf,
  withStudy,
  workloadSpecOf,
} from '@/lib/experiment/setup';
import {
  countsIn,
  FIELD_IDS,
  LANE_ORDERS,
  LOOPS,
  SETUP_FIELDS,
  STUDIES,
  SWEEPS,
  type WholeSetup,
} from '@/lib/experiment/setup-fields';
import { isFeasible } from '@/lib/experiment/setup-limits';
import { defaultSetup, formatSetup, parseSetup, searchWithSaved } from '@/lib/experiment/setup-url';
import { FLOORS } from '@/lib/measure/floors';
import { MANIFEST } from '@/lib/model';
import { MODE_IDS } from '@/lib/modes';
import { ARRIVAL_PATTERNS } from '@/lib/workload/arrivals';

const parse = (query: string) => parseSetup(new URLSearchParams(query));
const codesOf = (query: string) => parse(query).problems.map((problem) => problem.code);

const anySetup = fc
  .constantFrom(...MANIFEST.models)
  .chain((model) =>
    fc.record({
      modelId: fc.constant(model.id),
      versionId: fc.constantFrom(...model.versions.map((version) => version.id)),
      edgeVersion: fc.constantFrom(...model.versions.map((version) => version.id)),
      count: fc.integer({ min: 1, max: 1_000_000 }),
      pattern: fc.constantFrom(...ARRIVAL_PATTERNS),
      perSecond: fc.double({ min: 0.1, max: 5000, noNaN: true }),
      lanes: fc.subarray([...MODE_IDS], { minLength: 1 }),
      intervalMs: fc.integer({ min: 250, max: 60_000 }),
      order: fc.constantFrom(...LANE_ORDERS),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      study: fc.constantFrom(...STUDIES),
      durationMs: fc.option(fc.integer({ min: 1000, max: 600_000 })),
      traceMs: fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 400 }),
      loop: fc.constantFrom(...LOOPS),
      users: fc.integer({ min: 1, max: 256 }),
      repeats: fc.integer({ min: 1, max: 10 }),
      floor: fc.constantFrom(...FLOORS),
      generator: fc.constantFrom(...GENERATORS),
      network: fc.constantFrom(...NETWORK_IDS),
      slowdown: fc.double({ min: 1, max: 50, noNaN: true }),
      threads: fc.option(fc.integer({ min: 1, max: 8 })),
      stallMs: fc.integer({ min: 0, max: 10_000 }),
      limitMs: fc.double({ min: 1, max: 10_000, noNaN: true }),
      sweep: fc.constantFrom(...SWEEPS),
      sweepLane: fc.constantFrom(...MODE_IDS),
    }),
  )
  .map(
    ({ edgeVersion, ...setup }): WholeSetup => ({
      ...setup,
      sweepLane: sweptLane(setup),
      study: setup.study === 'draw' && !isDrawable(setup.modelId) ? 'sweep' : setup.study,
      laneVersions: edgeVersion === setup.versionId ? {} : { edge: edgeVersion },
    }),
  )
  .filter(isFeasible);

describe('the set-up in the address', () => {
  it('every set-up that may run survives the way into an address and back', () => {
    fc.assert(
      fc.property(anySetup, (whole) => {
        const setup = setupOf(whole);
        fc.pre(isFeasible(wholeOf(setup)));
        expect(parse(formatSetup(setup))).toMatchObject({ setup, problems: [] });
      }),
    );
  });

  it('an address holds what other studies were told as well, and the set-up only what counts', () => {
    fc.assert(
      fc.property(anySetup, (whole) => {
        const parsed = parse(formatSetup(whole));
        expect(parsed.whole).toEqual(whole);
        expect(Object.keys(parsed.setup)).toEqual(FIELD_IDS.filter((id) => countsIn(whole.study, id)));
      }),
    );
  });

  it('the default set-up needs no query', () => {
    expect(formatSetup(defaultSetup())).toBe('');
    expect(parse('')).toMatchObject({ setup: defaultSetup(), problems: [], given: new Set() });
  });

  it('never throws, whatever the address says, and what it gives can be run', () => {
    const keys = fc.constantFrom(
      'model',
      'version',
      'count',
      'pattern',
      'rate',
      'interval',
      'lanes',
      'order',
      'seed',
      'edge.version',
      'study',
      'duration',
      'trace',
      'loop',
      'users',
      'repeats',
      'floor',
      'load',
      'network',
      'slowdown',
      'threads',
      'stall',
      'limit',
      'sweep',
      'in',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.oneof(fc.string(), fc.double().map(String)))), (entries) => {
        const { setup, whole } = parseSetup(new URLSearchParams(entries));
        expect(isFeasible(whole)).toBe(true);
        expect(parse(formatSetup(setup)).problems).toEqual([]);
        expect(parse(formatSetup(whole)).problems).toEqual([]);
      }),
    );
  });

  it.each([
    ['count=0', 'too-few-samples'],
    ['count=-5', 'too-few-samples'],
    ['count=1000001', 'too-many-samples'],
    // As many may come, but not one by one at the usual rate.
    ['count=1000000', 'run-too-long'],
    ['count=ten', 'malformed-request'],
    ['rate=0', 'malformed-request'],
    ['rate=NaN', 'malformed-request'],
    ['interval=1', 'malformed-request'],
    ['seed=1.5', 'malformed-request'],
    ['pattern=sometimes', 'malformed-request'],
    ['order=backwards', 'malformed-request'],
    ['model=llama', 'unknown-model'],
    ['version=fp64', 'unknown-version'],
    ['edge.version=fp64', 'unknown-version'],
    ['lanes=', 'no-lane'],
    ['lanes=batch,cloud', 'malformed-request'],
    ['colour=blue', 'unknown-parameter'],
    ['duration=0', 'malformed-request'],
    ['duration=700000', 'malformed-request'],
    ['users=0', 'malformed-request'],
    ['users=1.5', 'malformed-request'],
    ['repeats=100', 'malformed-request'],
    ['slowdown=0.5', 'malformed-request'],
    ['slowdown=Infinity', 'malformed-request'],
    ['threads=-1', 'malformed-request'],
    ['stall=99999', 'malformed-request'],
    ['limit=0', 'malformed-request'],
    ['network=5g', 'malformed-request'],
    ['load=cloud', 'malformed-request'],
    ['study=everything', 'malformed-request'],
    ['sweep=seeds', 'malformed-request'],
    ['in=cloud', 'malformed-request'],
    ['trace=1,-2', 'malformed-request'],
    ['trace=0,0', 'malformed-request'],
    ['trace=1,x', 'malformed-request'],
    ['pattern=trace', 'malformed-request'],
    ['version=', 'unknown-version'],
  ])('%s is named as %s, and the default stands in', (query, code) => {
    expect(codesOf(query)).toEqual([code]);
    expect(parse(query).setup).toEqual(defaultSetup());
  });

  it('a value that is there twice is told, and the first counts', () => {
    const { setup, problems } = parse('count=5&count=7');
    expect(setup).toMatchObject({ count: 5 });
    expect(problems).toEqual([{ code: 'malformed-request', detail: expect.stringContaining('count more than once') }]);
  });

  it('a lane holds a million items over all its repeats, however they come', () => {
    expect(codesOf('pattern=at-once&count=1000000')).toEqual([]);
    expect(codesOf('pattern=at-once&count=333333&repeats=3')).toEqual([]);
    expect(codesOf('pattern=at-once&count=333334&repeats=3')).toEqual(['too-many-samples']);
    expect(codesOf('duration=60000&rate=1500&repeats=10')).toEqual([]);
    expect(codesOf('duration=60000&rate=1600&repeats=10')).toEqual(['too-many-samples']);
    // What users send in a time ends there as well.
    const { setup } = parse('loop=closed&duration=600000&repeats=4');
    if (setup.study !== 'same-workload') throw new Error('It is a run.');
    expect(workloadSpecOf(setup, 1000).length).toEqual({ by: 'time', durationMs: 600_000, most: 250_000 });
  });

  it('one wrong part leaves the others as the link says', () => {
    const { setup, problems } = parse('count=0&rate=120&order=race');
    expect(problems).toHaveLength(1);
    expect(setup).toEqual({ ...defaultSetup(), perSecond: 120, order: 'race' });
  });

  it('one field that is garbage leaves every other as the link says, where they can run together', () => {
    // Versions are those of the model, and have no meaning without it.
    const others = FIELD_IDS.filter((id) => !['modelId', 'versionId', 'laneVersions'].includes(id));
    fc.assert(
      fc.property(anySetup, fc.constantFrom(...others), (whole, broken) => {
        const left = { ...whole, [broken]: wholeDefault(whole.modelId)[broken] };
        // Without its gaps there is no trace to replay.
        const expected = {
          ...left,
          pattern: left.traceMs.length === 0 && left.pattern === 'trace' ? 'poisson' : left.pattern,
        } as const;
        fc.pre(isFeasible(expected) && (expected.study !== 'draw' || isDrawable(expected.modelId)));
        const params = new URLSearchParams(formatSetup(whole));
        params.set(SETUP_FIELDS[broken].key, 'garbage');
        const { whole: read, problems } = parseSetup(params);
        expect(read).toEqual(expected);
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it('of fields that are too much together as few as can be fall back, and the rest stays', () => {
    const lengthOf = (query: string) => {
      const { count, perSecond, pattern, durationMs } = parse(query).whole;
      return { count, perSecond, pattern, durationMs };
    };
    const usual = lengthOf('');
    expect(codesOf('count=50000&rate=10')).toEqual(['run-too-long']);
    expect(lengthOf('count=50000&rate=10')).toEqual({ ...usual, perSecond: 10 });
    expect(codesOf('duration=300000&rate=5000')).toEqual(['too-many-samples']);
    expect(lengthOf('duration=300000&rate=5000')).toEqual({ ...usual, perSecond: 5000 });
    expect(lengthOf('rate=0.1&count=100')).toEqual({ ...usual, count: 100 });
    expect(lengthOf('pattern=trace&trace=60000&count=50')).toEqual({ ...usual, count: 50 });
  });

  it('a lane that takes no number of threads is corrected, and that is said', () => {
    const { setup, problems } = parse('study=sweep&sweep=threads&in=batch');
    expect(problems).toMatchObject([{ code: 'malformed-request', detail: expect.stringContaining('batch') }]);
    expect(setup).toMatchObject({ sweep: 'threads', sweepLane: 'edge' });
    expect(lanesOf(setup)).toEqual(['edge']);
  });

  it('says which fields the address named, whatever they are', () => {
    expect([...parse('rate=60&seed=8&run=1').given]).toEqual(['perSecond', 'seed']);
  });

  it('names the usual rate where another one goes without saying, and not that one', () => {
    expect(formatSetup(defaultSetup(), { perSecond: 30 })).toBe('rate=60');
    expect(formatSetup({ ...defaultSetup(), perSecond: 30 }, { perSecond: 30 })).toBe('');
  });

  it('a drawing is for a model that knows drawings', () => {
    const { setup, problems } = parse('study=draw&model=clothing&version=big-int8&lanes=edge');
    expect(problems.map(({ code }) => code)).toEqual(['malformed-request']);
    expect(setup).toEqual({ study: 'draw', modelId: 'digits', versionId: 'fp32', laneVersions: {}, lanes: ['edge'] });
  });

  it('the keys that start a run or choose a profile are no strangers', () => {
    expect(codesOf('run=1&profile=projector')).toEqual([]);
  });
});

describe('another study', () => {
  it('keeps what both know, and gives back the rest to those who know it', () => {
    fc.assert(
      fc.property(anySetup, fc.constantFrom(...STUDIES), (whole, study) => {
        const there = mergeSetup(whole, withStudy(whole, study));
        const both = FIELD_IDS.filter((id) => id !== 'study' && countsIn(study, id) && countsIn(whole.study, id));
        const drawn = study === 'draw' && !isDrawable(whole.modelId) ? ['modelId', 'versionId', 'laneVersions'] : [];
        for (const id of both.filter((id) => !drawn.includes(id))) expect(there[id]).toEqual(whole[id]);
        const back = mergeSetup(there, withStudy(there, whole.study));
        if (drawn.length === 0) expect(back).toEqual(whole);
      }),
    );
  });

  it('of a model that knows no drawings draws a digit', () => {
    const { whole } = parse('model=clothing&version=big-fp32&edge.version=big-int8&rate=20');
    expect(withStudy(whole, 'draw')).toMatchObject({ modelId: 'digits', versionId: 'fp32', laneVersions: {} });
  });

  it('does not bring back what could not run any more', () => {
    const { whole } = parse('study=capacity&rate=1');
    const longer = { ...setupOf({ ...whole, study: 'capacity' }), count: 1000 };
    expect(mergeSetup(whole, longer).perSecond).toBe(60);
    expect(mergeSetup(whole, { ...longer, count: 500 }).perSecond).toBe(1);
  });
});

describe('the kept run that an address names', () => {
  it('stands behind the set-up, one at the most, and leaves no trace', () => {
    const search = '?count=120&lanes=edge,online';
    expect(searchWithSaved(search, 'a')).toBe(`${search}&saved=a`);
    expect(searchWithSaved(searchWithSaved(search, 'a'), 'b')).toBe(`${search}&saved=b`);
    expect(searchWithSaved(`?saved=a&${search.slice(1)}`, null)).toBe(search);
    expect(searchWithSaved('', 'a')).toBe('?saved=a');
    expect(searchWithSaved('?saved=a', null)).toBe('');
  });
});
