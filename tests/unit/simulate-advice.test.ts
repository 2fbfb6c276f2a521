import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import figures from '@/lib/lesson/sample-figures.json';
import run from '@/lib/lesson/sample-run.json';
import { assumptionsFrom } from '@/lib/measure/assumptions';
import { advise } from '@/lib/simulate/advice/advise';
import { ADVISED_LANES, setupFor } from '@/lib/simulate/advice/candidates';
import { type AdvisedFigures, brokenNeeds, isInTime } from '@/lib/simulate/advice/judge';
import { NEED_FIELDS, NEED_IDS, type Needs } from '@/lib/simulate/advice/needs';
import { defaultNeeds, formatNeeds, needsOf, parseNeeds, withNeed } from '@/lib/simulate/advice/needs-address';
import type { Advice, Option } from '@/lib/simulate/advice/option';
import { ranked } from '@/lib/simulate/advice/rank';
import { ofLane } from '@/lib/simulate/findings/remedies';
import { lastThatHolds } from '@/lib/simulate/plan/bracket';
import type { Plan } from '@/lib/simulate/plan/plan';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { defaultSimSetup, formatSimSetup, parseSimSetup, withChange } from '@/lib/simulate/setup/address';
import type { SimField } from '@/lib/simulate/setup/fields';
import { profileOfSample } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { dayCost } from '@/lib/simulator-page/day-cost';
import { playPlan } from './simulate-plan';

const profile = profileOfSample(run, figures.figures);
const given = assumptionsFrom(null);

function adviceFor(change: Partial<Needs>): Advice {
  let newest: Advice | null = null;
  const plan = advise(
    withNeed(defaultNeeds(), { users: 4000, ...change }),
    profile,
    (setup, scenario, lane) => dayCost(setup, scenario, lane, given),
    (advice) => {
      newest = advice;
    },
  );
  playPlan(plan);
  if (!newest) throw new Error('nothing was told');
  return newest;
}
function option(advice: Advice, lane: SimLaneId): Option {
  const found = advice.options.find((one) => one.lane === lane);
  if (!found) throw new Error(`${lane} is missing`);
  return found;
}
const brokenOf = (advice: Advice, lane: SimLaneId) => option(advice, lane).broken.map(({ id }) => id);

describe('Needs in an address', () => {
  test('go without saying, or come back as they were', () => {
    expect(formatNeeds(defaultNeeds())).toBe('');
    const fields: Partial<Record<string, fc.Arbitrary<unknown>>> = {};
    for (const id of NEED_IDS) {
      const field: SimField = NEED_FIELDS[id];
      if (field.kind === 'choice') fields[id] = fc.constantFrom(...field.of);
      if (field.kind !== 'number') continue;
      const { min, max } = field.limits;
      const some = field.whole
        ? fc.integer({ min, max })
        : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
      fields[id] = field.default === null ? fc.option(some) : some;
    }
    fc.assert(
      fc.property(fc.record(fields as Record<string, fc.Arbitrary<unknown>>), (any) => {
        const needs = { ...defaultNeeds(), ...(any as Partial<Needs>) };
        expect(parseNeeds(new URLSearchParams(formatNeeds(needs)))).toEqual({ needs, problems: [] });
      }),
    );
  });

  test('are those of a set-up as far as it tells, with the run that says how long things take', () => {
    const setup = withChange(defaultSimSetup('clothing'), {
      ...{ users: 321, peakFactor: 4, network: 'slow-3g', edge: 'off', signal: 'fleet', runId: 'a-run' },
    });
    expect(needsOf(setup)).toEqual({
      ...{ ...defaultNeeds('clothing'), users: 321, peakFactor: 4, network: 'slow-3g', runId: 'a-run' },
    });
    expect(parseNeeds(new URLSearchParams(formatNeeds(needsOf(setup)))).needs.runId).toBe('a-run');
    expect(setupFor(needsOf(setup), 'online')?.runId).toBe('a-run');
  });

  test.each([
    ['limit=0', 'malformed-request'],
    ['privacy=perhaps', 'malformed-request'],
    ['model=oracle', 'unknown-model'],
    ['colour=red', 'unknown-parameter'],
  ])('name what is wrong with %s, and the rest counts', (query, code) => {
    const { needs, problems } = parseNeeds(new URLSearchParams(`${query}&users=77`));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(needs.users).toBe(77);
  });
});

