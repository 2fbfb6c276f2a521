import { describe, expect, test } from 'vitest';
import figures from '@/lib/lesson/sample-figures.json';
import run from '@/lib/lesson/sample-run.json';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { defaultSimSetup, withChange } from '@/lib/simulate/setup/address';
import { withFormula } from '@/lib/simulate/setup/busiest-part';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { profileOfSample } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { type BesideRowId, theoryBeside } from '@/lib/simulate/theory/theory-beside';
import type { WhyNone } from '@/lib/simulate/theory/why-no-formula';

const profile = profileOfSample(run, figures.figures);

function scenario(part: object, arrivals: object = { kind: 'poisson', perSecond: 70 }): Scenario {
  const read = readScenario({ version: 1, seed: 5, requests: 40_000, arrivals, ...part });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}
const online = (part: object = {}) => ({
  lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: 10 }, ...part } },
});
function beside(one: Scenario) {
  const [lane] = simulateAtOnce(one, 0).lanes;
  if (!lane) throw new Error('nothing was played');
  return theoryBeside(one, lane);
}
function steady(one: Scenario) {
  const found = beside(one);
  if (found.state !== 'steady') throw new Error(JSON.stringify(found));
  const row = (id: BesideRowId) => found.rows.find((each) => each.id === id);
  return { ...found, row };
}
const far = (row: { theory: number; simulated: number | null } | undefined) =>
  row ? Math.abs((row.simulated ?? Number.NaN) / row.theory - 1) : Number.NaN;

describe('Theory beside a simulated lane (SPEC 1.13)', () => {
  test.each<[string, object, string]>([
    ['one server', {}, 'M/M/1'],
    ['two servers behind one queue', { servers: 2, serviceMs: { kind: 'exponential', mean: 20 } }, 'M/M/c'],
    ['equal times', { serviceMs: { kind: 'linear', perCall: 6, perItem: 4 } }, 'M/D/1'],
    ['measured times', { serviceMs: { kind: 'measured', sizes: [{ size: 1, values: [5, 10, 15] }] } }, 'M/G/1'],
    [
      'four servers by chance, each with a queue',
      { servers: 4, balancing: 'random', serviceMs: { kind: 'exponential', mean: 40 } },
      'M/M/1',
    ],
    ['no place to wait', { queueMost: 0 }, 'M/G/c/c'],
  ])('stands beside %s, and what is simulated comes near to it', (_, part, name) => {
    const found = steady(scenario(online(part)));
    expect(found.name).toBe(name);
    for (const id of ['serverMean', 'utilisation'] as const) expect(far(found.row(id))).toBeLessThan(0.06);
    if (name === 'M/G/c/c') expect(far(found.row('lost'))).toBeLessThan(0.06);
    else {
      expect(far(found.row('waitMean'))).toBeLessThan(0.12);
      expect(far(found.row('queue'))).toBeLessThan(0.12);
    }
  });

  test('SPEC 7.5: is not misled by answers that come long after the others', () => {
    const network = { roundTripMs: { kind: 'constant', value: 1 }, lossShare: 0.001, resendAfterMs: 400_000 };
    const late = { clients: { count: 1, classes: [{ name: 'any', share: 1, network }] } };
    const found = steady(scenario({ ...online(), ...late }));
    expect(far(found.row('utilisation'))).toBeLessThan(0.06);
    expect(far(found.row('queue'))).toBeLessThan(0.15);
  });

  test('tells the p95 of a wait only where the formula does', () => {
    expect(far(steady(scenario(online())).row('waitP95'))).toBeLessThan(0.1);
    const measured = { serviceMs: { kind: 'measured', sizes: [{ size: 1, values: [5, 10, 15] }] } };
    expect(steady(scenario(online(measured))).row('waitP95')).toBeUndefined();
  });

  test('says that more comes than can be done, and tells no mean', () => {
    expect(beside(scenario(online(), { kind: 'poisson', perSecond: 120 }))).toEqual({
      state: 'endless',
      name: 'M/M/1',
      offered: 1.2,
    });
  });

  const clients = {
    count: 5,
    classes: [{ name: 'any', share: 1, network: { roundTripMs: { kind: 'constant', value: 3 } } }],
  };
  const serviceMs = { kind: 'constant', value: 1 };
  test.each<[WhyNone, Scenario]>([
    ['varying-rate', scenario(online(), { kind: 'ramp', fromPerSecond: 1, toPerSecond: 50, overMs: 10_000 })],
    ['varying-rate', scenario({ ...online(), clients }, { kind: 'constant', perSecond: 50 })],
    ['closed-loop', scenario(online(), { kind: 'closed', users: 3, thinkMs: { kind: 'constant', value: 50 } })],
    ['limited-queue', scenario(online({ serviceMs, queueMost: 5 }))],
    ['own-queues', scenario(online({ servers: 2, balancing: 'least-outstanding' }))],
    ['taker', scenario(online({ requestMs: 1 }))],
    ['batches', scenario(online({ batchMost: 4 }))],
    ['gives-up', scenario(online({ client: { timeoutMs: 500 } }))],
    ['gives-up', scenario(online({ deadlineMs: 500 }))],
    ['fails', scenario(online({ failures: { everyMs: 60_000, repairMs: 100 } }))],
    ['cold-starts', scenario(online({ coldStartMs: 5 }))],
    ['unknown-spread', scenario(online({ serviceMs: { kind: 'measured', sizes: [{ size: 4, values: [2, 3] }] } }))],
    ['job', scenario({ lanes: { batch: { everyMs: 10_000, serviceMs } } })],
    ['devices', scenario({ clients, lanes: { edge: { serviceMs } } })],
    ['two-parts', scenario({ clients, lanes: { edgeThenOnline: { edge: { serviceMs }, ...online().lanes } } })],
  ])('says why there is none: %s', (why, one) => {
    expect(beside(one)).toEqual({ state: 'none', why: [why] });
  });
});

