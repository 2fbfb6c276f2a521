import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

/**
 * 80 requests a second at a server that does 100, and that is down for some seconds now and then. As in the metastable failures of Bronson et al.,
 * "Metastable Failures in Distributed Systems", HotOS 2021, https://doi.org/10.1145/3458336.3465286; the figures are assumed.
 */
const scenario = (client: { readonly retries: number; readonly backoffMs: number }): ScenarioInput => ({
  version: 1,
  seed: 36,
  requests: 90_000,
  warmUp: 0,
  arrivals: { kind: 'poisson', perSecond: 80 },
  lanes: {
    online: {
      servers: 1,
      serviceMs: { kind: 'exponential', mean: 10 },
      queueMost: 500,
      client: { timeoutMs: 1000, ...client },
      failures: { everyMs: 100_000, repairMs: 8000 },
    },
  },
});

export const story: Story = {
  id: 'retry-storm',
  scenes: [
    { id: 'at-once', scenario: scenario({ retries: 3, backoffMs: 0 }) },
    { id: 'backoff', scenario: scenario({ retries: 3, backoffMs: 2000 }) },
    { id: 'never', scenario: scenario({ retries: 0, backoffMs: 0 }) },
  ],
  // The first outage is from 69 to 109 s.
  pictureFromMs: 67_000,
  key: {
    kind: 'largest',
    of: {
      'at-once': [0, 'online', 'completed-share'],
      backoff: [1, 'online', 'completed-share'],
      never: [2, 'online', 'completed-share'],
    },
  },
  facts: {
    atOnce: [0, 'online', 'completed-share'],
    backoff: [1, 'online', 'completed-share'],
    never: [2, 'online', 'completed-share'],
    wasted: [0, 'online', 'wasted-share'],
    attempts: [0, 'online', 'attempts'],
  },
};
