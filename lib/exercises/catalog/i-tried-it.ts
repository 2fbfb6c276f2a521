import { defineRules } from '../rules';

export const rules = defineRules<'flaw'>({
  kind: 'flaw',
  level: 'apply',
  concepts: ['measuring'],
  minutes: 4,
  input: { flaws: ['cold', 'single', 'same', 'bytes'], remedies: ['best', 'digits', 'average', 'many'] },
  legs: [
    {
      changes: { modelId: 'clothing', versionId: 'mid-fp32', lanes: ['online', 'edge'], count: 420, perSecond: 35 },
      // The quickest and the slowest answer are no more than examples.
      asks: [
        { kind: 'size', figure: 'p50', lanes: ['online'], within: 2 },
        { kind: 'size', figure: 'p50', lanes: ['edge'], within: 2 },
      ],
    },
  ],
  reasons: { spread: 'sound', machine: 'one-run-is-enough', clear: 'one-run-is-enough' },
  truth: { flaw: 'single', remedies: ['many'], shownBy: ['online.median', 'edge.median'] },
  facts: {
    onlineLeast: 'online.least',
    onlineMedian: 'online.median',
    onlineWorst: 'online.worst',
    edgeLeast: 'edge.least',
    edgeMedian: 'edge.median',
    edgeWorst: 'edge.worst',
  },
  watch: ['online.least', 'online.worst', 'edge.least', 'edge.worst'],
  followUp: 2,
});
