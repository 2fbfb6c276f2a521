import { findVersion } from '../../model';
import { defineRules } from '../rules';

/** From this gain on it is said that the 8-bit version is quicker; passes of one device differ by less when it is quiet. */
const HELPS = 1.15;
const GAIN = { above: 'variant.big-fp32.call', below: 'variant.big-int8.call' } as const;
const sizeOf = (versionId: string) =>
  ({ unit: 'bytes', value: findVersion({ modelId: 'clothing', versionId }).sizeBytes }) as const;

export const rules = defineRules<'ratio'>({
  kind: 'ratio',
  level: 'apply',
  concepts: ['small-models', 'device'],
  minutes: 5,
  input: { least: 0.2, most: 10 },
  legs: [
    { changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' } },
  ],
  reasons: { bytes: 'smaller-is-always-faster', part: 'sound', convert: 'unsound', browser: 'unsound' },
  truth: GAIN,
  outcome: {
    under: [
      [1 / HELPS, { right: 'slower', low: 'slower' }],
      [HELPS, { right: 'flat' }],
    ],
    right: 'helped',
  },
  // The gain is a small number everywhere: with the usual tolerance "four times", the idea to be tested, would often do.
  tolerance: { right: 1.5, partly: 3 },
  facts: {
    full: 'variant.big-fp32.call',
    small: 'variant.big-int8.call',
    gain: GAIN,
    fullRight: 'variant.big-fp32.accuracy',
    smallRight: 'variant.big-int8.accuracy',
  },
  ownFacts: () => ({ fullBytes: sizeOf('big-fp32'), smallBytes: sizeOf('big-int8') }),
  watch: ['variant.big-fp32.call', 'variant.big-int8.call'],
  followUp: 0,
});
