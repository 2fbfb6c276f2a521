import { useLaneNames } from '@/components/charts/emulated';
import type { LaneKey } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { type RulerRow, rulerRow } from './ruler-row';

/** The rows of a run's lanes: as they were measured, or as places for what is still to come. */
export function useRulerRows() {
  const names = useLaneNames();
  return {
    measured: (summaries: readonly LaneSummary[]): readonly RulerRow[] =>
      summaries.map(({ id, modeId, latency }) =>
        rulerRow({ id, modeId, name: names(id).full }, latency.p50, latency.p90),
      ),
    awaited: (lanes: readonly LaneKey[]): readonly RulerRow[] =>
      lanes.map(({ id, modeId }) => ({
        id,
        modeId,
        name: names(id).full,
        median: { state: 'awaited' },
        p90Ms: null,
      })),
  };
}
