import type { Interval } from '@/lib/measure/interval';
import type { PercentileResult } from '@/lib/measure/percentile';
import type { ModeId } from '@/lib/modes';

/** One lane on a ruler. */
export interface RulerRow {
  /** Of the lane; a ruler may hold many of one mode. */
  readonly id: string;
  /** How it is drawn. */
  readonly modeId: ModeId;
  readonly name: string;
  /** Time was added to it on purpose: its figure never stands without saying so. */
  readonly emulated?: boolean;
  /** `none`: nothing was measured. `awaited`: its run is still to come. */
  readonly median:
    | { readonly state: 'known'; readonly ms: number; readonly interval: Interval | null }
    | { readonly state: 'locked'; readonly have: number; readonly need: number }
    | { readonly state: 'none' | 'awaited' };
  /** `null` = not known, or not earned. ms */
  readonly p90Ms: number | null;
}

interface RulerLane {
  readonly id: string;
  readonly modeId: ModeId;
  readonly name: string;
  readonly emulated?: boolean;
}

/** A lane's row from its percentiles; what is locked is not drawn. */
export function rulerRow(lane: RulerLane, p50: PercentileResult | null, p90: PercentileResult | null): RulerRow {
  return {
    ...lane,
    median: medianOf(p50),
    p90Ms: p90?.state === 'earned' ? p90.valueMs : null,
  };
}

function medianOf(p50: PercentileResult | null): RulerRow['median'] {
  if (!p50) return { state: 'none' };
  if (p50.state === 'locked') return p50;
  const { valueMs: ms, low, high } = p50;
  // Of very few independent items the interval is open: there is nothing to draw.
  return { state: 'known', ms, interval: Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null };
}
