import { figureOf } from '../evidence/evidence';
import { factOf } from '../exercise';
import { defineRules } from '../rules';

/** What gains less is called no gain: passes of one machine differ by about as much. */
const GAINS = 1.2;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['throughput', 'cost'],
  minutes: 4,
  input: { least: 1, most: 100 },
  legs: [{ changes: { study: 'sweep', sweep: 'batch-size', sweepLane: 'online', repeats: 5 } }],
  reasons: {
    sums: 'the-model-is-all-the-time',
    fixed: 'sound',
    full: 'batching-always-pays',
    queue: 'throughput-is-one-over-latency',
  },
  truth: 'fit.gain',
  outcome: { under: [[GAINS, 'little']] },
  facts: { gain: 'fit.gain', size: 'fit.best-size', one: 'size.1.call' },
  ownFacts(evidence) {
    const size = figureOf(evidence, 0, 'fit.best-size');
    return factOf('bestCall', 'duration', size && figureOf(evidence, 0, `size.${size.value}.call`));
  },
  watch: ['size.1.samples', 'size.8.samples', 'size.32.samples'],
  followUp: 0,
});
