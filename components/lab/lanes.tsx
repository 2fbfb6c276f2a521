'use client';

import { useMemo } from 'react';
import { LaneTimeline } from '@/components/timeline/lane-timeline';
import { conditionsOf, type RunSetup, targetOf } from '@/lib/experiment/setup';
import type { RunState } from '@/lib/lab/run-state';
import type { RunStore } from '@/lib/lab/run-store';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { logOf } from '@/lib/measure/measurement-log';
import { gathers } from '@/lib/modes';
import type { Workload } from '@/lib/workload/workload';
import { LaneFailure } from './lane-failure';
import { LaneFigure } from './lane-figure';
import { LaneHeader } from './lane-header';
import { FollowContext } from './use-live-text';

interface LanesProps {
  /** The set-up of the next run: shown until there is a run. */
  readonly setup: RunSetup;
  readonly planned: Workload;
  readonly state: RunState;
  /** The lanes that are drawn: those of the state, or a replay of them. */
  readonly records: readonly LaneRecord[];
  readonly labels: Uint8Array;
  readonly busy: boolean;
  /** The run's store: its lanes are followed past React. */
  readonly follow: RunStore['follow'];
  /** `null` = this run cannot be run again. */
  readonly onRetry: (() => void) | null;
}

/** The three lanes on one time axis, each with its state and its headline. */
export function Lanes({ setup: next, planned, state, records: drawn, labels, busy, follow, onRetry }: LanesProps) {
  const setup = state.setup ?? next;
  const workload = state.workload ?? planned;
  const records = useMemo(() => (drawn.length > 0 ? drawn : idleRecords(next)), [drawn, next]);
  return (
    <FollowContext value={follow}>
      <LaneTimeline
        lanes={records.map((record) => ({
          id: record.id,
          modeId: record.modeId,
          header: <LaneHeader record={record} setup={setup} state={state} />,
          figure: <LaneFigure record={record} labels={labels} state={state} />,
          below: record.status.state === 'failed' && onRetry && (
            <LaneFailure report={record.status.error} onRetry={onRetry} />
          ),
        }))}
        records={drawn}
        workload={workload}
        samples={state.samples}
        intervalMs={setup.intervalMs}
        spanMs={spanOf(setup, workload, state.records)}
        running={busy}
        follow={follow}
      />
    </FollowContext>
  );
}

const NO_MEASUREMENTS = logOf([]);

function idleRecords(setup: RunSetup): LaneRecord[] {
  return setup.lanes.map((modeId) => ({
    id: modeId,
    modeId,
    target: targetOf(setup, modeId),
    conditions: conditionsOf(setup, modeId),
    measurements: NO_MEASUREMENTS,
    plannedCount: setup.count,
    resources: null,
    status: { state: 'idle' },
  }));
}

/** Long enough for every arrival, the batch run after the last one, and whatever took longer than that. */
function spanOf(setup: RunSetup, workload: Workload, records: readonly LaneRecord[]): number {
  const lastArrivalMs = workload.loop.kind === 'closed' ? (setup.durationMs ?? 0) : (workload.arrivedAtMs.at(-1) ?? 0);
  const lastRunMs = setup.lanes.some(gathers)
    ? Math.ceil(lastArrivalMs / setup.intervalMs) * setup.intervalMs
    : lastArrivalMs;
  const longestMs = Math.max(0, ...records.map(({ measurements }) => measurements.reachedMs));
  return Math.max(lastRunMs * 1.03, longestMs, 100);
}
