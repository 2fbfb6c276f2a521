import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

/** From 10 to 700 requests a second within ten minutes. A call takes 20 ms whatever its size, and 2 ms more for each item. All figures are assumed. */
const scenario = (batchMost: number): ScenarioInput => ({
  version: 1,
  seed: 35,
  requests: 200_000,
  warmUp: 0,
  arrivals: { kind: 'ramp', fromPerSecond: 10, toPerSecond: 700, overMs: 600_000 },
  lanes: {
    online: {
      servers: 2,
      workersPerServer: 1,
      serviceMs: { kind: 'linear', perCall: 20, perItem: 2 },
      batchMost,
      batchDelayMs: batchMost > 1 ? 10 : 0,
      autoscaling: {
        least: 2,
        most: 60,
        everyMs: 15_000,
        targetUtilisation: 0.6,
        startUpMs: 30_000,
        coolDownMs: 300_000,
      },
    },
  },
});

export const story: Story = {
  id: 'viral-app',
  scenes: [
    { id: 'single', scenario: scenario(1) },
    { id: 'together', scenario: scenario(16) },
  ],
  // 90 requests a second are what two servers do without batches.
  pictureFromMs: 65_000,
  key: {
    kind: 'bands',
    of: { above: [0, 'online', 'server-seconds'], below: [1, 'online', 'server-seconds'] },
    from: { dearer: 0, same: 0.9, cheaper: 1.15, third: 2 },
  },
  facts: {
    single: [0, 'online', 'most-servers'],
    together: [1, 'online', 'most-servers'],
    times: { above: [0, 'online', 'server-seconds'], below: [1, 'online', 'server-seconds'] },
    items: [1, 'online', 'items-per-call'],
    singleMedian: [0, 'online', 'latency-p50'],
    togetherMedian: [1, 'online', 'latency-p50'],
  },
};
