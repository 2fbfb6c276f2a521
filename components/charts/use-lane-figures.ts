import { useEffect, useMemo, useRef, useState } from 'react';
import { createLaneFold, type LaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { summaryOf } from '@/lib/measure/summary';
import type { ModeId } from '@/lib/modes';
import { type FoldedLane, type LaneFigures, NO_FIGURES, PART_IDS, type PartId, partOf } from './figure-parts';

/** One part of the page is brought up to date every so often, in turn: no two redraws share a task. ms */
const TURN_MS = 160;
/** When all parts are due, they follow one another at this distance: time for the browser to draw and to listen. ms */
const BREATH_MS = 24;
/** Folding this many measurements takes a few ms. */
const CHUNK = 5000;

/**
 * The figures of growing records: brought up to date a part at a time while they run, exact once they do not.
 * @param paused keeps the figures as they are
 */
export function useLaneFigures(
  records: readonly LaneRecord[],
  labels: Uint8Array,
  running: boolean,
  paused: boolean,
): LaneFigures {
  const [figures, setFigures] = useState(NO_FIGURES);
  const folds = useMemo(() => createFolds(labels), [labels]);
  const latest = useRef(records);
  useEffect(() => {
    latest.current = records;
  }, [records]);
  const settled = running ? null : records;

  useEffect(() => {
    if (paused) return;
    const life = new AbortController();
    const update = (part: Partial<LaneFigures>) => setFigures((before) => ({ ...before, ...part }));
    const loop = settled ? catchUp(settled, folds, life.signal, update) : keepUp(latest, folds, life.signal, update);
    // Both end quietly when this effect is over; nothing in them is expected to throw.
    void loop;
    return () => life.abort();
  }, [settled, folds, paused]);

  return figures;
}

type Update = (part: Partial<LaneFigures>) => void;

async function keepUp(
  latest: { readonly current: readonly LaneRecord[] },
  folds: Folds,
  signal: AbortSignal,
  update: Update,
) {
  let used: readonly unknown[] = [];
  for (let turn = 0; ; turn++) {
    // What is left of an earlier run goes at once.
    await pause(turn < PART_IDS.length ? BREATH_MS : TURN_MS);
    const records = latest.current;
    const part = PART_IDS[turn % PART_IDS.length] as PartId; // the remainder is within the list
    if (part === 'resources') {
      // They change only when a lane ends.
      const now = records.map(({ resources }) => resources);
      if (turn >= PART_IDS.length && now.every((use, index) => use === used[index])) continue;
      used = now;
    }
    if (signal.aborted) return;
    const lanes = await folds.takeIn(records, signal);
    if (signal.aborted) return;
    update(partOf(part, lanes, false));
  }
}

async function catchUp(records: readonly LaneRecord[], folds: Folds, signal: AbortSignal, update: Update) {
  const lanes = await folds.takeIn(records, signal);
  for (const part of PART_IDS) {
    if (signal.aborted) return;
    update(partOf(part, lanes, true));
    await pause(BREATH_MS);
  }
}

interface Folds {
  /** Folds what is new in pieces, with time for the page between them; what it gives after an abort is of no use. */
  takeIn(records: readonly LaneRecord[], signal: AbortSignal): Promise<readonly FoldedLane[]>;
}

function createFolds(labels: Uint8Array): Folds {
  const folds = new Map<ModeId, LaneFold>();
  const lanes = new Map<ModeId, FoldedLane>();

  async function takeInLane(record: LaneRecord, signal: AbortSignal): Promise<FoldedLane> {
    const known = lanes.get(record.modeId);
    if (known?.record === record) return known;
    const fold = folds.get(record.modeId) ?? createLaneFold(record.modeId, labels);
    folds.set(record.modeId, fold);
    // Asked before each piece: after an abort the fold belongs to another record.
    while (!signal.aborted && fold.advance(record, CHUNK) > 0) await pause(0);
    const { latencyMs, fromSendingMs, waitMs, workMs } = fold.totals;
    for (const column of [latencyMs, fromSendingMs, waitMs, workMs]) {
      // Sorting many new values is a task of its own.
      if (column.unsortedCount > CHUNK && !signal.aborted) await pause(0);
      column.sorted();
    }
    const lane = { record, totals: fold.totals, summary: summaryOf(record, fold.totals) };
    // A fold that was left half way must not pass for the whole record.
    if (!signal.aborted) lanes.set(record.modeId, lane);
    return lane;
  }

  return {
    async takeIn(records, signal) {
      const taken: FoldedLane[] = [];
      for (const record of records) {
        if (signal.aborted) break;
        taken.push(await takeInLane(record, signal));
      }
      return taken;
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
