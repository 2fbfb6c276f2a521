import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const HOUR_MS = 3_600_000;

/** 200,000 loans by the evening, in chunks of 40,000: five chunks. Times and sizes are assumed. */
const scenario = (workers: number): ScenarioInput => ({
  version: 1,
  seed: 31,
  requests: 200_000,
  warmUp: 0,
  // All within the first third of the day.
  arrivals: { kind: 'bursts', perSecond: 2.5, periodMs: 24 * HOUR_MS, share: 1 / 3 },
  lanes: {
    batch: {
      cron: '0 22 * * *',
      workers,
      serviceMs: { kind: 'lognormal', mean: 6000, cv: 0.5 },
      batchSize: 50,
      chunkItems: 40_000,
      startUpMs: 120_000,
      chunkMs: 30_000,
      windowMs: HOUR_MS,
    },
  },
});

export const story: Story = {
  id: 'month-end',
  scenes: [
    { id: 'eight', scenario: scenario(8) },
    { id: 'sixteen', scenario: scenario(16) },
  ],
  key: {
    kind: 'bands',
    of: { above: [0, 'batch', 'run-most'], below: [1, 'batch', 'run-most'] },
    from: { same: 0, quarter: 1.15, half: 1.6 },
  },
  facts: {
    eight: [0, 'batch', 'run-most'],
    sixteen: [1, 'batch', 'run-most'],
  },
};