describe('What breaks a need', () => {
  const fine: AdvisedFigures = {
    ...{ latencyMs: 20, isTooWide: false, lostShare: 0, busyShare: 0.5, sentShare: 1, ageMs: null },
    ...{ usdPerMillion: 1, usdPerMonth: 5 },
  };
  const HOUR_MS = 3_600_000;
  test.each<[string, Partial<Needs>, SimLaneId, Partial<AdvisedFigures>, readonly string[]]>([
    ['nothing', {}, 'online', {}, []],
    ['a p95 beyond the limit', { limit: 10 }, 'online', {}, ['latency']],
    ['the same limit in seconds', { limit: 10, unit: 's' }, 'online', {}, []],
    ['requests without an answer', {}, 'online', { lostShare: 0.01 }, ['lost']],
    ['servers that cannot keep up for long', {}, 'online', { busyShare: 1.2 }, ['busy']],
    ['answers of this morning', { freshness: 'hour' }, 'batch', { ageMs: 3 * HOUR_MS }, ['freshness']],
    ['answers of this morning', { freshness: 'day' }, 'batch', { ageMs: 3 * HOUR_MS }, []],
    ['answers a minute old', {}, 'batch', { ageMs: 60_000 }, ['freshness']],
    ['what leaves the device', { privacy: 'stays' }, 'edgeThenOnline', { sentShare: 0.1 }, ['privacy']],
    ['what stays on it', { privacy: 'stays' }, 'edge', { sentShare: 0 }, []],
    ['no signal', { connectivity: 'mostly-offline' }, 'online', {}, ['offline']],
    ['no signal', { connectivity: 'mostly-offline' }, 'edge', { sentShare: 0 }, []],
    ['a bill of a month', { budget: 4 }, 'online', {}, ['budget']],
    ['a bill of a million', { budget: 4, per: 'million' }, 'online', {}, []],
    ['all at once', { privacy: 'stays', limit: 1, budget: 1 }, 'online', {}, ['privacy', 'latency', 'budget']],
  ])('is %s, with %o, in %s', (_, needs, lane, change, expected) => {
    const broken = brokenNeeds(withNeed(defaultNeeds(), needs), lane, { ...fine, ...change });
    expect(broken.map(({ id }) => id)).toEqual(expected);
  });

  test('SPEC 7.3: ranks what fits by cost, then the rest by the needs it breaks', () => {
    const one = (lane: SimLaneId, usd: number, broken: number, state: Option['state'] = 'fits'): Option => ({
      ...{ lane, state, run: null, sensitivity: null },
      figures: { ...fine, usdPerMillion: usd },
      broken: Array.from({ length: broken }, () => ({ id: 'latency', figure: 2, limit: 1 })),
    });
    const all = [
      one('batch', 1, 2, 'breaks'),
      one('cascade', 0, 0, 'unplayed'),
      one('online', 9, 0),
      one('edgeThenOnline', 5, 1, 'breaks'),
      one('edge', 3, 0),
    ];
    const order = ['edge', 'online', 'edgeThenOnline', 'batch', 'cascade'];
    expect(ranked(all).map(({ lane }) => lane)).toEqual(order);
    expect(ranked(all.toReversed()).map(({ lane }) => lane)).toEqual(order);
  });
});

