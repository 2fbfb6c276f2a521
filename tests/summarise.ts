import { createLaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type LaneSummary, summaryOf } from '@/lib/measure/summary';

/** The figures of a lane's record, from scratch. */
export function summarise(record: LaneRecord, labels: Uint8Array = new Uint8Array(0)): LaneSummary {
  const fold = createLaneFold(record.modeId, labels);
  fold.advance(record);
  return summaryOf(record, fold.totals);
}
