import { startTransition, useEffect, useMemo, useRef, useState } from 'react';
import { type Distribution, distributionOf } from '@/lib/measure/distribution';
import { createLaneFold, type LaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type LaneSummary, summaryOf } from '@/lib/measure/summary';
import { type Throughput, throughputOf } from '@/lib/measure/throughput';
import type { ModeId } from '@/lib/modes';

/** What each part of the page draws; each part has figures of its own moment, so that each redraws in a task of its own. */
export interface LaneFigures {
  /** In the order of the records. */
  readonly summaries: readonly LaneSummary[];
  /** The figures hold every measurement of a run that is over. */
  readonly exact: boolean;
  readonly latency: { readonly summaries: readonly LaneSummary[]; readonly distribution: Distribution | null };
  readonly throughput: { readonly summaries: readonly LaneSummary[]; readonly throughput: Throughput };
  readonly anatomy: { readonly summaries: readonly LaneSummary[] };
}

/** One of the parts of the page is brought up to date every so often, in turn: no two redraws share a task. ms */
const TURN_MS = 150;
/** Folding this many measurements takes a few ms. */
const CHUNK = 10_000;
const NONE: LaneFigures = {
  summaries: [],
  exact: false,
  latency: { summaries: [], distribution: null },
  throughput: { summaries: [], throughput: { windowMs: 250, windows: [] } },
  anatomy: { summaries: [] },
};

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
  const [figures, setFigures] = useState(NONE);
  const byLane = useMemo(() => new Map<ModeId, LaneFold>(), [labels]);
  const latest = useRef(records);
  useEffect(() => {
    latest.current = records;
  }, [records]);
  const settled = running ? null : records;

  useEffect(() => {
    if (paused) return;
    const life = new AbortController();
    const update = (part: Partial<LaneFigures>) =>
      startTransition(() => setFigures((before) => ({ ...before, ...part })));
    const loop = settled
      ? catchUp(settled, labels, byLane, life.signal, update)
      : keepUp(latest, labels, byLane, life.signal, update);
    // Both end quietly when this effect is over; nothing in them is expected to throw.
    void loop;
    return () => life.abort();
  }, [settled, labels, byLane, paused]);

  return figures;
}

type Update = (part: Partial<LaneFigures>) => void;

/** The parts of the page, each brought up to date by itself. */
const PARTS: readonly ((records: readonly LaneRecord[], byLane: Map<ModeId, LaneFold>) => Partial<LaneFigures>)[] = [
  (records, byLane) => ({ summaries: summariesOf(records, byLane) }),
  (records, byLane) => ({
    latency: { summaries: summariesOf(records, byLane), distribution: distributionFor(records, byLane) },
  }),
  (records, byLane) => ({
    throughput: { summaries: summariesOf(records, byLane), throughput: throughputFor(records, byLane) },
  }),
  (records, byLane) => ({ anatomy: { summaries: summariesOf(records, byLane) } }),
];

async function keepUp(
  latest: { readonly current: readonly LaneRecord[] },
  labels: Uint8Array,
  byLane: Map<ModeId, LaneFold>,
  signal: AbortSignal,
  update: Update,
) {
  for (let turn = 0; ; turn++) {
    // What is left of an earlier run goes at once.
    await pause(turn < PARTS.length ? 0 : TURN_MS);
    const records = latest.current;
    if (!signal.aborted) await foldAll(records, labels, byLane, signal);
    if (signal.aborted) return;
    const part = PARTS[turn % PARTS.length]?.(records, byLane);
    if (part) update({ ...part, exact: false });
  }
}

async function catchUp(
  records: readonly LaneRecord[],
  labels: Uint8Array,
  byLane: Map<ModeId, LaneFold>,
  signal: AbortSignal,
  update: Update,
) {
  await foldAll(records, labels, byLane, signal);
  for (const part of PARTS) {
    if (signal.aborted) return;
    update({ ...part(records, byLane), exact: true });
    await pause(0);
  }
}

async function foldAll(
  records: readonly LaneRecord[],
  labels: Uint8Array,
  byLane: Map<ModeId, LaneFold>,
  signal: AbortSignal,
) {
  for (const record of records) {
    const fold = foldOf(record, labels, byLane);
    for (let left = 1; left > 0; ) {
      left = fold.advance(record, CHUNK);
      const { latencyMs, uncorrectedMs, waitMs, workMs } = fold.totals;
      for (const column of [latencyMs, uncorrectedMs, waitMs, workMs]) column.sorted();
      if (left > 0) await pause(0);
      if (signal.aborted) return;
    }
  }
}

function foldOf({ modeId }: LaneRecord, labels: Uint8Array, byLane: Map<ModeId, LaneFold>): LaneFold {
  const fold = byLane.get(modeId) ?? createLaneFold(modeId, labels);
  byLane.set(modeId, fold);
  return fold;
}

function summariesOf(records: readonly LaneRecord[], byLane: Map<ModeId, LaneFold>) {
  return records.flatMap((record) => {
    const fold = byLane.get(record.modeId);
    return fold ? [summaryOf(record, fold.totals)] : [];
  });
}

function distributionFor(records: readonly LaneRecord[], byLane: Map<ModeId, LaneFold>) {
  return distributionOf(
    records.flatMap(({ modeId }) => {
      const fold = byLane.get(modeId);
      return fold ? [{ modeId, sortedMs: fold.totals.latencyMs.sorted() }] : [];
    }),
  );
}

function throughputFor(records: readonly LaneRecord[], byLane: Map<ModeId, LaneFold>) {
  return throughputOf(
    records.flatMap(({ modeId, status }) => {
      const totals = byLane.get(modeId)?.totals;
      if (!totals) return [];
      const running = status.state === 'running';
      const untilMs = running ? status.elapsedMs : totals.lastFinishMs;
      return [{ modeId, answersPerWindow: totals.answersPerWindow, untilMs, running }];
    }),
  );
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