describe('Advice from simulated runs', () => {
  const usual = adviceFor({});

  test('weighs up every lane, and the page of each run opens the same run', () => {
    expect(usual.options.map(({ lane }) => lane).toSorted()).toEqual([...ADVISED_LANES].toSorted());
    for (const { lane, run: behind, figures: told } of usual.options) {
      if (!behind || !told) throw new Error(`${lane} was not played`);
      const { setup, problems } = parseSimSetup(new URLSearchParams(formatSimSetup(behind.setup)));
      expect(problems).toEqual([]);
      const page = simulateAtOnce(scenarioOf(setup, profile), 0).lanes.find(({ id }) => id === lane);
      expect(page?.latencyMs?.p95).toBe(told.latencyMs);
    }
  });

  test('of a quick answer, always connected: batch is too late, and too old', () => {
    expect(brokenOf(usual, 'batch')).toEqual(['latency', 'freshness']);
    expect(option(usual, 'online').state).toBe('fits');
    expect(usual.options[0]?.state).toBe('fits');
  });

  test('what must stay on the device stays there', () => {
    const advice = adviceFor({ privacy: 'stays' });
    expect(advice.options.filter(({ state }) => state === 'fits').map(({ lane }) => lane)).toEqual(['edge']);
    expect(option(advice, 'online').sensitivity).toBeNull();
  });

  test('who is mostly offline cannot ask a server', () => {
    const advice = adviceFor({ connectivity: 'mostly-offline' });
    for (const lane of ['online', 'cacheThenOnline', 'cascade'] as const) {
      expect(brokenOf(advice, lane)).toEqual(expect.arrayContaining(['offline', 'latency']));
    }
    expect(advice.options[0]).toMatchObject({ lane: 'edge', state: 'fits' });
  });

  test('who can wait for a day and count every cent takes the job', () => {
    const advice = adviceFor({ limit: 24, unit: 'h', freshness: 'day', users: 20_000, requestsPerDay: 1 });
    expect(option(advice, 'batch').state).toBe('fits');
    const usd = (lane: SimLaneId) => option(advice, lane).figures?.usdPerMillion ?? 0;
    expect(usd('batch')).toBeLessThan(usd('online') / 10);
  });

  test('has as many servers as the load takes, and no more', () => {
    const advice = adviceFor({ users: 40_000_000, limit: 40 });
    const { run: behind, figures: told } = option(advice, 'online');
    if (!behind || !told) throw new Error('not played');
    const holdsWith = (servers: number) => {
      const setup = { ...behind.setup, servers };
      const [lane] = simulateAtOnce(ofLane(scenarioOf(setup, profile), 'online'), 0).lanes;
      return lane ? isInTime(advice.needs, setup, lane) : null;
    };
    expect(behind.setup.servers).toBeGreaterThan(1);
    expect([holdsWith(behind.setup.servers), holdsWith(behind.setup.servers - 1)]).toEqual([true, false]);
    expect(told.busyShare).toBeLessThanOrEqual(0.95);
    expect(option(advice, 'cacheThenOnline').state).toBe('unplayed');
  });

  test('SPEC 7.2: does not take the first seconds of an overload for something that holds', () => {
    const { sensitivity } = option(usual, 'edgeThenOnline');
    // A server does 1000 ms over the time of a call, and one request in ten comes to it.
    const mostPerSecond = 10_000 / (profile.callMs + profile.itemMs);
    expect(sensitivity?.holds).toBeLessThan(mostPerSecond);
    expect(sensitivity?.holds).toBeGreaterThan(mostPerSecond / 2);
  });

  test('SPEC 7.3: says up to where a lane holds, and only a remedy that holds there', () => {
    const { sensitivity } = option(usual, 'online');
    if (sensitivity?.holds == null || sensitivity.breaks === null) throw new Error('no bracket');
    expect(sensitivity.lever).toBe('load');
    expect(sensitivity.breaks / sensitivity.holds).toBeLessThanOrEqual(1.03);
    expect(sensitivity.heldBy.map(({ id }) => id)).toContain('server');
    const needs = usual.needs;
    for (const { setup } of sensitivity.heldBy) {
      const [lane] = simulateAtOnce(ofLane(scenarioOf(setup, profile), 'online'), 0).lanes;
      expect(lane?.latencyMs?.[needs.percentile]).toBeLessThanOrEqual(needs.limit);
    }
    expect(option(usual, 'edge').sensitivity?.lever).toBe('device');
    expect(option(usual, 'batch').sensitivity).toMatchObject({ lever: 'interval', holds: null });
  });

  test('a stricter limit never makes a lane hold for longer', () => {
    const holds = [300, 30].map((limit) => option(adviceFor({ limit }), 'online').sensitivity?.holds ?? 0);
    expect(holds).toEqual(holds.toSorted((a, b) => b - a));
  });
});

describe('The last value that holds (SPEC 7.1)', () => {
  const upTo = (end: number) =>
    // biome-ignore lint/correctness/useYield: it needs no runs
    function* (value: number): Plan<boolean> {
      return value <= end;
    };
  const found = (end: number, span: Parameters<typeof lastThatHolds>[1]) =>
    playPlan(lastThatHolds(upTo(end), span)).result;

  test('lies within its bracket, wherever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.01, max: 9000, noNaN: true }), (end) => {
        const { holds, breaks } = found(end, { from: 1, to: 10_000, ratio: 1.02 });
        expect(holds).toBeLessThanOrEqual(end);
        expect(breaks).toBeGreaterThan(end);
        expect((breaks ?? 0) / (holds ?? 1)).toBeLessThanOrEqual(1.02);
      }),
    );
  });

  test('is found to the last whole number, and is said where it lies outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (end) => {
        const expected = { holds: end < 1 ? null : Math.min(500, end), breaks: end >= 500 ? null : end + 1 };
        expect(found(end, { from: 1, to: 500, ratio: 1, whole: true })).toEqual(expected);
      }),
    );
  });
});
