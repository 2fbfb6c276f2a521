import { NOISY_FACTOR } from '../../measure/rules';
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
    // They do much the same, and by how much they differ changes from hour to hour.
    near: { ids: ['online', 'edge'], within: NOISY_FACTOR },
  },
  outcome({ verdict, parts }, { order }, { by: { batch, online, edge } }) {
    if (!batch || !online || !edge || batch.value >= Math.min(online.value, edge.value)) return 'other';
    // Where batch is not told from another, either order is right, and the words for it are not.
    if (verdict === 'right') return order[0] === 'batch' ? 'right' : 'other';
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
  followUp: 0,
});
