import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

/** Two million cards are scored in advance; nine payments in ten are made with one of them. All figures are assumed. */
const scenario = (cron: string): ScenarioInput => {
  const online = { servers: 2, workersPerServer: 4, serviceMs: { kind: 'lognormal' as const, mean: 120, cv: 0.4 } };
  return {
    version: 1,
    seed: 39,
    requests: 120_000,
    warmUp: 0,
    arrivals: { kind: 'daily', perSecond: 0.3, peakFactor: 1.8, peakHour: 17 },
    clients: {
      count: 400,
      requestBytes: 2000,
      answerBytes: 200,
      classes: [{ name: 'tills', share: 1, network: { roundTripMs: { kind: 'lognormal', mean: 25, cv: 0.5 } } }],
    },
    lanes: {
      online,
      cacheThenOnline: {
        online,
        items: 2_000_000,
        hitShare: 0.9,
        lookupMs: 2,
        batch: {
          cron,
          workers: 8,
          serviceMs: { kind: 'linear', perCall: 20, perItem: 8 },
          batchSize: 100,
          chunkItems: 10_000,
          startUpMs: 60_000,
          chunkMs: 1000,
        },
      },
    },
  };
};

export const story: Story = {
  id: 'fraud-at-the-till',
  scenes: [
    { id: 'nightly', scenario: scenario('0 2 * * *') },
    { id: 'hourly', scenario: scenario('0 * * * *') },
  ],
  // The first run begins at 2:00 where it is nightly.
  pictureFromMs: 7_140_000,
  key: {
    kind: 'bands',
    of: { above: [0, 'cacheThenOnline', 'age-mean'], below: [1, 'cacheThenOnline', 'age-mean'] },
    from: { same: 0, tenth: 4, 'twenty-fourth': 18 },
  },
  facts: {
    nightly: [0, 'cacheThenOnline', 'age-mean'],
    hourly: [1, 'cacheThenOnline', 'age-mean'],
    run: [1, 'cacheThenOnline', 'run-most'],
    cached: [0, 'cacheThenOnline', 'latency-p50'],
    online: [0, 'online', 'latency-p50'],
  },
};
