import { defineRules } from '../rules';

export const rules = defineRules<'crossover'>({
  kind: 'crossover',
  level: 'analyse',
  concepts: ['choosing', 'network', 'device'],
  minutes: 5,
  input: {
    x: { unit: 'ratio', least: 1, most: 200, kind: 'log' },
    y: { unit: 'duration', kind: 'log' },
    curves: [
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
    ],
  },
  legs: [
    {
      // So few that a device that needs a tenth of a second still keeps up.
      changes: {
        modelId: 'clothing',
        versionId: 'big-fp32',
        lanes: ['online', 'edge'],
        network: '4g',
        pattern: 'constant',
        perSecond: 5,
        count: 60,
      },
      // Where a device cannot keep up even so, the server is ahead at any slowdown.
      onPurpose: ['unstable'],
    },
  ],
  reasons: { edge: 'edge-is-always-faster', server: 'edge-is-always-slower', journey: 'sound', both: 'unsound' },
  truth: {
    flat: ['online', 'online.median'],
    rising: ['edge', 'edge.median'],
    places: [1, 2, 5, 10, 20, 50, 100, 200],
  },
  facts: {
    online: 'online.median',
    edge: 'edge.median',
    times: { above: 'online.median', below: 'edge.median' },
  },
  watch: ['online.median', 'edge.median'],
  followUp: 0,
});
