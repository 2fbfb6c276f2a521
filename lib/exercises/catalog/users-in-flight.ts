import { defineRules } from '../rules';

const FEW = {
  modelId: 'clothing',
  versionId: 'big-fp32',
  lanes: ['online'],
  loop: 'closed',
  users: 8,
  durationMs: 10_000,
} as const;
/** Up to this factor users do not feel each other. */
const UNMOVED = 1.5;
const TIMES = { above: [1, 'online.median'], below: [0, 'online.median'] } as const;

/** Little's law: the rate times the mean time inside is how many are inside (Little, Operations Research 9, 1961). */
const insideIn = (leg: number) =>
  ({
    of: { above: [leg, 'online.rate'], below: { above: 1000, below: [leg, 'online.mean'] } },
    as: 'count',
    rounded: 'nearest',
  }) as const;

export const rules = defineRules<'numeric'>({
  kind: 'numeric',
  level: 'apply',
  concepts: ['queues', 'throughput'],
  minutes: 4,
  input: { scale: { unit: 'ratio', least: 0.5, most: 100, kind: 'log' } },
  legs: [{ changes: FEW }, { changes: { ...FEW, users: 64 } }],
  reasons: { more: 'unsound', share: 'sound', jam: 'unsound', model: 'the-model-is-all-the-time' },
  truth: TIMES,
  outcome: { under: [[UNMOVED, {}]], tooLow: { outcome: 'unmoved', upTo: UNMOVED } },
  facts: {
    few: [0, 'online.median'],
    many: [1, 'online.median'],
    rateFew: [0, 'online.rate'],
    rateMany: [1, 'online.rate'],
    insideFew: insideIn(0),
    insideMany: insideIn(1),
    times: TIMES,
  },
  watch: [
    [0, 'online.median'],
    [1, 'online.median'],
  ],
  followUp: 2,
});
