import { defineRules } from '../rules';

const TIMES = { above: 'batch.median', below: 'online.median' } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['latency', 'lanes'],
  minutes: 4,
  input: { least: 0.1, most: 10_000 },
  legs: [{ changes: { count: 720, perSecond: 60 } }],
  reasons: {
    slow: 'batch-is-slow-online',
    hundred: 'batch-is-slow-online',
    clock: 'sound',
    together: 'throughput-is-one-over-latency',
  },
  truth: TIMES,
  // Up to this factor a prediction says that the two lanes are much alike.
  outcome: { tooLow: { outcome: 'alike', upTo: 3 } },
  facts: { batch: 'batch.median', online: 'online.median', wait: 'batch.wait', work: 'batch.work', times: TIMES },
  watch: ['batch.median', 'online.median'],
  followUp: 1,
});
