import { PLAIN_FACTOR } from '../../measure/rules';
import { defineRules } from '../rules';

const TIMES = { above: [1, 'edge.median'], below: [0, 'edge.median'] } as const;
/** Users who ask again at once keep every lane at work for the whole leg, on any machine. */
const BUSY = {
  modelId: 'clothing',
  versionId: 'big-fp32',
  loop: 'closed',
  users: 16,
  durationMs: 10_000,
  intervalMs: 500,
} as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'analyse',
  concepts: ['measuring', 'device'],
  minutes: 5,
  input: { least: 0.2, most: 20 },
  legs: [
    { changes: BUSY },
    {
      changes: { ...BUSY, order: 'race' },
      // Lanes that push each other aside are what is looked at.
      onPurpose: ['unstable', 'generator-late'],
    },
  ],
  reasons: { third: 'unsound', separate: 'unsound', cores: 'sound', first: 'edge-is-always-faster' },
  truth: TIMES,
  outcome: {
    under: [
      [1 / PLAIN_FACTOR, 'sooner'],
      [PLAIN_FACTOR, { right: 'alike', high: 'calm', low: 'gain' }],
    ],
    right: 'slowed',
  },
  // The true factor is seldom beyond 3: with the usual tolerance nearly every answer would do.
  tolerance: { right: 1.5, partly: 3 },
  facts: { alone: [0, 'edge.median'], race: [1, 'edge.median'], times: TIMES },
  watch: [
    [0, 'edge.median'],
    [1, 'edge.median'],
  ],
  followUp: 1,
});
