import { defineRules } from '../rules';

const TIMES = { above: [0, 'batch.age'], below: [1, 'batch.age'] } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['freshness', 'throughput'],
  minutes: 5,
  input: { least: 0.5, most: 50 },
  legs: [
    { changes: { lanes: ['batch'], intervalMs: 4000, perSecond: 60, durationMs: 24_000 } },
    { changes: { lanes: ['batch'], intervalMs: 500, perSecond: 60, durationMs: 12_000 } },
  ],
  reasons: { ages: 'sound', answered: 'unsound', free: 'fresh-is-free', pile: 'unsound' },
  truth: TIMES,
  facts: {
    ageSlow: [0, 'batch.age'],
    ageFast: [1, 'batch.age'],
    times: TIMES,
    cpuSlow: [0, 'batch.cpu'],
    cpuFast: [1, 'batch.cpu'],
    pileSlow: [0, 'batch.batch-size'],
    pileFast: [1, 'batch.batch-size'],
  },
  watch: [
    [0, 'batch.age'],
    [1, 'batch.age'],
  ],
  followUp: 0,
});
