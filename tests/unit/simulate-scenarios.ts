import fc from 'fast-check';
import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';

/** The least that a scenario holds: one server whose queue is short. */
export const smallScenario = (changes: object = {}) => ({
  version: 1,
  seed: 11,
  requests: 400,
  arrivals: { kind: 'poisson', perSecond: 40 },
  lanes: { online: { servers: 1, serviceMs: { kind: 'exponential', mean: 12 } } },
  ...changes,
});

/** Values at the edges of what is allowed, as often as those between. */
const between = (least: number, most: number, ...edges: number[]) =>
  fc.oneof(fc.double({ min: least, max: most, noNaN: true }), fc.constantFrom(least, most, ...edges));
const whole = (min: number, max: number) => fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
const orNull = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null, freq: 2 });
const share = between(0, 1);
const ms = between(0, 2000, 0.001, 60_000);
const period = between(200, 100_000, 31_536_000_000);
const rate = between(0.1, 1000, 1e9);

const plainTimes = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), value: ms }),
  fc.record({ kind: fc.constant('exponential' as const), mean: ms }),
  fc.tuple(ms, ms).map(([a, b]) => ({ kind: 'uniform' as const, low: Math.min(a, b), high: Math.max(a, b) })),
  fc.record({ kind: fc.constant('lognormal' as const), mean: ms, cv: between(0, 10) }),
  fc.record({ kind: fc.constant('samples' as const), values: fc.array(ms, { minLength: 1, maxLength: 5 }) }),
);
const serviceTimes = fc.oneof(
  plainTimes,
  fc.record({ kind: fc.constant('linear' as const), perCall: ms, perItem: ms }),
  fc
    .uniqueArray(fc.record({ size: whole(1, 64), values: fc.array(between(0, 500), { minLength: 1, maxLength: 4 }) }), {
      selector: ({ size }) => size,
      minLength: 1,
      maxLength: 4,
    })
    .map((sizes) => ({ kind: 'measured' as const, sizes })),
);

const day = {
  peakFactor: between(1, 2),
  peakHour: fc.constantFrom(0, 3.5, 19, 23.99),
  weekendFactor: between(0.2, 10),
};
const arrivals: fc.Arbitrary<ScenarioInput['arrivals']> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), perSecond: rate }),
  fc.record({ kind: fc.constant('poisson' as const), perSecond: rate }),
  fc.record({
    kind: fc.constant('bursts' as const),
    perSecond: rate,
    periodMs: period,
    share: between(0.01, 1),
  }),
  fc.record({
    kind: fc.constant('ramp' as const),
    fromPerSecond: between(0, 1000),
    toPerSecond: rate,
    overMs: period,
  }),
  fc.record({ kind: fc.constant('daily' as const), perSecond: rate, ...day }),
  fc.record({
    kind: fc.constant('users' as const),
    users: between(100, 1e10),
    requestsPerDay: between(1, 100_000),
    ...day,
  }),
  fc.record({
    kind: fc.constant('trace' as const),
    gapsMs: fc.array(between(0, 5000), { maxLength: 20 }).map((gaps) => [...gaps, 3]),
  }),
  fc.record({ kind: fc.constant('closed' as const), users: whole(1, 40), thinkMs: plainTimes }),
);

const spells = fc.record({ everyMs: between(1000, 1e7), lastsMs: between(1000, 1e7) });
const network = fc.record({
  roundTripMs: plainTimes,
  upMbps: orNull(between(0.1, 1e6)),
  downMbps: orNull(between(0.1, 1e6)),
  lossShare: between(0, 0.9),
  resendAfterMs: ms,
  outages: orNull(spells),
});
const clientClass = fc.record({
  name: fc.constantFrom('phones', 'tills'),
  share: between(0.001, 1e6),
  slowdown: between(0.01, 1000),
  network: orNull(network),
  offline: orNull(spells),
  battery: orNull(
    fc.record({
      joules: between(0.001, 1e9),
      chargedEveryMs: period,
      joulesPerBusySecond: between(0, 1e6),
      saverBelow: share,
      saverSlowdown: between(1, 100),
    }),
  ),
  heat: orNull(fc.record({ busyMost: between(0.001, 1), overMs: period, slowdown: between(1, 100) })),
});
const clients = fc.record({
  count: whole(40, 300),
  requestBytes: between(0, 1e6),
  answerBytes: between(0, 1e6),
  classes: fc.array(clientClass, { minLength: 1, maxLength: 4 }),
});

