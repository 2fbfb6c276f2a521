import { defineRules } from '../rules';

const TIMES = { above: 'online.memory', below: 'edge.memory' } as const;
/** What is nearer to one than this is not called a difference: figures counted once (SPEC 6.2), two of them. */
const DIFFERS = 1.5;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['cost', 'device'],
  minutes: 4,
  input: { least: 0.05, most: 1000 },
  legs: [
    {
      changes: { count: 400, perSecond: 40, seed: 21 },
      // Neither has a bearing on how much memory is held at the peak.
      onPurpose: ['unstable', 'generator-late'],
    },
  ],
  reasons: { file: 'unsound', around: 'sound', browser: 'unsound', requests: 'unsound' },
  truth: TIMES,
  outcome: { under: [[DIFFERS, 'near']], tooLow: { outcome: 'reversed', below: 1 } },
  facts: {
    batch: 'batch.memory',
    online: 'online.memory',
    edge: 'edge.memory',
    file: 'edge.model-bytes',
    times: TIMES,
  },
  watch: ['batch.memory', 'online.memory', 'edge.memory'],
  followUp: 0,
});