describe('The nearest set-up with a formula', () => {
  const alone: Partial<SimSetup> = { batch: 'off', edge: 'off', requests: 30_000 };
  const setupWith = (change: Partial<SimSetup>) => withChange(defaultSimSetup(), { ...alone, ...change });
  const why = (setup: SimSetup) => {
    const found = beside(scenarioOf(setup, profile));
    return found.state === 'none' ? found.why : [];
  };

  test('is the busiest part of the day, with one queue, and what is simulated there agrees with it', () => {
    const day = setupWith({ users: 3_000_000, requestsPerDay: 5, peakFactor: 3, requests: 15_000_000 });
    expect(withFormula(day, ['varying-rate', 'own-queues'])).toMatchObject({ isBusiestPart: true, isOneQueue: true });
    const small = setupWith({ users: 2000, requestsPerDay: 5, servers: 1 });
    expect(why(small)).toEqual(['varying-rate']);
    const other = withFormula(small, why(small));
    if (!other) throw new Error('there is none');
    expect(other).toMatchObject({ isBusiestPart: true, isOneQueue: false });
    const found = steady(scenarioOf(other.setup, profile));
    expect(found.name).toBe('M/D/1');
    expect(far(found.row('utilisation'))).toBeLessThan(0.15);
  });

  test('is none where something else stands in the way, or a day is too short to take a part of it', () => {
    expect(withFormula(setupWith({ batchMost: 8 }), ['varying-rate', 'batches'])).toBeNull();
    expect(withFormula(setupWith({ users: 10 }), ['varying-rate'])).toBeNull();
    expect(withFormula(setupWith({}), [])).toBeNull();
  });

  test('is the same day where its rate is the same at all hours', () => {
    expect(steady(scenarioOf(setupWith({ users: 2000, servers: 1, peakFactor: 1 }), profile)).name).toBe('M/D/1');
  });
});
