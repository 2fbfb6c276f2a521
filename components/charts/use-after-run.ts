import { useEffect, useState } from 'react';
import { latencyDifference } from '@/lib/measure/compare';
import type { Difference } from '@/lib/measure/difference';
import { createLaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type RepeatSpread, repeatsOf } from '@/lib/measure/repeats';
import { type Stability, stabilityOf } from '@/lib/measure/stability';
import { type LaneSummary, summaryOf } from '@/lib/measure/summary';
import type { ModeId } from '@/lib/modes';

/** Two lanes of a run, the first in lane order as `a`. */
export interface LanePair {
  readonly a: LaneSummary;
  readonly b: LaneSummary;
  readonly difference: Difference;
}

/** What is computed once, when a run is over. `null` = not yet. */
export interface AfterRun {
  readonly stability: Readonly<Partial<Record<ModeId, Stability>>> | null;
  readonly pairs: readonly LanePair[] | null;
  readonly repeats: readonly RepeatSpread[] | null;
}

/** One pass of a run over its lanes. */
export interface Pass {
  readonly records: readonly LaneRecord[];
}

const NOTHING: AfterRun = { stability: null, pairs: null, repeats: null };
/** Folding this many measurements takes a few ms. */
const CHUNK = 5000;

/**
 * Stability, differences and repeats of a run that is over: each lane and each pair in a task of its own, so that the page
 * stays awake with a hundred thousand items a lane.
 *
 * @param summaries of the last pass; empty until they are exact
 */
export function useAfterRun(
  records: readonly LaneRecord[],
  summaries: readonly LaneSummary[],
  repeats: readonly Pass[],
  intervalMs: number,
): AfterRun {
  const [after, setAfter] = useState(NOTHING);
  useEffect(() => {
    const life = new AbortController();
    setAfter(NOTHING);
    if (summaries.length > 0) {
      // It ends quietly when this effect is over; nothing in it is expected to throw.
      void work(records, summaries, repeats, intervalMs, life.signal, (part) =>
        setAfter((now) => ({ ...now, ...part })),
      );
    }
    return () => life.abort();
  }, [records, summaries, repeats, intervalMs]);
  return after;
}

async function work(
  records: readonly LaneRecord[],
  summaries: readonly LaneSummary[],
  repeats: readonly Pass[],
  intervalMs: number,
  signal: AbortSignal,
  update: (part: Partial<AfterRun>) => void,
) {
  const stability: Partial<Record<ModeId, Stability>> = {};
  for (const { modeId, measurements } of records) {
    await pause();
    if (signal.aborted) return;
    stability[modeId] = stabilityOf(measurements, modeId, intervalMs);
  }
  update({ stability });
  const pairs: LanePair[] = [];
  for (const [index, a] of summaries.entries()) {
    for (const b of summaries.slice(index + 1)) {
      await pause();
      if (signal.aborted) return;
      pairs.push({ a, b, difference: latencyDifference(a, b) });
    }
  }
  update({ pairs });
  if (repeats.length < 2) return;
  const all: LaneSummary[][] = [];
  for (const pass of repeats) {
    const ofPass: LaneSummary[] = [];
    for (const record of pass.records) ofPass.push(await summaryInPieces(record, signal));
    if (signal.aborted) return;
    all.push(ofPass);
  }
  update({ repeats: repeatsOf(all) });
}

async function summaryInPieces(record: LaneRecord, signal: AbortSignal): Promise<LaneSummary> {
  const fold = createLaneFold(record.modeId, new Uint8Array(0));
  do await pause();
  while (!signal.aborted && fold.advance(record, CHUNK) > 0);
  await pause();
  return summaryOf(record, fold.totals);
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
