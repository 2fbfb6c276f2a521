import { isTold } from '../../measure/interval';
import { defineRules } from '../rules';

export const rules = defineRules<'order'>({
  kind: 'order',
  level: 'recall',
  concepts: ['latency', 'lanes'],
  minutes: 4,
  input: {
    items: [
      { id: 'batch', lane: 'batch' },
      { id: 'online', lane: 'online' },
      { id: 'edge', lane: 'edge' },
    ],
  },
  legs: [{ changes: { count: 600, perSecond: 60 } }],
  reasons: { power: 'edge-is-always-slower', waiting: 'sound', together: 'throughput-is-one-over-latency' },
  truth: { by: { batch: 'batch.median', online: 'online.median', edge: 'edge.median' }, first: 'least' },
  outcome({ verdict, parts }, _given, { by: { online, edge } }) {
    if (verdict !== 'right' && !parts.batch) return 'batch';
    // A server nearby beats a slow device: its lane has a way to go, and is first all the same.
    const isOnlineFirst = online && edge && isTold(online, edge) && online.value < edge.value;
    const kind = verdict === 'right' ? 'right' : 'pair';
    return isOnlineFirst ? `${kind}-online` : kind;
  },
  facts: { batch: 'batch.median', online: 'online.median', edge: 'edge.median' },
  watch: ['batch.median', 'online.median', 'edge.median'],
  followUp: 0,
});
