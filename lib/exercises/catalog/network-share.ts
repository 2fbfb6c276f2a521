import { defineRules } from '../rules';

const LOAD = { lanes: ['online'], count: 200, perSecond: 20 } as const;

export const rules = defineRules<'numeric'>({
  kind: 'numeric',
  level: 'apply',
  concepts: ['network', 'latency'],
  minutes: 4,
  input: { scale: { unit: 'share', least: 0, most: 1, kind: 'linear' } },
  legs: [{ changes: LOAD }, { changes: { ...LOAD, network: '4g' } }],
  reasons: { model: 'the-model-is-all-the-time', bytes: 'the-network-is-nothing', road: 'sound', line: 'unsound' },
  truth: [1, 'online.network-share'],
  facts: {
    share: [1, 'online.network-share'],
    compute: [1, 'online.compute-share'],
    far: [1, 'online.median'],
    near: [0, 'online.median'],
  },
  watch: [
    [1, 'online.network-share'],
    [1, 'online.compute-share'],
  ],
  followUp: 0,
});
