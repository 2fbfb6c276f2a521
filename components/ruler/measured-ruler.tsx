import type { LaneSummary } from '@/lib/measure/summary';
import { LatencyRuler } from './latency-ruler';
import { useRulerRows } from './use-ruler-rows';

/** The medians of the lanes of this page's run on the ruler. */
export function MeasuredRuler({ summaries, label }: { summaries: readonly LaneSummary[]; label: string }) {
  return <LatencyRuler rows={useRulerRows().measured(summaries)} label={label} />;
}
