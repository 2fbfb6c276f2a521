import { PLAIN_FACTOR } from '../../measure/rules';
import { defineRules } from '../rules';

const TIMES = { above: 'batch.compute-rate', below: 'online.compute-rate' } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['throughput', 'cost'],
  minutes: 4,
  input: { least: 0.01, most: 1000 },
  legs: [{ changes: { modelId: 'credit-risk', versionId: 'trees', count: 2400, perSecond: 120 } }],
  reasons: {
    inverse: 'throughput-is-one-over-latency',
    same: 'unsound',
    strain: 'batch-is-slow-online',
    share: 'sound',
  },
  truth: TIMES,
  outcome: { under: [[PLAIN_FACTOR, 'little']], tooLow: { outcome: 'reversed', below: 1 } },
  facts: {
    batchRate: 'batch.compute-rate',
    onlineRate: 'online.compute-rate',
    batchMedian: 'batch.median',
    size: 'batch.batch-size',
    onlineSize: 'online.batch-size',
    // What "one over the latency" would give.
    inverse: { of: { above: 1000, below: 'batch.median' }, as: 'rate' },
    times: TIMES,
  },
  watch: ['batch.compute-rate', 'online.compute-rate'],
  followUp: 2,
});
