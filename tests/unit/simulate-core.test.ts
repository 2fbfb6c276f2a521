import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPLETED } from '@/lib/simulate/events/requests';
import { LanePlay } from '@/lib/simulate/play-lane';
import { createDraws } from '@/lib/simulate/random/draws';
import { samplerOf } from '@/lib/simulate/random/sampler';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Arrivals, Scenario, ScenarioInput, ServiceTimes } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

const EXPONENTIAL = { kind: 'exponential', mean: 10 } as const;

function scenarioOf(part: Partial<ScenarioInput> & Pick<ScenarioInput, 'lanes'>): Scenario {
  const read = readScenario({
    ...{ version: 1, seed: 7, requests: 5000, arrivals: { kind: 'poisson', perSecond: 80 } },
    ...part,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

function played(scenario: Scenario, id: SimLaneId = 'online'): LanePlay {
  const play = new LanePlay(scenario, id, 0, 0);
  while (!play.play(100_000));
  return play;
}

const waitsOf = ({ requests }: LanePlay) => Array.from(requests.waitMs.subarray(0, requests.arrived));
const latenciesOf = ({ requests }: LanePlay) => Array.from(requests.latencyMs.subarray(0, requests.arrived));
const arrivalsOf = ({ requests }: LanePlay) => Array.from(requests.arrivedAtMs.subarray(0, requests.arrived));

/** What each request of the first part of a lane takes, in order of arrival. */
function servicesOf({ seed, requests }: Scenario): number[] {
  const draw = createDraws(seed, 0, 1)('service');
  const sample = samplerOf(EXPONENTIAL);
  return Array.from({ length: requests }, (_, request) => sample(draw(request, 0)));
}

describe('SPEC 3.1: a pool with one queue', () => {
  test.each([1, 2, 5])(
    'of %i workers waits as the recursion of Kiefer and Wolfowitz says, to the last request',
    (workers) => {
      const scenario = scenarioOf({
        arrivals: { kind: 'poisson', perSecond: 85 * workers },
        lanes: { online: { servers: 1, workersPerServer: workers, serviceMs: EXPONENTIAL } },
      });
      const play = played(scenario);
      const services = servicesOf(scenario);
      const freeMs = new Array<number>(workers).fill(0);
      const expected = arrivalsOf(play).map((atMs, index) => {
        freeMs.sort((a, b) => a - b);
        const startMs = Math.max(atMs, freeMs[0] ?? 0);
        freeMs[0] = startMs + (services[index] ?? 0);
        return startMs - atMs;
      });
      const furthest = waitsOf(play).map((waitMs, index) => Math.abs(waitMs - (expected[index] ?? Number.NaN)));
      expect(Math.max(...furthest)).toBeLessThan(1e-6);
    },
  );

  test('of servers with one worker each is the same as of one server with as many', () => {
    const of = (servers: number, workersPerServer: number) =>
      waitsOf(
        played(
          scenarioOf({
            arrivals: { kind: 'poisson', perSecond: 250 },
            lanes: { online: { servers, workersPerServer, serviceMs: EXPONENTIAL } },
          }),
        ),
      );
    expect(of(3, 1)).toEqual(of(1, 3));
  });
});

describe('SPEC 3.2: common random numbers', () => {
  test('no request of a single queue waits less when all come closer together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_294_967_295 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (seed, times) => {
          const of = (perSecond: number) =>
            waitsOf(
              played(
                scenarioOf({
                  seed,
                  requests: 500,
                  arrivals: { kind: 'poisson', perSecond },
                  lanes: { online: { servers: 1, serviceMs: EXPONENTIAL } },
                }),
              ),
            );
          const [slow, fast] = [of(60), of(60 * times)];
          return slow.every((waitMs, index) => (fast[index] ?? 0) >= waitMs - 1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a lane is the same, to the last bit, whatever runs beside it', () => {
    const online = { servers: 1, serviceMs: EXPONENTIAL };
    const edge = { serviceMs: EXPONENTIAL };
    const clients = { count: 50, classes: [{ name: 'phones', share: 1 }] };
    const alone = simulateAtOnce(scenarioOf({ lanes: { online }, clients }), 0);
    const together = simulateAtOnce(scenarioOf({ lanes: { online, edge }, clients }), 0);
    expect(together.lanes.find(({ id }) => id === 'online')).toEqual(alone.lanes[0]);
  });

  test('requests come at the same moments, however many servers there are', () => {
    const of = (servers: number) =>
      arrivalsOf(played(scenarioOf({ lanes: { online: { servers, serviceMs: EXPONENTIAL, balancing: 'random' } } })));
    expect(of(1)).toEqual(of(4));
  });
});

describe('SPEC 3.3: time', () => {
  test('scaled by a power of two scales every latency by it, to the last bit', () => {
    const of = (scale: number) =>
      latenciesOf(
        played(
          scenarioOf({
            arrivals: { kind: 'poisson', perSecond: 150 / scale },
            lanes: {
              online: {
                servers: 2,
                serviceMs: { kind: 'linear', perCall: 5 * scale, perItem: 2 * scale },
                ...{ batchMost: 4, batchDelayMs: 3 * scale, balancing: 'least-outstanding' as const },
              },
            },
          }),
        ),
      );
    expect(of(4)).toEqual(of(1).map((latencyMs) => latencyMs * 4));
  });
});

const network = { roundTripMs: { kind: 'lognormal', mean: 40, cv: 0.5 }, upMbps: 10, lossShare: 0.02 } as const;
const clients = {
  count: 40,
  requestBytes: 3000,
  classes: [
    { name: 'near', share: 3, network },
    { name: 'far', share: 1, slowdown: 3, network, offline: { everyMs: 20_000, lastsMs: 3000 } },
  ],
};

/** All that a pool can be made of, in one arbitrary. */
const online = fc.record({
  servers: fc.integer({ min: 1, max: 4 }),
  workersPerServer: fc.integer({ min: 1, max: 3 }),
  requestMs: fc.constantFrom(0, 2),
  serviceMs: fc.constantFrom<ServiceTimes>(
    EXPONENTIAL,
    { kind: 'linear', perCall: 4, perItem: 3 },
    {
      kind: 'measured',
      sizes: [
        { size: 1, values: [5, 6, 9] },
        { size: 4, values: [11, 12] },
      ],
    },
    { kind: 'lognormal', mean: 8, cv: 2 },
  ),
  batchMost: fc.integer({ min: 1, max: 8 }),
  batchDelayMs: fc.constantFrom(0, 5),
  queueMost: fc.constantFrom(null, 0, 3, 50),
  balancing: fc.constantFrom(
    ...(['shared-queue', 'random', 'round-robin', 'least-outstanding', 'two-choices'] as const),
  ),
  deadlineMs: fc.constantFrom(null, 40),
  client: fc.record({
    timeoutMs: fc.constantFrom(null, 80),
    retries: fc.integer({ min: 0, max: 3 }),
    jitter: fc.boolean(),
  }),
  autoscaling: fc.constantFrom(null, {
    ...{ least: 1, most: 6, everyMs: 1000, targetUtilisation: 0.6, startUpMs: 2000, coolDownMs: 3000 },
  }),
  coldStartMs: fc.constantFrom(0, 200),
  failures: fc.constantFrom(null, { everyMs: 4000, repairMs: 700 }),
});

const batch = fc.record({
  everyMs: fc.constantFrom(700, 5000),
  workers: fc.integer({ min: 1, max: 3 }),
  serviceMs: fc.constantFrom(EXPONENTIAL, { kind: 'linear', perCall: 2, perItem: 1 } as const),
  batchSize: fc.integer({ min: 1, max: 32 }),
  chunkItems: fc.constantFrom(7, 100),
  startUpMs: fc.constantFrom(0, 300),
  failShare: fc.constantFrom(0, 0.3),
  retries: fc.integer({ min: 0, max: 2 }),
  overrun: fc.constantFrom('skip' as const, 'queue' as const),
});

const edge = fc.record({
  serviceMs: fc.constantFrom(EXPONENTIAL, { kind: 'constant', value: 30 } as const),
  modelBytes: fc.constantFrom(0, 1_000_000),
  startUpMs: fc.constantFrom(0, 200),
  sessionMs: fc.constantFrom(null, 500),
  updates: fc.constantFrom(null, { everyMs: 5000, isWaitedFor: true }),
});

const lanes = fc.record({
  online,
  batch,
  edge,
  edgeThenOnline: fc.record({ edge, online, unsureShare: fc.constantFrom(0, 0.4) }),
  cacheThenOnline: fc.record({ batch, online, items: fc.constant(200), hitShare: fc.constantFrom(0, 0.7) }),
  cascade: fc.record({ small: online, big: online, unsureShare: fc.constantFrom(0.3) }),
});

const arrivals = fc.constantFrom<Arrivals>(
  { kind: 'poisson', perSecond: 120 },
  { kind: 'constant', perSecond: 90 },
  { kind: 'bursts', perSecond: 90, periodMs: 2000, share: 0.25 },
  { kind: 'ramp', fromPerSecond: 10, toPerSecond: 300, overMs: 8000 },
  { kind: 'trace', gapsMs: [3, 0, 25, 1] },
);

describe('SPEC 3.4: whatever a lane is made of', () => {
  test('every request ends once, no wait is below 0, no latency shorter than its wait, and no level below 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_294_967_295 }), lanes, arrivals, (seed, made, come) => {
        const scenario = scenarioOf({ seed, requests: 600, arrivals: come, lanes: made, clients });
        for (const { id, ...lane } of simulateAtOnce(scenario, 50).lanes) {
          const { completed, rejected, failed, timedOut, unfinished, requests, ended } = lane;
          expect(completed + rejected + failed + timedOut + unfinished, id).toBe(600);
          expect([ended, unfinished, requests], id).toEqual(['all', 0, 600]);
          expect(lane.utilisation, id).toBeGreaterThanOrEqual(0);
          expect(lane.utilisation, id).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.min(...lane.windows.queue), id).toBeGreaterThanOrEqual(-1e-9);
        }
        for (const id of Object.keys(scenario.lanes) as SimLaneId[]) {
          const { requests } = played(scenario, id);
          const wrong: string[] = [];
          for (let request = 0; request < requests.arrived; request++) {
            if (requests.outcome[request] !== COMPLETED) continue;
            const [waitMs = -1, latencyMs = -1] = [requests.waitMs[request], requests.latencyMs[request]];
            if (!(waitMs >= 0 && latencyMs >= waitMs - 1e-6)) wrong.push(`${request}: ${waitMs} of ${latencyMs}`);
          }
          expect(wrong, id).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is the same again from the same seed, and another one from another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), lanes, (seed, made) => {
        const of = (with_: number) =>
          simulateAtOnce(scenarioOf({ seed: with_, requests: 300, lanes: made, clients }), 20);
        const { lanes: first, samples } = of(seed);
        const again = of(seed);
        expect(again.lanes).toEqual(first);
        expect(again.samples).toEqual(samples);
        expect(of(seed + 1).lanes).not.toEqual(first);
      }),
      { numRuns: 15 },
    );
  });
});

describe('SPEC 3.5: Little’s law', () => {
  test.each([
    ['one queue', { servers: 1, workersPerServer: 4, serviceMs: EXPONENTIAL }],
    ['a queue for each server', { servers: 4, serviceMs: EXPONENTIAL, balancing: 'random' as const }],
    [
      'batches',
      { servers: 1, serviceMs: { kind: 'linear', perCall: 10, perItem: 1 } as const, batchMost: 16, batchDelayMs: 5 },
    ],
    ['rejections', { servers: 2, serviceMs: EXPONENTIAL, queueMost: 3 }],
  ])('holds for what waits within 1 %%: %s', (_, spec) => {
    const scenario = scenarioOf({
      ...{ requests: 100_000, arrivals: { kind: 'poisson', perSecond: 300 }, warmUp: 0 },
      lanes: { online: spec },
    });
    const [lane] = simulateAtOnce(scenario, 0).lanes;
    if (!lane?.waitMs) throw new Error('Nothing was completed.');
    const perMs = lane.completed / lane.spanMs;
    expect(Math.abs(lane.queueLengthMean / (perMs * lane.waitMs.mean) - 1)).toBeLessThan(0.01);
  });
});
