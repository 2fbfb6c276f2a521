import { defineRules } from '../rules';

export const rules = defineRules<'order'>({
  kind: 'order',
  level: 'apply',
  concepts: ['throughput', 'cost'],
  minutes: 4,
  input: {
    items: [
      { id: 'edge', lane: 'edge' },
      { id: 'batch', lane: 'batch' },
      { id: 'online', lane: 'online' },
    ],
  },
  legs: [{ changes: { perSecond: 60, count: 900 } }],
  reasons: {
    shared: 'sound',
    soonest: 'throughput-is-one-over-latency',
    slow: 'batch-is-slow-online',
    same: 'the-model-is-all-the-time',
  },
  truth: {
    by: { batch: 'batch.compute-rate', online: 'online.compute-rate', edge: 'edge.compute-rate' },
    first: 'most',
  },
  outcome({ verdict, parts }, _, { by: { batch, online, edge } }) {
    if (!batch || !online || !edge || batch.value >= Math.min(online.value, edge.value)) return 'other';
    if (verdict === 'right') return 'right';
    return parts.batch ? 'pair' : 'batch';
  },
  facts: {
    batch: { of: 'batch.compute-rate', as: 'count' },
    online: { of: 'online.compute-rate', as: 'count' },
    edge: { of: 'edge.compute-rate', as: 'count' },
    pile: { of: 'batch.batch-size', rounded: 'nearest' },
    batchMedian: 'batch.median',
  },
  watch: ['batch.compute-rate', 'online.compute-rate', 'edge.compute-rate'],
  // Online and edge do much the same, and by how much they differ changes from hour to hour.
  tolerance: { right: 1.5, partly: 1.5 },
  followUp: 0,
});
