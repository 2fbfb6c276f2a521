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
