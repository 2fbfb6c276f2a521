import { NETWORKS } from '../../emulate/networks';
import { findModel } from '../../model';
import type { Clients, Network } from '../scenario/clients-schema';
import type { Batch, Edge, Lanes, Online } from '../scenario/lanes-schema';
import { MOST_DEVICES, MOST_PERIOD_MS } from '../scenario/limits';
import type { Arrivals, Distribution, Scenario, ServiceTimes } from '../scenario/scenario';
import type { MeasuredTimes, SampledTimes } from '../scenario/times-schema';
import type { SimSetup } from './fields';
import { ANY_DEVICE, FLEETS, SIGNALS } from './fleets';
import { type Load, loadOf } from './load';
import { downloadBytes, parametersOf } from './parameters';
import { type ParameterId, profileFor, type ServiceProfile, samplesOf, stretched, tensorBytes } from './profile';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SECOND_MS = 1000;
/** When a nightly job runs, UTC. */
const NIGHT_HOUR = 2;
/** Requests of the rough answer that comes before the full one. */
const ROUGH_REQUESTS = 2000;

/** What a set-up asks to be simulated. @param profile how long things take where the set-up does not say */
export function scenarioOf(setup: SimSetup, profile: ServiceProfile): Scenario {
  return scenarioFor(setup, profile, loadOf(setup));
}

/** The same over a few thousand requests of the busiest hour: an answer at once, and a rough one. */
export function roughScenarioOf(setup: SimSetup, profile: ServiceProfile): Scenario | null {
  const load = loadOf(setup);
  if (load.requests <= 2 * ROUGH_REQUESTS) return null;
  const requests = ROUGH_REQUESTS;
  return scenarioFor(setup, profile, {
    ...load,
    ...{ requests, played: 'busiest-part', seconds: requests / load.peakPerSecond },
  });
}

/** One for each user, as far as they can be numbered. */
export const devicesPlayed = ({ users }: SimSetup): number => Math.max(1, Math.min(MOST_DEVICES, Math.round(users)));

/**
 * Share of the devices that have the model when what is played begins. Over a whole day all fetch it at their first request. Of a part of a day as many
 * requests are the first of their devices as over the day: one in as many as a device asks a day (SPEC 4.2).
 */
export function modelThereShare(setup: SimSetup, { requests, played }: Load): number {
  if (played === 'days') return 0;
  // Of a device, in what is played; where it is less than one, 1 - exp(-each) of the devices ask at all.
  const each = requests / devicesPlayed(setup);
  const share = Math.max(0, 1 - each / (setup.requestsPerDay * -Math.expm1(-each)));
  // Engines differ in the last digits of an exponential.
  return Number(share.toFixed(9));
}

function scenarioFor(setup: SimSetup, profile: ServiceProfile, load: Load): Scenario {
  const { modelId, versionId, seed } = setup;
  const own = profileFor(profile, setup);
  const values = Object.fromEntries(parametersOf(setup, profile).map(({ id, value }) => [id, value])) as Record<
    ParameterId,
    number
  >;
  const overhead = setup.overheadMs === null ? own.overheadMs : samplesOf([values.overheadMs]);
  return {
    version: 1,
    seed,
    requests: load.requests,
    replications: 1,
    warmUp: 'found',
    model: { modelId, versionId },
    arrivals: arrivalsOf(setup, load),
    clients: clientsOf(setup, own, overhead),
    lanes: lanesOf(setup, load, {
      server: serverTimes(setup, values, own.serverMs ?? own.jobMs, setup.batchMost),
      job: serverTimes(setup, values, own.jobMs ?? own.serverMs, setup.batchSize),
      device: deviceTimes(setup, own.deviceMs),
      requestMs: values.requestMs,
      jobStartMs: values.jobStartMs,
    }),
  };
}

function arrivalsOf({ users, requestsPerDay, peakFactor, peakHour }: SimSetup, load: Load): Arrivals {
  return load.played === 'days'
    ? { kind: 'users', users, requestsPerDay, peakFactor, peakHour, weekendFactor: 1 }
    : { kind: 'poisson', perSecond: load.peakPerSecond };
}

function clientsOf(setup: SimSetup, profile: ServiceProfile, overheadMs: SampledTimes): Clients {
  const { input, output } = findModel(setup.modelId);
  const devices = setup.edge === 'off' ? ANY_DEVICE : FLEETS[setup.edge];
  const network = networkOf(setup, overheadMs);
  return {
    count: devicesPlayed(setup),
    requestBytes: tensorBytes(input) + profile.overheadBytes,
    answerBytes: tensorBytes(output) + profile.overheadBytes,
    classes: devices.map((device) => ({
      ...device,
      network,
      ...(setup.signal !== 'fleet' && { offline: SIGNALS[setup.signal] }),
    })),
  };
}

/** The preset, with what surrounds each request beside the model. */
function networkOf({ network }: SimSetup, overheadMs: SampledTimes): Network {
  const { roundTripMs, jitterMs, upBitsPerSecond, downBitsPerSecond, lossShare } = NETWORKS[network];
  const mbps = (bits: number | null) => (bits === null ? null : bits / 1e6);
  return {
    roundTripMs: {
      ...overheadMs,
      values: spreadOver(overheadMs.values, jitterMs).map((ms) => roundTripMs + ms),
    },
    upMbps: mbps(upBitsPerSecond),
    downMbps: mbps(downBitsPerSecond),
    lossShare,
    resendAfterMs: SECOND_MS,
    outages: null,
  };
}

