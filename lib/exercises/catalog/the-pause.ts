import { defineRules } from '../rules';

export const rules = defineRules<'flaw'>({
  kind: 'flaw',
  level: 'analyse',
  concepts: ['measuring', 'latency'],
  minutes: 5,
  input: { flaws: ['few', 'waited', 'outlier', 'percentile'], remedies: ['longer', 'average', 'schedule', 'again'] },
  legs: [
    {
      changes: { lanes: ['online'], count: 900, perSecond: 55, stallMs: 1000 },
      // What was held back leaves in one go, and a slow browser needs a moment for that.
      onPurpose: ['generator-late'],
    },
  ],
  reasons: { one: 'unsound', customers: 'sound', quick: 'unsound', slots: 'sound' },
  truth: { flaw: 'waited', remedies: ['schedule'], shownBy: ['online.p99', 'online.uncorrected-p99'] },
  facts: { due: 'online.p99', sent: 'online.uncorrected-p99' },
  watch: ['online.p99', 'online.uncorrected-p99'],
  followUp: 1,
});
