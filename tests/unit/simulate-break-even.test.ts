import { describe, expect, test } from 'vitest';
import figures from '@/lib/lesson/sample-figures.json';
import run from '@/lib/lesson/sample-run.json';
import { assumptionsFrom } from '@/lib/measure/assumptions';
import { type BatchBreakEven, batchAgainstOnline, everySetup } from '@/lib/simulate/break-even/batch-online';
import { bigAgainstSmall, SIZINGS, type SizingRow, sizingSetup } from '@/lib/simulate/break-even/big-small';
import { coarseFirst } from '@/lib/simulate/break-even/coarse-first';
import {
  edgeAgainstOnline,
  edgeOnlineSetup,
  MODEL_DAYS,
  middleOf,
  type SizeBreakEven,
} from '@/lib/simulate/break-even/edge-online';
import { orderings } from '@/lib/simulate/break-even/orderings';
import { defaultSimSetup, formatSimSetup, parseSimSetup, withChange } from '@/lib/simulate/setup/address';
import { profileOfSample } from '@/lib/simulate/setup/profile';
import { scenarioOf } from '@/lib/simulate/setup/scenario-of';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import { mg1 } from '@/lib/simulate/theory/m-g-1';
import { theoryBeside } from '@/lib/simulate/theory/theory-beside';
import { dayCost } from '@/lib/simulator-page/day-cost';
import { fleetUse } from '@/lib/simulator-page/fleet-use';
import { playPlan } from './simulate-plan';

const profile = profileOfSample(run, figures.figures);
const given = assumptionsFrom(null);
const base = defaultSimSetup();

test('a curve is asked for coarse first, and whole in the end', () => {
  expect(coarseFirst([1, 2, 3, 4, 5])).toEqual([1, 3, 5, 2, 4]);
});

