import { figureOf } from '../evidence/evidence';
import type { FigureId } from '../evidence/figures';
import { defineRules } from '../rules';

const OFFERED = ['tiny-fp32', 'mid-int8', 'big-fp32', 'big-int8-dynamic'] as const;
/** The model the app has now. */
const PRESENT = 'big-fp32';
/** Of the present model's time, which an answer may take at most. */
const MOST_TIME = 0.5;
/** Within the time, and less often right than another that is too: it does the job, and badly. */
const CREDIT_IN_TIME = 0.3;

const call = (id: string): FigureId => `variant.${id}.call`;
const accuracy = (id: string): FigureId => `variant.${id}.accuracy`;

export const rules = defineRules<'choose'>({
  kind: 'choose',
  level: 'analyse',
  concepts: ['small-models', 'choosing'],
  minutes: 6,
  input: { options: OFFERED },
  legs: [
    { changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' } },
  ],
  reasons: { 'best-in-time': 'sound', quickest: 'unsound', largest: 'unsound', eight: 'smaller-is-always-faster' },
  truth(evidence) {
    const present = figureOf(evidence, 0, call(PRESENT));
    const versions = OFFERED.map((id) => ({
      id,
      time: figureOf(evidence, 0, call(id)),
      right: figureOf(evidence, 0, accuracy(id)),
    }));
    if (!present || versions.some(({ time, right }) => !time || !right)) return null;
    const inTime = versions.filter(({ time }) => time && time.value <= MOST_TIME * present.value);
    const best = Math.max(...inTime.map(({ right }) => right?.low ?? 0));
    // As often right as the best one, as far as the test pictures can tell them apart.
    const creditOf = (version: (typeof versions)[number]) =>
      !inTime.includes(version) ? 0 : (version.right?.high ?? 0) >= best ? 1 : CREDIT_IN_TIME;
    return { credits: Object.fromEntries(versions.map((version) => [version.id, creditOf(version)])) };
  },
  outcome({ parts }, { choice }, { credits }) {
    if (parts.choice) return 'best';
    if (credits[choice] !== 0) return 'less-right';
    return choice === PRESENT ? 'present' : 'late';
  },
  facts: {
    tinyTime: call('tiny-fp32'),
    midTime: call('mid-int8'),
    bigTime: call('big-fp32'),
    dynamicTime: call('big-int8-dynamic'),
    tinyRight: accuracy('tiny-fp32'),
    midRight: accuracy('mid-int8'),
    bigRight: accuracy('big-fp32'),
    dynamicRight: accuracy('big-int8-dynamic'),
  },
  watch: OFFERED.map(call),
  followUp: 0,
});
