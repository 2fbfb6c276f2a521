import { useLaneNames } from '@/components/charts/emulated';
import type { LaneId, LaneKey } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { type RulerRow, rulerRow } from './ruler-row';

/** The rows of a run's lanes: as they were measured, or as places for what is still to come. */
export function useRulerRows() {
  const names = useLaneNames();
  const named = (id: LaneId) => {
    const { name, note } = names(id);
    return { name, emulated: note !== undefined };
  };
  return {
    measured: (summaries: readonly LaneSummary[]): readonly RulerRow[] =>
      summaries.map(({ id, modeId, latency }) => rulerRow({ id, modeId, ...named(id) }, latency.p50, latency.p90)),
    awaited: (lanes: readonly LaneKey[]): readonly RulerRow[] =>
      lanes.map(({ id, modeId }) => ({
        id,
        modeId,
        ...named(id),
        median: { state: 'awaited' },
        p90Ms: null,
      })),
  };
}
