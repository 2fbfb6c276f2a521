import { defineRules } from '../rules';

const TIMES = { above: 'start.edge.first-answer', below: 'start.edge.steady' } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['device', 'measuring'],
  minutes: 4,
  input: { least: 1, most: 100_000 },
  legs: [{ changes: { modelId: 'clothing', study: 'cold-start', lanes: ['edge'] } }],
  reasons: { same: 'the-model-is-all-the-time', start: 'sound', warm: 'unsound', fetch: 'unsound' },
  truth: TIMES,
  facts: {
    first: 'start.edge.first-answer',
    steady: 'start.edge.steady',
    answers: { of: TIMES, as: 'count' },
    fetch: 'start.edge.fetch',
    load: 'start.edge.load',
    run: 'start.edge.first-run',
  },
  watch: ['start.edge.first-answer', 'start.edge.steady'],
  followUp: 0,
});
