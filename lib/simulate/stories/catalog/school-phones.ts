import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const MINUTE_MS = 60_000;
const PHONES = 1000;
/** A line of 1 Gbit/s that all phones use at the same time: as much for each. Assumed. */
const MBPS_EACH = 1;

const scenario = (modelBytes: number): ScenarioInput => ({
  version: 1,
  seed: 37,
  requests: 30_000,
  warmUp: 0,
  // A lesson of 45 minutes; its first moment is 8:00.
  arrivals: { kind: 'poisson', perSecond: 30_000 / (45 * 60) },
  clients: {
    count: PHONES,
    requestBytes: 60_000,
    answerBytes: 500,
    classes: [
      { name: 'new phones', share: 3, slowdown: 1, network: network() },
      { name: 'old phones', share: 1, slowdown: 4, network: network() },
    ],
  },
  lanes: {
    online: { servers: 1, workersPerServer: 4, serviceMs: { kind: 'lognormal', mean: 60, cv: 0.3 } },
    edge: {
      serviceMs: { kind: 'lognormal', mean: 80, cv: 0.3 },
      modelBytes,
      startUpMs: 800,
      sessionMs: 60 * MINUTE_MS,
    },
  },
});

function network() {
  return { roundTripMs: { kind: 'lognormal' as const, mean: 30, cv: 0.6 }, upMbps: MBPS_EACH, downMbps: MBPS_EACH };
}

export const story: Story = {
  id: 'school-phones',
  scenes: [
    { id: 'whole', scenario: scenario(20_000_000) },
    { id: 'quarter', scenario: scenario(5_000_000) },
  ],
  key: {
    kind: 'bands',
    of: [0, 'edge', 'latency-p99'],
    from: { second: 0, 'ten-seconds': 2000, minute: 20_000, minutes: 90_000 },
  },
  facts: {
    median: [0, 'edge', 'latency-p50'],
    tail: [0, 'edge', 'latency-p99'],
    quarterTail: [1, 'edge', 'latency-p99'],
    onlineTail: [0, 'online', 'latency-p99'],
    bytes: [0, 'edge', 'downloaded-bytes'],
  },
};
