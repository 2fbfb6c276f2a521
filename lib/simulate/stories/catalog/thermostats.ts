import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const MINUTE_MS = 60_000;

/** The storm cuts the lines of homes, each by itself, for a quarter of an hour on the mean. All figures are assumed. */
const scenario = (hasStorm: boolean): ScenarioInput => ({
  version: 1,
  seed: 33,
  requests: 60_000,
  warmUp: 0,
  arrivals: { kind: 'poisson', perSecond: 0.7 },
  clients: {
    count: 3000,
    requestBytes: 400,
    answerBytes: 100,
    classes: [
      {
        name: 'homes',
        share: 1,
        network: { roundTripMs: { kind: 'lognormal', mean: 45, cv: 0.5 } },
        offline: hasStorm ? { everyMs: 120 * MINUTE_MS, lastsMs: 15 * MINUTE_MS } : null,
      },
    ],
  },
  lanes: {
    online: { servers: 2, workersPerServer: 2, serviceMs: { kind: 'lognormal', mean: 8, cv: 0.4 } },
    edge: { serviceMs: { kind: 'lognormal', mean: 400, cv: 0.2 } },
  },
});

export const story: Story = {
  id: 'thermostats',
  scenes: [
    { id: 'calm', scenario: scenario(false) },
    { id: 'storm', scenario: scenario(true) },
  ],
  key: {
    kind: 'bands',
    of: { above: [1, 'online', 'latency-p99'], below: [1, 'edge', 'latency-p99'] },
    from: { sooner: 0, same: 0.8, tens: 1.25, thousands: 100 },
  },
  facts: {
    onlineMedian: [1, 'online', 'latency-p50'],
    edgeMedian: [1, 'edge', 'latency-p50'],
    onlineTail: [1, 'online', 'latency-p99'],
    edgeTail: [1, 'edge', 'latency-p99'],
    calmTail: [0, 'online', 'latency-p99'],
  },
};
