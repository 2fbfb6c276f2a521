import type { ScenarioInput } from '@/lib/simulate/scenario/scenario';

/** Requests through a network, a queue and batches: what the goal of speed is about. */
export const THROUGH_ALL = (requests: number): ScenarioInput => ({
  ...{ version: 1, seed: 7, requests, arrivals: { kind: 'poisson', perSecond: 1500 } },
  clients: {
    ...{ count: 10_000, requestBytes: 3000, answerBytes: 200 },
    classes: [
      {
        ...{ name: 'clients', share: 1 },
        network: { roundTripMs: { kind: 'lognormal', mean: 40, cv: 0.5 }, upMbps: 10, downMbps: 50 },
      },
    ],
  },
  lanes: {
    online: {
      ...{ servers: 2, workersPerServer: 2, serviceMs: { kind: 'linear', perCall: 5, perItem: 1 } },
      ...{ batchMost: 8, batchDelayMs: 2, balancing: 'least-outstanding' },
    },
  },
});

/** All lanes, with all that is left to chance. */
export function everyLane(requests: number): ScenarioInput {
  const net = {
    roundTripMs: { kind: 'lognormal', mean: 40, cv: 0.5 },
    upMbps: 10,
    downMbps: 20,
    lossShare: 0.02,
  } as const;
  const lognormal = { kind: 'lognormal', mean: 9, cv: 0.8 } as const;
  const online = {
    ...{ servers: 2, workersPerServer: 2, serviceMs: lognormal, balancing: 'two-choices' as const },
    ...{ client: { timeoutMs: 400, retries: 2 }, failures: { everyMs: 20_000, repairMs: 2000 } },
    autoscaling: { least: 1, most: 4, everyMs: 2000, targetUtilisation: 0.6, startUpMs: 3000, coolDownMs: 5000 },
  } as const;
  const edge = { serviceMs: lognormal, modelBytes: 200_000, startUpMs: 100, sessionMs: 5000 };
  const batch = { everyMs: 5000, serviceMs: { kind: 'exponential', mean: 2 }, failShare: 0.1, chunkItems: 50 } as const;
  return {
    ...{ version: 1, seed: 42, requests },
    arrivals: { kind: 'daily', perSecond: 60, peakFactor: 1.5, peakHour: 1 },
    clients: {
      ...{ count: 50, requestBytes: 2000, answerBytes: 300 },
      classes: [
        { name: 'near', share: 2, network: { ...net, outages: { everyMs: 20_000, lastsMs: 800 } } },
        {
          ...{ name: 'far', share: 1, slowdown: 3, network: net, offline: { everyMs: 15_000, lastsMs: 2000 } },
          battery: { joules: 40, chargedEveryMs: 60_000, joulesPerBusySecond: 5, saverBelow: 0.3, saverSlowdown: 2 },
          heat: { busyMost: 0.2, overMs: 4000, slowdown: 1.5 },
        },
      ],
    },
    lanes: {
      ...{ online, batch, edge },
      edgeThenOnline: { edge, online, unsureShare: 0.2 },
      cacheThenOnline: { batch, online, items: 300, hitShare: 0.7 },
      cascade: { small: online, big: { ...online, balancing: 'random' }, unsureShare: 0.2 },
    },
  };
}
