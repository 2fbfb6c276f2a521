import { defineRules } from '../rules';

const TIMES = { above: 'online.p99', below: 'online.median' } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['latency', 'measuring'],
  minutes: 4,
  input: { least: 1, most: 1000 },
  legs: [{ changes: { count: 800, perSecond: 65 } }],
  reasons: { equal: 'the-model-is-all-the-time', chance: 'sound', rare: 'the-average-says-it-all', worst: 'unsound' },
  truth: TIMES,
  facts: {
    median: 'online.median',
    p99: 'online.p99',
    mean: 'online.mean',
    answered: 'online.answered',
    // How many answers the slowest hundredth is.
    slow: { of: { above: 'online.answered', below: 100 }, as: 'count', rounded: 'nearest' },
    times: TIMES,
  },
  watch: ['online.p99', 'online.median'],
  followUp: 1,
});