const online = fc.record({
  servers: whole(1, 12),
  workersPerServer: whole(1, 8),
  serviceMs: serviceTimes,
  batchMost: whole(1, 64),
  batchDelayMs: ms,
  queueMost: orNull(whole(0, 100)),
  balancing: fc.constantFrom(
    ...(['shared-queue', 'random', 'round-robin', 'least-outstanding', 'two-choices'] as const),
  ),
  deadlineMs: orNull(period),
  client: fc.record({
    timeoutMs: orNull(period),
    retries: whole(0, 8),
    backoffMs: ms,
    backoffFactor: between(1, 3),
    jitter: fc.boolean(),
  }),
  autoscaling: orNull(
    fc.record({
      least: fc.constant(1),
      most: whole(12, 40),
      everyMs: period,
      targetUtilisation: between(0.01, 1),
      startUpMs: ms,
      coolDownMs: ms,
    }),
  ),
  coldStartMs: between(0, 2000),
  failures: orNull(fc.record({ everyMs: between(20_000, 1e9), repairMs: ms })),
});
const batch = fc
  .record({
    when: fc.oneof(
      fc.record({ everyMs: period }),
      fc.record({ cron: fc.constantFrom('0 2 * * *', '*/5 * * * *', '0 0 29 2 *', '30 0 1 * * 1') }),
    ),
    workers: whole(1, 30),
    serviceMs: serviceTimes,
    batchSize: whole(1, 5000),
    chunkItems: whole(1, 5000),
    startUpMs: ms,
    chunkMs: ms,
    failShare: between(0, 0.99),
    retries: whole(0, 20),
    windowMs: orNull(period),
    overrun: fc.constantFrom('skip' as const, 'queue' as const),
  })
  .map(({ when, ...rest }) => ({ ...rest, ...when }));
const edge = fc.record({
  serviceMs: serviceTimes,
  modelBytes: between(0, 1e8),
  startUpMs: ms,
  sessionMs: orNull(period),
  updates: orNull(fc.record({ everyMs: period, isWaitedFor: fc.boolean() })),
});
const lanes = fc.oneof(
  fc.record({ batch }),
  fc.record({ online }),
  fc.record({ edge }),
  fc.record({ batch, online, edge }),
  fc.record({ edgeThenOnline: fc.record({ edge, online, unsureShare: share }) }),
  fc.record({
    cacheThenOnline: fc.record({ batch, online, items: whole(1, 200), hitShare: share, lookupMs: ms }),
  }),
  fc.record({ cascade: fc.record({ small: online, big: online, unsureShare: share }) }),
);

/** Scenarios of all kinds, at most 2,000 requests; some of them contradict themselves. */
export const anyScenario: fc.Arbitrary<ScenarioInput> = fc.record({
  version: fc.constant(1 as const),
  seed: whole(0, 4_294_967_295),
  requests: whole(1, 500),
  replications: whole(1, 2),
  warmUp: fc.oneof(fc.constant('found' as const), whole(0, 400)),
  arrivals,
  clients,
  lanes,
});

/** What no field is ready for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[null, undefined, true, '', 'soon', '__proto__', [], {}, [[]], -1, 0, -0, 0.5, 1e300, -1e300, 5e-324],
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, '1', '\u001b[2J', { kind: 'linear' }],
  ),
  fc.jsonValue(),
);
