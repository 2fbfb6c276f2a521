import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import figures from '@/lib/lesson/sample-figures.json';
import run from '@/lib/lesson/sample-run.json';
import { MANIFEST } from '@/lib/model';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import {
  defaultSimSetup,
  formatSimSetup,
  formatWithKept,
  parseKept,
  parseSimSetup,
  SIM_LINK,
  withChange,
} from '@/lib/simulate/setup/address';
import { HYBRID_IDS, SIM_FIELDS, type SimField, type SimFieldId, type SimSetup } from '@/lib/simulate/setup/fields';
import { loadOf } from '@/lib/simulate/setup/load';
import { parametersOf } from '@/lib/simulate/setup/parameters';
import { PARAMETER_IDS, profileFor, profileOfSample } from '@/lib/simulate/setup/profile';
import { devicesPlayed, modelThereShare, roughScenarioOf, scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { sealed } from '@/lib/wire/link/seal';

const profile = profileOfSample(run, figures.figures);
const parse = (query: string) => parseSimSetup(new URLSearchParams(query));
const setupWith = (change: Partial<SimSetup>) => withChange(defaultSimSetup(), change);

/** Any value that a field may have. */
function anyValueOf(field: SimField): fc.Arbitrary<SimSetup[SimFieldId]> {
  if (field.kind === 'choice') return fc.constantFrom(...field.of) as fc.Arbitrary<SimSetup[SimFieldId]>;
  if (field.kind === 'run') return fc.option(fc.stringMatching(/^[A-Za-z0-9:.-]{1,60}$/), { nil: null });
  if (field.kind === 'hybrids') return fc.subarray([...HYBRID_IDS]);
  if (field.kind !== 'number') throw new Error(`${field.kind} is drawn with its model`);
  const { min, max } = field.limits;
  const some = field.whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
  return field.default === null ? fc.option(some) : some;
}

const target = fc.constantFrom(
  ...MANIFEST.models.flatMap(({ id, versions }) => versions.map((version) => ({ modelId: id, versionId: version.id }))),
);
const others = Object.fromEntries(
  Object.entries(SIM_FIELDS)
    .filter(([, { kind }]) => kind !== 'model' && kind !== 'version')
    .map(([id, field]) => [id, anyValueOf(field)]),
);
/** Set-ups that a page can be in: what follows from a change is in order. */
const anySetup = fc
  .record({ target, rest: fc.record(others, { requiredKeys: [] }) })
  .map(({ target: chosen, rest }) => withChange(defaultSimSetup(chosen.modelId), { ...rest, ...chosen }))
  .filter(
    ({ batch, online, edge, hybrids }) => batch !== 'off' || online !== 'off' || edge !== 'off' || hybrids.length > 0,
  );

describe('The address of the simulator', () => {
  test('is empty for what goes without saying', () => {
    expect(formatSimSetup(defaultSimSetup())).toBe('');
    expect(parse('')).toEqual({ setup: defaultSimSetup(), problems: [] });
  });

  test('gives back any set-up, sealed or not', () => {
    fc.assert(
      fc.property(anySetup, (setup) => {
        const query = formatSimSetup(setup);
        for (const link of [query, sealed(query, SIM_LINK)]) {
          expect(parse(link)).toEqual({ setup, problems: [] });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is read whatever it says, and leads to a scenario that can be played', () => {
    const pair = fc.tuple(
      fc.oneof(fc.constantFrom(...SIM_LINK.keys), fc.string({ maxLength: 8 })),
      fc.oneof(fc.string({ maxLength: 12 }), fc.integer().map(String), fc.constantFrom('off', 'on', 'every')),
    );
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const { setup } = parseSimSetup(new URLSearchParams(pairs));
        const read = readScenario(scenarioOf(setup, profile));
        expect(read.ok ? [] : read.faults).toEqual([]);
      }),
    );
  });

  test.each([
    ['users=0', 'malformed-request', 'a whole number from 1'],
    ['users=2.5', 'malformed-request', 'a whole number from 1'],
    ['peak=25', 'malformed-request', 'a number from 1 to 24'],
    ['batch=weekly', 'malformed-request', 'nightly, hourly, every, off'],
    ['hybrids=cache,wish', 'malformed-request', 'edge-first, cache, cascade'],
    ['model=oracle', 'unknown-model', 'oracle'],
    ['version=fp99', 'unknown-version', 'fp99'],
    ['colour=red', 'unknown-parameter', 'colour'],
    ['servers=2&servers=3', 'malformed-request', 'more than once'],
    ['batch=off&online=off&edge=off', 'no-lane', 'every lane off'],
  ])('names what is wrong with %s', (query, code, words) => {
    const { problems } = parse(query);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.detail).toContain(words);
  });

  test.each([
    ['users=5000&amp;servers=3'],
    ['users=3D5000&servers=3D3'],
    ['users%3D5000%26servers%3D3'],
    ['users=5000&servers=3.'],
    ['sum=zzzzzzz&users=5000&servers=3'],
  ])('is mended where %s came of it', (query) => {
    const { setup } = parse(query);
    expect([setup.users, setup.servers]).toEqual([5000, 3]);
  });

  test('keeps the servers within what scaling may have', () => {
    expect(parse('scale=on&servers=50&most=20').setup.servers).toBe(20);
    expect(setupWith({ autoscaling: 'on', scaleLeast: 30 }).scaleMost).toBe(30);
    expect(parse('servers=50&most=20').setup.servers).toBe(50);
  });

  test('keeps a set-up beside its own, whatever either is', () => {
    fc.assert(
      fc.property(anySetup, fc.option(anySetup), (setup, kept) => {
        const address = new URLSearchParams(formatWithKept(setup, kept));
        expect(parseSimSetup(address)).toEqual({ setup, problems: [] });
        expect(parseKept(address)).toEqual(kept && { setup: kept, problems: [] });
      }),
    );
  });

  test('says what of the one beside it cannot be used, and never throws', () => {
    expect(parseKept(new URLSearchParams('kept=users*fog'))?.problems).toHaveLength(1);
    expect(parseKept(new URLSearchParams('kept='))).toEqual({ setup: defaultSimSetup(), problems: [] });
    expect(parseKept(new URLSearchParams(''))).toBeNull();
    fc.assert(fc.property(fc.string(), (kept) => parseKept(new URLSearchParams({ kept })) !== null));
  });

  test.each([
    ['scale=on&servers=50&most=20', /50 servers.*1 to 20/],
    ['scale=on&least=900&most=2', /900 servers at least and 2 at most/],
  ])('says so where %s cannot be as it says', (query, words) => {
    expect(parse(query).problems.map(({ detail }) => detail)).toEqual([expect.stringMatching(words)]);
    expect(parse(formatSimSetup(parse(query).setup)).problems).toEqual([]);
  });
});

describe('The load of a set-up', () => {
  test.each([
    // users, asks, peak, most -> requests, what, mean rate
    [8640, 10, 2, 200_000, 200_000, 'days', 1],
    [8640, 10, 2, 50_000, 7200, 'busiest-hour', 1],
    [8640, 10, 2, 3600, 3600, 'busiest-part', 1],
    [1, 1, 1, 100_000, 28, 'days', 1 / 86_400],
  ])(
    'of %d users x %d a day, peak x %d, at most %d, is %d requests: %s',
    (users, asks, peak, most, requests, played, mean) => {
      const load = loadOf(setupWith({ users, requestsPerDay: asks, peakFactor: peak, requests: most }));
      expect(load).toMatchObject({ requests, played });
      expect(load.meanPerSecond).toBeCloseTo(mean, 9);
      expect(load.peakPerSecond).toBeCloseTo(mean * peak, 9);
    },
  );

  const devices = (users: number) => {
    const setup = setupWith({
      ...{ users, requestsPerDay: 100, requests: 20_000, network: '4g', edge: 'new-phones' },
      ...{ batch: 'off', online: 'off', modelBytes: 1_000_000 },
    });
    const scenario = scenarioOf(setup, profile);
    return { load: loadOf(setup), scenario, lane: simulateAtOnce(scenario, 0).lanes[0] };
  };

  test('has a device for each user, who asks as often as ever in whatever is played of the day', () => {
    const [day, part] = [devices(200), devices(20_000_000)];
    expect([day.load.played, part.load.played]).toEqual(['days', 'busiest-part']);
    expect(part.scenario.clients?.count).toBe(20_000_000);
    expect(part.lane?.latencyMs?.p50).toBeCloseTo(day.lane?.latencyMs?.p50 ?? 0, 0);
    expect(part.lane?.queueLengthMost).toBeLessThan(part.load.requests / 1000);
  });

  test('lets as many requests of a part be the first of their devices as of a day', () => {
    for (const users of [3000, 200_000, 20_000_000]) {
      const { lane, load } = devices(users);
      expect(load.played).not.toBe('days');
      const first = load.requests / 100;
      expect(Math.abs((lane?.fleet?.downloads ?? 0) - first)).toBeLessThan(5 * Math.sqrt(first));
    }
    const setup = setupWith({ users: 10_000_000_000 });
    expect(devicesPlayed(setup)).toBe(2_000_000_000);
    expect(modelThereShare(setup, { ...loadOf(setup), played: 'days' })).toBe(0);
  });
});

describe('The profile of the run that ships', () => {
  test('goes through both of its measured points', () => {
    const { 'online-rate': alone, 'batch-rate': together, 'batch-size': size } = figures.figures;
    expect(profile.callMs + profile.itemMs).toBeCloseTo(1000 / alone, 2);
    expect(profile.callMs + size * profile.itemMs).toBeCloseTo((1000 / together) * size, 1);
    expect(profile.sources.callMs).toEqual({
      kind: 'reference',
      machine: run.machine,
      date: run.startedAt.slice(0, 10),
    });
    expect(profile.deviceMs.values).toHaveLength(run.lanes.edge.items.length);
    expect(
      Math.min(...profile.overheadMs.values, ...profile.deviceMs.values, profile.jobStartMs),
    ).toBeGreaterThanOrEqual(0);
  });

  test('is scaled by the work of another model, and says so', () => {
    const own = profileFor(profile, { modelId: 'clothing', versionId: 'mid-fp32' });
    expect(own.callMs / profile.callMs).toBeCloseTo(43.806 / 0.299, 6);
    expect([own.sources.callMs.kind, own.sources.overheadMs.kind]).toEqual(['scaled', 'reference']);
    expect(own.overheadMs).toEqual(profile.overheadMs);
  });

  test('stands for every time until one is edited', () => {
    expect(parametersOf(defaultSimSetup(), profile).map(({ source }) => source.kind)).toEqual(
      PARAMETER_IDS.map((id) => (id === 'requestMs' ? 'unknown' : 'reference')),
    );
    for (const id of PARAMETER_IDS) {
      const edited = parametersOf(setupWith({ [id]: 12 }), profile).filter(({ source }) => source.kind === 'assumed');
      expect(edited).toEqual([{ id, value: 12, source: { kind: 'assumed' } }]);
    }
  });
});

describe('The scenario of a set-up', () => {
  test.each(MANIFEST.models.flatMap(({ id, versions }) => versions.map((version) => [id, version.id] as const)))(
    'with %s, %s is a valid one, and its parameters are numbers',
    (modelId, versionId) => {
      const setup = { ...defaultSimSetup(modelId), versionId };
      expect(readScenario(scenarioOf(setup, profile))).toMatchObject({ ok: true });
      for (const { id, value } of parametersOf(setup, profile)) expect(value, id).toBeGreaterThanOrEqual(0);
    },
  );

  test('names the lanes that are on', () => {
    const lanes = (change: Partial<SimSetup>) => Object.keys(scenarioOf(setupWith(change), profile).lanes);
    expect(lanes({})).toEqual(['batch', 'online', 'edge']);
    expect(lanes({ batch: 'off', edge: 'off' })).toEqual(['online']);
    expect(lanes({ online: 'off', hybrids: ['cascade', 'edgeThenOnline'] })).toEqual([
      'batch',
      'edge',
      'edgeThenOnline',
      'cascade',
    ]);
  });

  test('has the night come as long after the busiest hour as it does', () => {
    const cron = (change: Partial<SimSetup>) => scenarioOf(setupWith(change), profile).lanes.batch?.cron;
    expect(cron({})).toBe('0 2 * * *');
    expect(cron({ users: 1_000_000, peakHour: 19 })).toBe('0 7 * * *');
    expect(cron({ batch: 'hourly' })).toBeNull();
  });

  test('has a rough one over few requests, but for small ones', () => {
    expect(roughScenarioOf(setupWith({}), profile)).toMatchObject({ requests: 2000, arrivals: { kind: 'poisson' } });
    expect(roughScenarioOf(setupWith({ requests: 1000 }), profile)).toBeNull();
  });

  test('can be played, and what is played answers every request', () => {
    const { lanes } = simulateAtOnce(scenarioOf(setupWith({ users: 100, requests: 500 }), profile), 0);
    expect(lanes.map(({ id, completed }) => [id, completed])).toEqual([
      ['batch', 500],
      ['online', 500],
      ['edge', 500],
    ]);
    const online = lanes.find(({ id }) => id === 'online');
    // Its network, and what surrounds the model, are more than the model.
    expect(online?.latencyMs?.p50).toBeGreaterThan(5);
  });
});
