import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  atRate,
  conditionsOf,
  fieldsThatDiffer,
  type RunSetup,
  setupOf,
  setupWith,
  wholeDefault,
  wholeOf,
} from '@/lib/experiment/setup';
import {
  countsIn,
  FIELD_IDS,
  SETUP_FIELDS,
  type SetupOf,
  STUDIES,
  type WholeSetup,
} from '@/lib/experiment/setup-fields';
import { defaultSetup } from '@/lib/experiment/setup-url';
import { setupSchema } from '@/lib/export/setup-schema';

const WHOLE = wholeDefault();

describe('The table of fields', () => {
  it('names every field once in an address', () => {
    const keys = FIELD_IDS.filter((id) => id !== 'laneVersions').map((id) => SETUP_FIELDS[id].key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('begins with values that its own limits and choices allow', () => {
    for (const id of FIELD_IDS) {
      const field = SETUP_FIELDS[id];
      if (field.kind === 'choice') expect(field.of, id).toContain(field.default);
      if (field.kind === 'number' && field.default !== null) {
        expect(field.default, id).toBeGreaterThanOrEqual(field.limits.min);
        expect(field.default, id).toBeLessThanOrEqual(field.limits.max);
        if (field.whole) expect(field.default % 1, id).toBe(0);
      }
    }
  });

  it('has a place in a file for each field, and what is there to begin with may stand in it', () => {
    expect(Object.keys(setupSchema.shape)).toEqual(FIELD_IDS);
    expect(setupSchema.parse(WHOLE)).toEqual(WHOLE);
  });

  it('is what a set-up of each study consists of', () => {
    for (const study of STUDIES)
      expect(Object.keys(setupOf({ ...WHOLE, study }))).toEqual(FIELD_IDS.filter((id) => countsIn(study, id)));
  });

  it('says to the type of a set-up what it does not have', () => {
    expectTypeOf<SetupOf<'capacity'>>().toHaveProperty('limitMs').toEqualTypeOf<number>();
    expectTypeOf<RunSetup>().not.toHaveProperty('limitMs');
    expectTypeOf<SetupOf<'draw'>>().not.toHaveProperty('perSecond');
    expectTypeOf<SetupOf<'sweep'>['study']>().toEqualTypeOf<'sweep'>();
    expectTypeOf<WholeSetup['durationMs']>().toEqualTypeOf<number | null>();
    expectTypeOf<WholeSetup['pattern']>().toEqualTypeOf<RunSetup['pattern']>();
  });
});

describe('Two set-ups', () => {
  it('differ in the fields that count, and in no others', () => {
    const file = { ...defaultSetup(), limitMs: 20, sweep: 'threads' } as RunSetup;
    expect(fieldsThatDiffer(defaultSetup(), file)).toEqual([]);
    expect(fieldsThatDiffer(defaultSetup(), { ...file, seed: 8, lanes: ['edge'] })).toEqual(['lanes', 'seed']);
  });

  it('of different studies differ in what only one of them knows', () => {
    const draw = setupOf({ ...WHOLE, study: 'draw' });
    const capacity = setupOf({ ...WHOLE, study: 'capacity' });
    expect(fieldsThatDiffer(draw, capacity)).toEqual([
      'study',
      ...FIELD_IDS.filter((id) => countsIn('capacity', id) && !countsIn('draw', id)),
    ]);
  });

  it('with the same variants named in another order are the same', () => {
    const [one, other] = [
      { batch: 'int8', edge: 'int8' },
      { edge: 'int8', batch: 'int8' },
    ];
    expect(
      fieldsThatDiffer({ ...defaultSetup(), laneVersions: one }, { ...defaultSetup(), laneVersions: other }),
    ).toEqual([]);
  });
});

describe('A set-up', () => {
  it('is whole again with what everything is to begin with', () => {
    const capacity = setupWith({ study: 'capacity', limitMs: 20 });
    expect(wholeOf(capacity)).toEqual({ ...WHOLE, study: 'capacity', limitMs: 20 });
  });

  it('adds to a lane only what counts in its study', () => {
    const whole = { ...WHOLE, network: '4g', slowdown: 4, stallMs: 500, threads: 2, generator: 'server' } as const;
    const of = (study: (typeof STUDIES)[number], lane: 'online' | 'edge') =>
      conditionsOf(setupOf({ ...whole, study }), lane);
    expect(of('same-workload', 'online')).toMatchObject({ generator: 'server', network: '4g', stall: { forMs: 500 } });
    expect(of('capacity', 'online')).toMatchObject({ generator: 'browser', network: '4g', stall: null });
    expect(of('cold-start', 'edge')).toMatchObject({ slowdown: 1, threads: 2 });
    expect(conditionsOf({ ...whole, study: 'draw' }, 'edge')).toMatchObject({ slowdown: 1, threads: null });
  });

  it('at another rate has the same items, as long as that may be run', () => {
    const setup = defaultSetup();
    expect(atRate(setup, 20)).toEqual({ ...setup, perSecond: 20 });
    expect(atRate({ ...setup, durationMs: 10_000 }, 20)).toEqual({ ...setup, perSecond: 20, durationMs: 30_000 });
    expect(atRate({ ...setup, count: 30_000 }, 20)).toBeNull();
    expect(atRate({ ...setup, durationMs: 500_000 }, 20)).toBeNull();
    expect(atRate({ ...setup, loop: 'closed' }, 20)).toBeNull();
  });
});
