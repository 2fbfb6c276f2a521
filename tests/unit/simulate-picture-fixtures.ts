import { filmOf } from '@/lib/simulate/picture/film';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import type { Scenario, ScenarioInput } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

const service = { kind: 'exponential', mean: 20 } as const;
const every = { everyMs: 900, workers: 2, serviceMs: { kind: 'constant', value: 12 }, chunkItems: 5 } as const;
const phones: ScenarioInput['clients'] = {
  count: 12,
  classes: [
    {
      name: 'phones',
      share: 1,
      slowdown: 3,
      network: { roundTripMs: { kind: 'exponential', mean: 40 }, downMbps: 8, lossShare: 0.1, resendAfterMs: 60 },
      offline: { everyMs: 3000, lastsMs: 400 },
      battery: { joules: 3, chargedEveryMs: 4000, joulesPerBusySecond: 4 },
    },
  ],
};

type Beside = Omit<ScenarioInput, 'version' | 'seed' | 'requests' | 'arrivals'> &
  Partial<Pick<ScenarioInput, 'arrivals'>>;

/** Of every kind of lane a few, each with what can go wrong in it. */
export const WORLDS: Readonly<Record<string, Beside>> = {
  'one queue before two servers': { lanes: { online: { servers: 2, serviceMs: service } } },
  'batches, a short queue and deadlines': {
    lanes: {
      online: {
        ...{ servers: 2, workersPerServer: 2, serviceMs: { kind: 'linear', perCall: 20, perItem: 15 } },
        ...{ batchMost: 4, batchDelayMs: 15, queueMost: 6, deadlineMs: 90, balancing: 'round-robin' },
      },
    },
  },
  'a retry storm over a network': {
    clients: phones,
    lanes: {
      online: {
        ...{ servers: 1, serviceMs: service, queueMost: 12 },
        client: { timeoutMs: 90, retries: 3, backoffMs: 40 },
      },
    },
  },
  'servers that fail, and more that start': {
    lanes: {
      online: {
        ...{ servers: 2, serviceMs: { kind: 'exponential', mean: 45 }, balancing: 'least-outstanding' },
        failures: { everyMs: 700, repairMs: 200 },
        autoscaling: { least: 1, most: 5, everyMs: 200, targetUtilisation: 0.6, startUpMs: 150, coolDownMs: 300 },
        client: { retries: 1 },
      },
    },
  },
  'a job with chunks that fail': { lanes: { batch: { ...every, failShare: 0.3, retries: 1, startUpMs: 50 } } },
  phones: { clients: phones, lanes: { edge: { serviceMs: service, modelBytes: 100_000, startUpMs: 100 } } },
  'phones that ask a server when unsure': {
    clients: phones,
    lanes: {
      edgeThenOnline: {
        edge: { serviceMs: service, modelBytes: 100_000 },
        online: { servers: 1, serviceMs: service },
        unsureShare: 0.4,
      },
    },
  },
  'answers in advance': {
    clients: phones,
    lanes: {
      cacheThenOnline: { batch: every, online: { servers: 1, serviceMs: service }, items: 30, hitShare: 0.6 },
    },
  },
  'a closed loop before more workers than have cells': {
    arrivals: { kind: 'closed', users: 30, thinkMs: { kind: 'exponential', mean: 10 } },
    lanes: { online: { servers: 40, workersPerServer: 4, serviceMs: service, balancing: 'random' } },
  },
  'servers that take no time': { lanes: { online: { servers: 1, serviceMs: { kind: 'constant', value: 0 } } } },
  'a cascade': {
    lanes: {
      cascade: {
        small: { servers: 1, serviceMs: { kind: 'exponential', mean: 8 } },
        big: { servers: 2, serviceMs: { kind: 'exponential', mean: 50 } },
        unsureShare: 0.5,
      },
    },
  },
};

export function scenarioOf(world: Beside, requests: number, perSecond: number, seed = 1): Scenario {
  const read = readScenario({ version: 1, seed, requests, arrivals: { kind: 'poisson', perSecond }, ...world });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

export function filmed(scenario: Scenario, sample = scenario.requests) {
  const { samples } = simulateAtOnce(scenario, sample);
  const [first] = samples;
  if (!first) throw new Error('The scenario has no lane.');
  return { samples, sample: first, film: filmOf(scenario, first) };
}
