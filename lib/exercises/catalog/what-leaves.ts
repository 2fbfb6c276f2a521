import { type Evidence, figureOf } from '../evidence/evidence';
import { defineRules } from '../rules';

/** Bytes an online answer brought back; `null` where that was not measured. */
function backOf(evidence: Evidence): number | null {
  const sent = figureOf(evidence, 0, 'online.bytes-sent');
  const total = figureOf(evidence, 0, 'online.bytes-total');
  const answered = figureOf(evidence, 0, 'online.answered');
  return sent && total && answered?.value ? total.value / answered.value - sent.value : null;
}

export const rules = defineRules<'sort'>({
  kind: 'sort',
  level: 'recall',
  concepts: ['privacy', 'network'],
  minutes: 4,
  input: {
    groups: ['out', 'in', 'stays'],
    items: [
      { id: 'online-figures', lane: 'online' },
      { id: 'edge-figures', lane: 'edge' },
      { id: 'batch-figures', lane: 'batch' },
      { id: 'edge-model', lane: 'edge' },
      { id: 'online-answer', lane: 'online' },
      { id: 'edge-answer', lane: 'edge' },
      { id: 'online-when', lane: 'online' },
    ],
  },
  legs: [
    {
      changes: { modelId: 'credit-risk', perSecond: 30, count: 300, intervalMs: 1000 },
      // Bytes are the same however soon an answer comes.
      onPurpose: ['unstable', 'generator-late'],
    },
  ],
  reasons: { meet: 'sound', internet: 'unsound', nightly: 'unsound' },
  truth: {
    groups: {
      out: ['online-figures', 'online-when', 'batch-figures'],
      stays: ['edge-figures', 'edge-answer'],
      in: ['edge-model', 'online-answer'],
    },
    isShown(evidence) {
      const online = figureOf(evidence, 0, 'online.bytes-sent');
      const batch = figureOf(evidence, 0, 'batch.bytes-sent');
      const edge = figureOf(evidence, 0, 'edge.bytes-sent');
      return Boolean(online?.value && batch?.value) && edge?.value === 0 && (backOf(evidence) ?? 0) > 0;
    },
  },
  outcome: { kept: 'stays', sent: 'out', fetched: 'in' },
  facts: {
    online: 'online.bytes-sent',
    batch: 'batch.bytes-sent',
    edge: 'edge.bytes-sent',
    model: 'edge.model-bytes',
  },
  ownFacts(evidence) {
    const back = backOf(evidence);
    return back === null ? {} : { back: { unit: 'bytes', value: Math.round(back) } };
  },
  watch: ['batch.bytes-sent', 'online.bytes-sent', 'edge.bytes-sent'],
  followUp: 0,
});
