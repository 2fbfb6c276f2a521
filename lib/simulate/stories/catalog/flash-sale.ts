import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const MOST = 20;

/**
 * From 100 to 800 requests a second within 20 s. A server does 80 a second. Scaling as the Horizontal Pod Autoscaler of Kubernetes does, which
 * looks every 15 s (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/); the other figures are assumed.
 */
const scenario = (least: number): ScenarioInput => ({
  version: 1,
  seed: 32,
  requests: 240_000,
  warmUp: 0,
  arrivals: { kind: 'ramp', fromPerSecond: 100, toPerSecond: 800, overMs: 20_000 },
  lanes: {
    online: {
      servers: least,
      workersPerServer: 4,
      serviceMs: { kind: 'lognormal', mean: 50, cv: 0.4 },
      queueMost: 200,
      autoscaling: {
        least,
        most: MOST,
        everyMs: 15_000,
        targetUtilisation: 0.7,
        startUpMs: 40_000,
        coolDownMs: 300_000,
      },
    },
  },
});

export const story: Story = {
  id: 'flash-sale',
  scenes: [
    { id: 'follows', scenario: scenario(2) },
    { id: 'prepared', scenario: scenario(14) },
  ],
  key: {
    kind: 'bands',
    of: [0, 'online', 'rejected-share'],
    from: { few: 0, some: 0.02, third: 0.15, most: 0.6 },
  },
  facts: {
    rejected: [0, 'online', 'rejected-share'],
    prepared: [1, 'online', 'rejected-share'],
    servers: [0, 'online', 'most-servers'],
    p99: [1, 'online', 'latency-p99'],
  },
};
