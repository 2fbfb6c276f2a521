import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const DAY_MS = 86_400_000;

/** Four days, and an update every day. All figures are assumed. */
const scenario = (modelBytes: number, serviceMs: number, isWaitedFor: boolean): ScenarioInput => ({
  version: 1,
  seed: 40,
  requests: 80_000,
  warmUp: 0,
  arrivals: { kind: 'users', users: 1000, requestsPerDay: 20, peakFactor: 1.8, peakHour: 19 },
  clients: {
    count: 1000,
    classes: [
      { name: 'at home', share: 6, network: { roundTripMs: { kind: 'constant', value: 20 }, downMbps: 50 } },
      { name: 'on the way', share: 3, network: { roundTripMs: { kind: 'constant', value: 60 }, downMbps: 10 } },
      { name: 'in the country', share: 1, network: { roundTripMs: { kind: 'constant', value: 120 }, downMbps: 1 } },
    ],
  },
  lanes: {
    edge: {
      serviceMs: { kind: 'lognormal', mean: serviceMs, cv: 0.3 },
      modelBytes,
      startUpMs: 300,
      sessionMs: 600_000,
      updates: { everyMs: DAY_MS, isWaitedFor },
    },
  },
});

export const story: Story = {
  id: 'large-rollout',
  scenes: [
    { id: 'small', scenario: scenario(4_000_000, 30, true) },
    { id: 'large', scenario: scenario(40_000_000, 150, true) },
    { id: 'beside', scenario: scenario(40_000_000, 150, false) },
  ],
  key: {
    kind: 'bands',
    of: { above: [1, 'edge', 'latency-p99'], below: [0, 'edge', 'latency-p99'] },
    from: { same: 0, twice: 1.3, ten: 5, hundred: 40 },
  },
  facts: {
    smallMedian: [0, 'edge', 'latency-p50'],
    largeMedian: [1, 'edge', 'latency-p50'],
    smallTail: [0, 'edge', 'latency-p99'],
    largeTail: [1, 'edge', 'latency-p99'],
    besideTail: [2, 'edge', 'latency-p99'],
    bytes: [1, 'edge', 'downloaded-bytes'],
  },
};
