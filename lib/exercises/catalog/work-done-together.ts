import { PLAIN_FACTOR } from '../../measure/rules';
import { defineRules } from '../rules';

const TIMES = { above: 'batch.compute-rate', below: 'online.compute-rate' } as const;
/**
 * From how many times as many answers each choice holds. How much a small model gains differs by four times between
 * two runs of one machine, and is seldom near these.
 */
const BANDS = { fewer: 0, alike: 1 / PLAIN_FACTOR, some: PLAIN_FACTOR, many: 2 } as const;
const CHOICES = Object.keys(BANDS);

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['throughput', 'cost'],
  minutes: 4,
  input: { options: CHOICES },
  legs: [
    {
      changes: { modelId: 'credit-risk', versionId: 'trees', count: 2400, perSecond: 120 },
      asks: [{ kind: 'size', figure: 'work-rate', lanes: ['batch', 'online'], within: 2 }],
    },
  ],
  reasons: {
    inverse: 'throughput-is-one-over-latency',
    same: 'unsound',
    strain: 'batch-is-slow-online',
    share: 'sound',
  },
  truth: { of: TIMES, from: BANDS },
  outcome({ parts }, { choice }, { credits }) {
    if (parts.choice) return choice === 'alike' || choice === 'fewer' ? 'little' : 'right';
    if (credits.alike === 1 || credits.fewer === 1) return 'little';
    if (choice === 'fewer') return 'reversed';
    return CHOICES.indexOf(choice) < CHOICES.findIndex((id) => credits[id] === 1) ? 'low' : 'high';
  },
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