describe('Edge against online', () => {
  let told: readonly SizeBreakEven[] = [];
  // So many that a server paid for all day is next to nothing for each.
  const crowd = withChange(base, { users: 1e11, servers: 1 });
  const { played } = playPlan(
    edgeAgainstOnline(
      crowd,
      profile,
      (asks, scenario, lane) => fleetUse(crowd, asks, { scenario, lane, given }),
      (found) => {
        told = found;
      },
    ),
  );
  const online = scenarioOf(edgeOnlineSetup(base, 1e6, 1), profile).clients;
  const perAnswer = (online?.requestBytes ?? 0) + (online?.answerBytes ?? 0);

  test('breaks even in bytes where the download equals the messages that it spares', () => {
    expect(told.map(({ bytes }) => bytes)).toEqual(told.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
    for (const { bytes, fewerBytes } of told) {
      // One download over so many answers of a device as it gives in the life of the model.
      const expected = bytes / perAnswer / MODEL_DAYS;
      const found = middleOf(fewerBytes);
      if (expected > 2000) expect(fewerBytes.breaks).toBeNull();
      // Users who ask so seldom that many never do download less: the formula is not for them.
      else if (expected * MODEL_DAYS > 4) expect(found ? found / expected : 0).toBeCloseTo(1, 0.7);
    }
  });

  test('needs more requests for a larger model, and never fewer', () => {
    const at = told.flatMap(({ fewerBytes }) => middleOf(fewerBytes) ?? []);
    expect(at.length).toBeGreaterThan(4);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  test('costs less where its download is paid by the traffic and the servers that it spares', () => {
    const usdPerByte = given.usdPerGbOut / 1e9;
    const answerUsd = (online?.answerBytes ?? 0) * usdPerByte;
    const busyUsd = (((profile.callMs + profile.itemMs) / 1000) * given.usdPerCoreHour) / 3600;
    let compared = 0;
    for (const { bytes, cheaper } of told) {
      // A server has work for no more than 95 % of the time at the peak.
      const spared = answerUsd + (busyUsd * crowd.peakFactor) / 0.95;
      const expected = (bytes * usdPerByte) / MODEL_DAYS / spared;
      const found = middleOf(cheaper);
      if (!found || expected * MODEL_DAYS < 4) continue;
      expect(found / expected).toBeCloseTo(1, 0.7);
      compared++;
    }
    expect(compared).toBeGreaterThan(2);
  });

  test('costs less however seldom it is asked where a server must be paid for few users', () => {
    const scenario = scenarioOf(edgeOnlineSetup(base, 1e6, 1), profile);
    const { edge, online: server, batch: _, ...rest } = scenario.lanes;
    const usdOf = (users: number, lanes: typeof scenario.lanes) => {
      const alone = { ...scenario, lanes: { ...rest, ...lanes } };
      const [lane] = simulateAtOnce(alone, 0).lanes;
      if (!lane) throw new Error('nothing was played');
      return fleetUse(withChange(base, { users }), 1, { scenario: alone, lane, given })?.usd ?? Number.NaN;
    };
    const [few, many] = [10, 1_000_000].map((users) => usdOf(users, { online: server })) as [number, number];
    // Two servers for a day, over ten answers.
    expect(few).toBeCloseTo((2 * 24 * given.usdPerCoreHour) / 10, 3);
    expect(many).toBeLessThan(few / 1000);
    expect(usdOf(10, { edge })).toBeCloseTo(usdOf(1_000_000, { edge }), 12);
    expect(usdOf(10, { edge })).toBeLessThan(few);
  });

  test('plays whole lives of the model, with a set-up that an address holds', () => {
    for (const { arrivals, requests } of played) {
      if (arrivals.kind !== 'users') throw new Error(arrivals.kind);
      expect(requests / (arrivals.users * arrivals.requestsPerDay) / MODEL_DAYS).toBeCloseTo(1, 1);
    }
    const setup = edgeOnlineSetup(base, 12_345.6, 0.5);
    expect(parseSimSetup(new URLSearchParams(formatSimSetup(setup)))).toEqual({ setup, problems: [] });
  });
});

describe('Batch against online', () => {
  function found(change: Parameters<typeof withChange>[1]): BatchBreakEven {
    let newest: BatchBreakEven | null = null;
    playPlan(
      batchAgainstOnline(
        withChange(base, change),
        profile,
        (setup, scenario, lane) => dayCost(setup, scenario, lane, given),
        (told) => {
          newest = told;
        },
      ),
    );
    if (!newest) throw new Error('nothing was told');
    return newest;
  }

  test('costs less and makes older answers the longer its interval', () => {
    const { rows } = found({ users: 2000 });
    expect(rows.length).toBe(7);
    const [usd, ages] = [rows.map((row) => row.usd ?? 0), rows.map((row) => row.ageMs ?? 0)];
    expect(usd).toEqual(usd.toSorted((a, b) => b - a));
    expect(ages).toEqual(ages.toSorted((a, b) => a - b));
    for (const { minutes, ageMs } of rows) expect(ageMs).toBeGreaterThanOrEqual(minutes * 60_000);
  });

  test('SPEC 7.4: breaks even where the starts of its runs take as much of cores as the servers do', () => {
    // Eight cores for a minute at each run, against one core all the time: eight minutes.
    const { dearer } = found({ users: 2000, servers: 1, jobStartMs: 60_000, batchWorkers: 8 });
    expect(dearer?.holds).toBeLessThanOrEqual(8);
    expect(dearer?.breaks).toBeGreaterThanOrEqual(8);
    expect((dearer?.breaks ?? 0) - (dearer?.holds ?? 0)).toBe(1);
  });

  test('plays three runs at least, also of loads that are approximated', () => {
    for (const users of [100, 20_000, 3_000_000]) {
      for (const minutes of [1, 720]) {
        const { requests, arrivals } = scenarioOf(everySetup(withChange(base, { users }), minutes), profile);
        expect(arrivals.kind).toBe('users');
        expect((requests / (users * 5)) * 1440).toBeGreaterThanOrEqual(Math.min(3 * minutes, 28 * 1440));
      }
    }
  });
});

describe('One big server against many small ones', () => {
  let told: readonly SizingRow[] = [];
  playPlan(
    bigAgainstSmall(base, profile, (rows) => {
      told = rows;
    }),
  );
  const serviceMs = profile.callMs + profile.itemMs;

  test('comes to the means that formulas tell of one server and of queues by chance', () => {
    for (const { load, points } of told.filter((row) => row.load <= 0.8)) {
      for (const [sizing, each] of [
        ['big', 4],
        ['own', 1],
      ] as const) {
        const ms = serviceMs / each;
        const steady = mg1({ perSecond: (load * 1000) / ms, serviceMs: ms, serviceCv: 0 });
        const expected = steady.state === 'steady' ? steady.latencyMsMean : Number.NaN;
        expect(Math.abs((points[sizing].meanMs ?? 0) / expected - 1)).toBeLessThan(0.05);
      }
    }
  });

  test('is told with how many times as long the others take, and with a stretch more where two cross', () => {
    const [one, ...more] = orderings(told, 'meanMs', ['big', 'shared']);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ quicker: 'big', slower: 'shared', from: 0.1 });
    // With hardly any load nobody waits: a server that is four times as fast takes a quarter.
    expect(one?.most).toBeGreaterThan(3.5);
    expect(one?.most).toBeLessThan(4);
    expect(one?.least).toBeGreaterThan(1);
    const point = (p95Ms: number, isTooWide = false) => ({ meanMs: null, p95Ms, isTooWide });
    const row = (load: number, big: number, shared: number, isTooWide = false): SizingRow => ({
      load,
      points: { big: point(big), shared: point(shared, isTooWide), own: point(1) },
    });
    const rows = [row(0.1, 2, 4), row(0.2, 2, 3), row(0.3, 3, 3), row(0.4, 6, 3), row(0.5, 9, 1, true), row(0.6, 2, 1)];
    expect(orderings(rows, 'p95Ms', ['big', 'shared'])).toEqual([
      { quicker: 'big', slower: 'shared', from: 0.1, to: 0.2, least: 1.5, most: 2 },
      { quicker: 'shared', slower: 'big', from: 0.4, to: 0.6, least: 2, most: 2 },
    ]);
    expect(orderings(rows, 'meanMs', ['big', 'shared'])).toEqual([]);
  });

  test('is quicker than one queue, which is quicker than a queue each', () => {
    for (const { points } of told) {
      expect(points.big.meanMs ?? 0).toBeLessThan(points.shared.meanMs ?? 0);
      expect(points.shared.meanMs ?? 0).toBeLessThan(points.own.meanMs ?? 0);
      expect(points.big.p95Ms ?? 0).toBeLessThan(points.own.p95Ms ?? 0);
    }
  });

  test('the nearer the load is to all that can be done, the less a queue for all differs from one big server', () => {
    const ratio = ({ points }: SizingRow) => (points.shared.meanMs ?? 0) / (points.big.meanMs ?? 1);
    const [first, last] = [told[0], told.at(-1)];
    expect(first && ratio(first)).toBeGreaterThan(3.5);
    expect(last && ratio(last)).toBeLessThan(2);
  });

  test.each(SIZINGS)('%s: all can do the same, and an address holds the set-up', (sizing) => {
    const setup = sizingSetup(base, profile, sizing, 0.5);
    expect(parseSimSetup(new URLSearchParams(formatSimSetup(setup)))).toEqual({ setup, problems: [] });
    const scenario = scenarioOf(setup, profile);
    const [lane] = simulateAtOnce({ ...scenario, requests: 5000 }, 0).lanes;
    if (!lane) throw new Error('nothing was played');
    expect(lane.utilisation).toBeCloseTo(0.5, 1);
    expect(theoryBeside(scenario, lane).state).toBe('steady');
  });
});
