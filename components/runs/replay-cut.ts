import type { LaneRecord } from '@/lib/measure/lane-record';
import { cutLog, logOf } from '@/lib/measure/measurement-log';

/** A run made ready to be looked at as it was at any moment. */
export interface ReplaySource {
  /** As they are given, with their measurements in the order they finished. */
  readonly records: readonly LaneRecord[];
  /** When something was answered, or given up, in any lane: ascending, each moment once. ms */
  readonly momentsMs: Float64Array;
  /** The end of the longest lane, ms. */
  readonly spanMs: number;
}

export function replaySource(records: readonly LaneRecord[]): ReplaySource {
  const sorted = records.map(inOrder);
  const finishedMs = Float64Array.from(
    sorted.flatMap(({ measurements }) => Array.from(measurements, ({ finishedAtMs }) => finishedAtMs)),
  );
  const momentsMs = finishedMs.sort().filter((ms, index) => ms !== finishedMs[index - 1]);
  return { records: sorted, momentsMs, spanMs: spanOf(records) };
}

/** The end of the longest lane, ms. */
export function spanOf(records: readonly LaneRecord[]): number {
  return Math.max(0, ...records.map(endMs));
}

/** What was known at a moment: the answers until then, and the lanes still at work. */
export function recordsAt({ records }: ReplaySource, atMs: number): readonly LaneRecord[] {
  return records.map((record) => {
    if (atMs >= endMs(record)) return record;
    const { measurements } = record;
    const answered = firstAfter(measurements.length, (index) => measurements.at(index)?.finishedAtMs ?? 0, atMs);
    return {
      ...record,
      measurements: cutLog(measurements, answered, atMs),
      resources: null,
      status: { state: 'running' },
    };
  });
}

/** The next moment with an answer, or the one before; the ends of the run where there is none. ms */
export function stepFrom({ momentsMs, spanMs }: ReplaySource, atMs: number, direction: 1 | -1): number {
  const after = firstAfter(momentsMs.length, (index) => momentsMs[index] ?? 0, atMs);
  if (direction > 0) return momentsMs[after] ?? spanMs;
  const last = momentsMs[after - 1] === atMs ? after - 2 : after - 1;
  return momentsMs[last] ?? 0;
}

/** The first index whose value is above `limit`; `count` when there is none. Values ascend. */
function firstAfter(count: number, keyOf: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder(record: LaneRecord): LaneRecord {
  const all = [...record.measurements];
  const ordered = all.every((each, index) => each.finishedAtMs >= (all[index - 1]?.finishedAtMs ?? 0));
  return ordered ? record : { ...record, measurements: logOf(all.sort((a, b) => a.finishedAtMs - b.finishedAtMs)) };
}

function endMs({ status, measurements }: LaneRecord): number {
  const lastMs = measurements.at(measurements.length - 1)?.finishedAtMs ?? 0;
  return 'elapsedMs' in status ? Math.max(status.elapsedMs, lastMs) : lastMs;
}
