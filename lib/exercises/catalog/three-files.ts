import { isTold } from '../../measure/interval';
import type { Truth } from '../kinds';
import { defineRules } from '../rules';

/** Whether the dynamic version is slower than both others beyond what one run leaves open. */
function isDynamicSlowest({ by }: Truth<'order'>): boolean {
  const { full, fixed, dynamic } = by;
  if (!full || !fixed || !dynamic) return false;
  return [full, fixed].every((other) => isTold(other, dynamic) && other.value < dynamic.value);
}

const CALLS = {
  full: 'variant.big-fp32.call',
  fixed: 'variant.big-int8.call',
  dynamic: 'variant.big-int8-dynamic.call',
} as const;

export const rules = defineRules<'order'>({
  kind: 'order',
  level: 'analyse',
  concepts: ['small-models', 'device'],
  minutes: 5,
  input: { items: ['dynamic', 'full', 'fixed'] },
  legs: [
    { changes: { modelId: 'clothing', versionId: 'big-fp32', study: 'sweep', sweep: 'variants', sweepLane: 'edge' } },
  ],
  reasons: { size: 'smaller-is-always-faster', adapt: 'unsound', route: 'sound', precision: 'unsound' },
  truth: { by: CALLS, first: 'least' },
  outcome({ verdict, parts }, _given, truth) {
    if (!isDynamicSlowest(truth)) return 'other';
    return verdict === 'right' ? 'right' : parts.dynamic ? 'pair' : 'dynamic';
  },
  facts: CALLS,
  watch: ['variant.big-fp32.call', 'variant.big-int8.call', 'variant.big-int8-dynamic.call'],
  followUp: 0,
});
