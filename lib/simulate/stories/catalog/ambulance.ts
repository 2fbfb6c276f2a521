import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const MINUTE_MS = 60_000;

/**
 * 24 ambulances, each without a signal for one eighth of the time. A heartbeat of ten seconds on twelve channels, 500 times a second and two bytes
 * each, is 120 kB. All figures are assumed.
 */
const scenario: ScenarioInput = {
  version: 1,
  seed: 34,
  requests: 12_000,
  warmUp: 0,
  arrivals: { kind: 'daily', perSecond: 64 / 86_400, peakFactor: 1.6, peakHour: 15 },
  clients: {
    count: 24,
    requestBytes: 120_000,
    answerBytes: 2000,
    classes: [
      {
        name: 'ambulances',
        share: 1,
        network: { roundTripMs: { kind: 'lognormal', mean: 120, cv: 0.8 }, upMbps: 2, downMbps: 8 },
        offline: { everyMs: 56 * MINUTE_MS, lastsMs: 8 * MINUTE_MS },
      },
    ],
  },
  lanes: {
    online: { servers: 1, serviceMs: { kind: 'lognormal', mean: 900, cv: 0.3 } },
    edge: { serviceMs: { kind: 'lognormal', mean: 2000, cv: 0.2 } },
    edgeThenOnline: {
      edge: { serviceMs: { kind: 'lognormal', mean: 2000, cv: 0.2 } },
      online: { servers: 1, serviceMs: { kind: 'lognormal', mean: 900, cv: 0.3 } },
      unsureShare: 0.25,
    },
  },
};

export const story: Story = {
  id: 'ambulance',
  scenes: [{ id: 'county', scenario }],
  key: {
    kind: 'least',
    of: {
      online: [0, 'online', 'latency-p99'],
      edge: [0, 'edge', 'latency-p99'],
      both: [0, 'edgeThenOnline', 'latency-p99'],
    },
  },
  facts: {
    onlineMedian: [0, 'online', 'latency-p50'],
    edgeMedian: [0, 'edge', 'latency-p50'],
    onlineTail: [0, 'online', 'latency-p99'],
    edgeTail: [0, 'edge', 'latency-p99'],
    bothMost: [0, 'edgeThenOnline', 'latency-p95'],
    bothTail: [0, 'edgeThenOnline', 'latency-p99'],
  },
};
