import { type Evidence, figureOf } from '../evidence/evidence';
import { factOf } from '../exercise';
import { defineRules } from '../rules';

/** From how many times as many pictures a second each answer holds. */
const BANDS = { hardly: 0, some: 1.6, much: 4, most: 12 } as const;

const SIZES = [1, 2, 4, 8, 16, 32] as const;

/** A call of the largest size that was timed, and the size. */
function largest(evidence: Evidence) {
  for (const size of [...SIZES].reverse()) {
    const call = figureOf(evidence, 0, `size.${size}.call`);
    if (call) return { size, call };
  }
  return null;
}

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['throughput', 'cost'],
  minutes: 5,
  input: { options: Object.keys(BANDS) },
  legs: [
    {
      changes: {
        modelId: 'clothing',
        versionId: 'big-fp32',
        study: 'sweep',
        sweep: 'batch-size',
        sweepLane: 'online',
        repeats: 5,
      },
    },
  ],
  reasons: {
    busy: 'sound',
    always: 'batching-always-pays',
    larger: 'batching-always-pays',
    idle: 'batching-always-pays',
  },
  truth: { of: 'fit.gain', from: BANDS },
  outcome({ parts }, _given, { credits }) {
    if (credits.hardly === 1 && credits.some !== 1) return parts.choice ? 'right' : 'high';
    return parts.choice ? 'right-gain' : 'gain';
  },
  facts: { gain: 'fit.gain', one: 'size.1.call' },
  ownFacts(evidence) {
    const most = largest(evidence);
    return most ? { most: { unit: 'count', value: most.size }, ...factOf('mostCall', 'duration', most.call) } : {};
  },
  watch: ['size.1.samples', 'size.8.samples', 'size.32.samples'],
  followUp: 0,
});