const SPREAD = 61;
/** Apart from each other whatever the order of the values. */
const STRIDE = 37;

/** Values, each with a piece of an evenly spread time of its own on top. */
function spreadOver(values: readonly number[], widthMs: number): readonly number[] {
  if (widthMs === 0) return values;
  const repeated =
    values.length >= SPREAD ? values : Array.from({ length: SPREAD }, (_, at) => values[at % values.length] ?? 0);
  return repeated.map((value, index) => value + (widthMs * ((index * STRIDE) % SPREAD)) / SPREAD);
}

/** As it was measured, or the same time for every answer. */
function deviceTimes({ deviceMs }: SimSetup, measured: SampledTimes): Distribution {
  return deviceMs === null ? measured : { kind: 'constant', value: deviceMs };
}

/** As they were measured, by the size of a call; or along a line, where that is all that is known, or somebody has changed it. */
function serverTimes(
  setup: SimSetup,
  values: Record<ParameterId, number>,
  measured: MeasuredTimes | null,
  most: number,
): ServerTimes {
  const isEdited = setup.callMs !== null || setup.itemMs !== null;
  // Calls of one size tell nothing of others.
  const isEnough = measured !== null && (measured.sizes.length > 1 || most === 1);
  return isEnough && !isEdited ? measured : { kind: 'linear', perCall: values.callMs, perItem: values.itemMs };
}

type ServerTimes = MeasuredTimes | (ServiceTimes & { readonly kind: 'linear' });

interface Times {
  readonly server: ServerTimes;
  readonly job: ServerTimes;
  readonly device: Distribution;
  readonly requestMs: number;
  readonly jobStartMs: number;
}

function lanesOf(setup: SimSetup, load: Load, times: Times): Lanes {
  const online = onlineOf(setup, times);
  const edge = edgeOf(setup, load, times.device);
  const { unsureShare, hitShare, hybrids } = setup;
  const big = scaled(times.server, setup.bigFactor);
  return {
    ...(setup.batch !== 'off' && { batch: batchOf(setup, load, times) }),
    ...(setup.online === 'on' && { online }),
    ...(setup.edge !== 'off' && { edge }),
    ...(hybrids.includes('edgeThenOnline') && { edgeThenOnline: { edge, online, unsureShare } }),
    ...(hybrids.includes('cacheThenOnline') && {
      cacheThenOnline: {
        ...{ batch: batchOf(setup, load, times), online, hitShare, lookupMs: 1 },
        items: Math.max(1, Math.min(10_000_000, Math.round(setup.users))),
      },
    }),
    ...(hybrids.includes('cascade') && {
      cascade: { small: online, big: { ...online, serviceMs: big }, unsureShare },
    }),
  };
}

const scaled = (times: ServerTimes, factor: number): ServiceTimes =>
  times.kind === 'measured'
    ? stretched(times, factor)
    : { kind: 'linear', perCall: times.perCall * factor, perItem: times.perItem * factor };

function onlineOf(setup: SimSetup, { server: serviceMs, requestMs }: Times): Online {
  const { servers, workersPerServer, batchMost, batchDelayMs, queueMost, balancing, timeoutMs, retries } = setup;
  return {
    ...{ servers, workersPerServer, serviceMs, requestMs, batchMost, batchDelayMs, queueMost, balancing },
    deadlineMs: null,
    client: { timeoutMs, retries, backoffMs: 100, backoffFactor: 2, jitter: true },
    autoscaling:
      setup.autoscaling === 'off'
        ? null
        : {
            least: setup.scaleLeast,
            most: setup.scaleMost,
            everyMs: setup.scaleEverySeconds * SECOND_MS,
            targetUtilisation: setup.scaleTarget,
            startUpMs: setup.scaleStartSeconds * SECOND_MS,
            coolDownMs: setup.scaleCoolSeconds * SECOND_MS,
          },
    coldStartMs: 0,
    failures: null,
  };
}

/** Time 0 is midnight, or the busiest hour where only that is played: the night comes as long after it all the same. */
function batchOf(setup: SimSetup, { played }: Load, { job, jobStartMs }: Times): Batch {
  const nightHour = played === 'days' ? NIGHT_HOUR : (NIGHT_HOUR - setup.peakHour + 24) % 24;
  const window = setup.batchWindowMinutes;
  return {
    everyMs: setup.batch === 'every' ? setup.batchEveryMinutes * MINUTE_MS : setup.batch === 'hourly' ? HOUR_MS : null,
    cron: setup.batch === 'nightly' || setup.batch === 'off' ? `0 ${nightHour} * * *` : null,
    workers: setup.batchWorkers,
    serviceMs: job,
    batchSize: setup.batchSize,
    chunkItems: 10_000,
    startUpMs: jobStartMs,
    chunkMs: 0,
    failShare: 0,
    retries: 3,
    windowMs: window === null ? null : Math.min(MOST_PERIOD_MS, window * MINUTE_MS),
    overrun: 'skip',
  };
}

function edgeOf(setup: SimSetup, load: Load, serviceMs: ServiceTimes): Edge {
  return {
    ...{ serviceMs, modelBytes: downloadBytes(setup), modelThereShare: modelThereShare(setup, load) },
    ...{ startUpMs: 0, sessionMs: null, updates: null },
  };
}
