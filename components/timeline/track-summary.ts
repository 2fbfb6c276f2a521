import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFigures } from '@/components/charts/format';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { latencyMs } from '@/lib/measure/measurement';
import { nearestRank } from '@/lib/measure/percentile';
import type { Workload } from '@/lib/workload/workload';
import type { LaneIndex } from './lane-index';

/** What a track shows, in words: its text alternative. */
export function useTrackSummary(record: LaneRecord | undefined, index: LaneIndex, workload: Workload): string {
  const t = useTranslations('laneTimeline.track');
  const figures = useFigures();
  const over = record && isOver(record) ? record : null;
  const overText = useMemo(() => {
    if (!over) return '';
    const latencies: number[] = [];
    for (const measurement of over.measurements) {
      if (measurement.outcome === 'completed') latencies.push(latencyMs(measurement));
    }
    const count = countOf(workload, over);
    const span = figures.duration(workload.arrivedAtMs[count - 1] ?? 0);
    if (latencies.length === 0) return t('overNone', { count, span });
    return t('over', {
      count,
      span,
      done: latencies.length,
      runs: index.runs.length,
      failed: over.measurements.length - latencies.length,
      median: figures.duration(nearestRank(Float64Array.from(latencies).sort(), 0.5)),
    });
  }, [over, index, workload, figures, t]);
  if (over) return overText;
  // While a lane runs, what it shows is what was planned: nothing is written anew.
  if (workload.loop.kind === 'closed') return t('plannedClosed', { users: workload.loop.users });
  return t('planned', { count: workload.count, span: figures.duration(workload.arrivedAtMs.at(-1) ?? 0) });
}

function isOver({ status }: LaneRecord): boolean {
  return status.state === 'done' || status.state === 'cancelled' || status.state === 'failed';
}

/** A lane that was stopped has not seen all items. */
function countOf(workload: Workload, { status, measurements }: LaneRecord): number {
  if (workload.loop.kind === 'closed') return measurements.length;
  if (status.state === 'done' || !('elapsedMs' in status)) return workload.count;
  const { elapsedMs } = status;
  const after = workload.arrivedAtMs.findIndex((ms) => ms > elapsedMs);
  return after < 0 ? workload.count : after;
}
