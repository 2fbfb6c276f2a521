import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATORS } from '@/lib/emulate/conditions';
import { NETWORK_IDS } from '@/lib/emulate/networks';
import { LANE_ORDERS, LOOPS, STUDIES, SWEEPS } from '@/lib/experiment/setup';
import { arrivalsInTime, MOST_IN_TIME, SETUP_LIMITS, scheduleMs } from '@/lib/experiment/setup-limits';
import { defaultSetup, formatSetup, parseSetup } from '@/lib/experiment/setup-url';
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
      count: fc.integer({ min: 1, max: 100_000 }),
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
  .map(({ edgeVersion, ...setup }) => ({
    ...setup,
    laneVersions: edgeVersion === setup.versionId ? {} : { edge: edgeVersion },
  }));

describe('the set-up in the address', () => {
  it('every set-up that may run survives the way into an address and back', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        fc.pre(scheduleMs(setup) <= SETUP_LIMITS.scheduleMs && arrivalsInTime(setup) <= MOST_IN_TIME);
        expect(parse(formatSetup(setup))).toEqual({ setup, problems: [] });
      }),
    );
  });

  it('the default set-up needs no query', () => {
    expect(formatSetup(defaultSetup())).toBe('');
    expect(parse('')).toEqual({ setup: defaultSetup(), problems: [] });
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
        const { setup } = parseSetup(new URLSearchParams(entries));
        expect(scheduleMs(setup)).toBeLessThanOrEqual(SETUP_LIMITS.scheduleMs);
        expect(parse(formatSetup(setup)).problems).toEqual([]);
      }),
    );
  });

  it.each([
    ['count=0', 'too-few-samples'],
    ['count=-5', 'too-few-samples'],
    ['count=1000000', 'too-many-samples'],
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
    ['count=50000&rate=10', 'run-too-long'],
    ['duration=60000&rate=5000', 'too-many-samples'],
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
  ])('%s is named as %s, and the default stands in', (query, code) => {
    expect(codesOf(query)).toEqual([code]);
    expect(parse(query).setup).toEqual(defaultSetup());
  });

  it('one wrong part leaves the others as the link says', () => {
    const { setup, problems } = parse('count=0&rate=120&order=race');
    expect(problems).toHaveLength(1);
    expect(setup).toEqual({ ...defaultSetup(), perSecond: 120, order: 'race' });
  });

  it('the keys that start a run or choose a profile are no strangers', () => {
    expect(codesOf('run=1&profile=projector')).toEqual([]);
  });
});
