import type { ScenarioInput } from '../../scenario/scenario';
import type { Story } from '../story';

const DAY_MS = 86_400_000;

/** Two days. A small battery spends up to 120 J a day on this (assumed), at 2.5 W while it computes (assumed). */
const scenario = (unsureShare: number): ScenarioInput => {
  const online = { servers: 1, workersPerServer: 4, serviceMs: { kind: 'lognormal' as const, mean: 250, cv: 0.3 } };
  const edge = { serviceMs: { kind: 'lognormal' as const, mean: 900, cv: 0.4 }, startUpMs: 300, sessionMs: 600_000 };
  return {
    version: 1,
    seed: 38,
    requests: 60_000,
    warmUp: 0,
    arrivals: { kind: 'users', users: 500, requestsPerDay: 60, peakFactor: 1.8, peakHour: 18 },
    clients: {
      count: 500,
      requestBytes: 64_000,
      answerBytes: 400,
      classes: [
        {
          name: 'earpieces',
          share: 1,
          network: { roundTripMs: { kind: 'lognormal', mean: 90, cv: 0.8 }, upMbps: 5, downMbps: 20 },
          battery: {
            joules: 120,
            chargedEveryMs: DAY_MS,
            joulesPerBusySecond: 2.5,
            saverBelow: 0.2,
            saverSlowdown: 2,
          },
          heat: { busyMost: 0.3, overMs: 20_000, slowdown: 1.5 },
        },
      ],
    },
    lanes: { edge, edgeThenOnline: { edge, online, unsureShare } },
  };
};

export const story: Story = {
  id: 'weak-battery',
  scenes: [{ id: 'days', scenario: scenario(0.1) }],
  // The evening, when batteries are low.
  pictureFromMs: 64_800_000,
  key: {
    kind: 'bands',
    of: [0, 'edge', 'failed-share'],
    from: { none: 0, few: 0.005, some: 0.1, most: 0.5 },
  },
  facts: {
    failed: [0, 'edge', 'failed-share'],
    answered: [0, 'edgeThenOnline', 'completed-share'],
    throttled: [0, 'edge', 'throttled-share'],
    median: [0, 'edgeThenOnline', 'latency-p50'],
  },
};
