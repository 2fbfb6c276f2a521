import { defineRules } from '../rules';

export const rules = defineRules<'flaw'>({
  kind: 'flaw',
  level: 'analyse',
  concepts: ['latency', 'measuring'],
  minutes: 4,
  input: { flaws: ['few', 'clock', 'warm', 'average'], remedies: ['more', 'percentiles', 'trim', 'faster'] },
  legs: [{ changes: { lanes: ['edge'], count: 720, perSecond: 60, stallMs: 1200 } }],
  reasons: { spread: 'sound', typical: 'the-average-says-it-all', large: 'the-average-says-it-all' },
  truth: { flaw: 'average', remedies: ['percentiles'], shownBy: ['edge.mean', 'edge.median', 'edge.p99'] },
  facts: { mean: 'edge.mean', median: 'edge.median', p99: 'edge.p99' },
  watch: ['edge.median', 'edge.mean', 'edge.p99'],
  followUp: 1,
});
