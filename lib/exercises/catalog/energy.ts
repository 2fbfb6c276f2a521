import { PLAIN_FACTOR } from '../../measure/rules';
import { defineRules } from '../rules';

const TIMES = { above: 'online.joules', below: 'batch.joules' } as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['cost', 'throughput'],
  minutes: 5,
  input: { least: 0.01, most: 1000 },
  legs: [{ changes: { count: 600, perSecond: 50, seed: 12, lanes: ['batch', 'online'] } }],
  reasons: {
    around: 'sound',
    late: 'batch-is-slow-online',
    pile: 'batch-is-slow-online',
    model: 'the-model-is-all-the-time',
  },
  truth: TIMES,
  outcome: {
    under: [
      [1 / PLAIN_FACTOR, 'dearer'],
      [PLAIN_FACTOR, 'little'],
    ],
    tooLow: { outcome: 'reversed', below: 1 },
  },
  facts: { batch: 'batch.joules', online: 'online.joules', times: TIMES },
  watch: ['online.joules', 'batch.joules'],
  followUp: 0,
});
