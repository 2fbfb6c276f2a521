import { defineRules } from '../rules';

/** Enough answers for a p99 at any rate, and a heavy model: what sends the load has little to do beside it. */
const SERVER = { modelId: 'clothing', versionId: 'big-fp32', lanes: ['online'], generator: 'server' } as const;
/** A second. At the least a try takes 25 s; at the most it is still long enough for a line beyond the limit. */
const RATES = { least: 40, most: 2000 } as const;

export const rules = defineRules<'load'>({
  kind: 'load',
  level: 'analyse',
  concepts: ['queues', 'throughput'],
  minutes: 8,
  input: RATES,
  legs: [
    { changes: { ...SERVER, loop: 'closed', users: 1, count: 200 } },
    {
      changes: { ...SERVER, count: 1000 },
      search: { figure: 'online.p99', limit: 100, ...RATES, tries: 8 },
      // What a rate above the limit brings about.
      onPurpose: ['unstable', 'failures', 'generator-late', 'too-short', 'cut-short'],
    },
  ],
  reasons: { inverse: 'throughput-is-one-over-latency', tail: 'sound', average: 'the-average-says-it-all' },
  truth: 'search',
  facts: {
    best: [1, 'load.best'],
    alone: 'online.median',
    flat: { of: { above: 1000, below: 'online.median' }, as: 'rate' },
  },
  watch: [
    [0, 'online.median'],
    [1, 'load.best'],
  ],
  followUp: 0,
});
