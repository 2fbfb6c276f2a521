import { defineRules } from '../rules';

const SLOW = 'scene.servers.online.slow-pages-20';

export const rules = defineRules<'numeric'>({
  kind: 'numeric',
  level: 'apply',
  concepts: ['latency', 'measuring'],
  minutes: 4,
  input: { scale: { unit: 'share', least: 0, most: 1, kind: 'linear' } },
  legs: [
    {
      scenes: [
        {
          id: 'servers',
          scenario: {
            version: 1,
            seed: 7,
            requests: 40_000,
            // So many servers that no request waits: one that is slow does not slow the next.
            arrivals: { kind: 'constant', perSecond: 100 },
            lanes: { online: { servers: 20, serviceMs: { kind: 'lognormal', mean: 20, cv: 1 } } },
          },
        },
      ],
      pagesOf: [1, 5, 20, 100],
    },
  ],
  reasons: { hundredth: 'rare-stays-rare', any: 'sound', average: 'the-average-says-it-all', sum: 'unsound' },
  truth: SLOW,
  tolerance: { right: 0.05, partly: 0.12 },
  facts: {
    median: 'scene.servers.online.latency-p50',
    p99: 'scene.servers.online.latency-p99',
    one: 'scene.servers.online.slow-pages-1',
    five: 'scene.servers.online.slow-pages-5',
    twenty: SLOW,
    hundred: 'scene.servers.online.slow-pages-100',
  },
  watch: [
    'scene.servers.online.slow-pages-1',
    'scene.servers.online.slow-pages-5',
    SLOW,
    'scene.servers.online.slow-pages-100',
  ],
  followUp: 1,
});
