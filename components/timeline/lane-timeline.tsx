'use client';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { RunStore } from '@/lib/lab/run-store';
import type { LaneId, LaneRecord } from '@/lib/measure/lane-record';
import type { SampleSet } from '@/lib/model/samples';
import { gathers, type ModeId } from '@/lib/modes';
import type { Workload } from '@/lib/workload/workload';
import { type ArrivalLog, createArrivalLog } from './arrival-log';
import { plannedPile, topLatencyMs } from './geometry';
import { createLaneIndex, type LaneIndex } from './lane-index';
import styles from './lane-timeline.module.css';
import { LaneTrack } from './lane-track';
import { TimeAxis } from './time-axis';
import type { TrackCanvas } from './track-canvas';
import { TrackKey } from './track-key';
import { useSteadySpan } from './use-steady-span';

export interface TimelineLane {
  readonly id: LaneId;
  readonly modeId: ModeId;
  /** At the start of the lane: its name, where it runs. */
  readonly header: ReactNode;
  /** At its end: its headline and its state. */
  readonly figure: ReactNode;
  /** Below all of it: what went wrong; `null` = nothing. */
  readonly below: ReactNode;
}

interface LaneTimelineProps {
  /** In the fixed order, only the lanes of the set-up. */
  readonly lanes: readonly TimelineLane[];
  /** May be empty before a run. */
  readonly records: readonly LaneRecord[];
  readonly workload: Workload;
  readonly samples: SampleSet | null;
  /** Length of the shared axis. */
  readonly spanMs: number;
  readonly running: boolean;
  /** Draws only what happened until then: for replay. */
  readonly untilMs?: number;
  /** Between two runs of the batch lane: the pile is then drawn to the height it is going to reach. */
  readonly intervalMs?: number;
  /** Tells when the log of a lane has grown; then its track is drawn, and nothing else. */
  readonly follow?: RunStore['follow'];
}

/** The lanes under one another on one time axis: every item from its arrival to its answer. */
export function LaneTimeline(props: LaneTimelineProps) {
  const { lanes, records, workload, samples, running, untilMs, intervalMs = 0, follow } = props;
  const nameOf = useLaneName();
  const spanMs = useSteadySpan(props.spanMs, running);
  const [indexes] = useState(() => new Map<LaneId, LaneIndex>());
  const [logs] = useState(() => new Map<LaneId, ArrivalLog>());
  const [canvases] = useState(() => new Map<LaneId, TrackCanvas>());
  const pile = useMemo(
    () => (workload.loop.kind === 'closed' ? workload.loop.users : plannedPile(workload.arrivedAtMs, intervalMs)),
    [workload, intervalMs],
  );
  const rows = lanes.map((lane) => {
    const record = records.find(({ id }) => id === lane.id);
    const index = indexes.get(lane.id) ?? createLaneIndex(gathers(lane.modeId));
    indexes.set(lane.id, index);
    // Costs what is new since the last time; rendering twice changes nothing.
    index.advance(record, workload.count);
    const log = logs.get(lane.id) ?? createArrivalLog();
    logs.set(lane.id, log);
    return { ...lane, record, index, log, drawn: log.workloadOf(workload, record) };
  });
  const topMs = topOf(rows);

  // Past React: what is drawn while a lane runs is its own track, when the lane has time for it.
  const shown = useRef({ rows, topMs, workload });
  useEffect(() => {
    shown.current = { rows, topMs, workload };
  });
  useEffect(() => {
    return follow?.((lane) => {
      const now = shown.current;
      const row = now.rows.find(({ id }) => id === lane);
      if (!row) return;
      row.index.advance(row.record, now.workload.count);
      row.drawn = row.log.workloadOf(now.workload, row.record);
      const top = topOf(now.rows);
      // One scale for all lanes: where it has to grow, all are drawn anew.
      const stale = top === now.topMs ? [row] : now.rows;
      now.topMs = top;
      for (const { id, drawn } of stale) canvases.get(id)?.refresh(drawn, top);
    });
  }, [follow, canvases]);
  const canvasOf = useMemo(() => {
    const known = new Map<LaneId, (canvas: TrackCanvas | null) => void>();
    return (id: LaneId) => {
      const hear =
        known.get(id) ??
        ((canvas: TrackCanvas | null) => {
          if (canvas) canvases.set(id, canvas);
          else canvases.delete(id);
        });
      known.set(id, hear);
      return hear;
    };
  }, [canvases]);

  return (
    <div className={styles.card} data-lanes>
      {rows.map(({ id, modeId, header, figure, below, record, index, drawn }) => (
        <section
          key={id}
          className={`${styles.lane} middle`}
          data-lane={id}
          data-lane-state={record?.status.state ?? 'idle'}
          aria-label={nameOf({ id, modeId })}
        >
          <div className={`${styles.header} narrow`}>{header}</div>
          <div className={styles.track}>
            <LaneTrack
              modeId={modeId}
              name={nameOf({ id, modeId })}
              gathers={gathers(modeId)}
              record={record}
              index={index}
              workload={drawn}
              samples={samples}
              spanMs={spanMs}
              topMs={topMs}
              plannedPile={pile}
              untilMs={untilMs}
              onCanvas={canvasOf(id)}
            />
          </div>
          <div className={`${styles.figure} narrow`}>{figure}</div>
          {below && <div className={styles.below}>{below}</div>}
        </section>
      ))}
      <div className={`${styles.foot} line-above`}>
        <div className={styles.track}>
          <TimeAxis spanMs={spanMs} />
        </div>
        <TrackKey
          gathers={lanes.some(({ modeId }) => gathers(modeId))}
          answersSingly={lanes.some(({ modeId }) => !gathers(modeId))}
        />
      </div>
    </div>
  );
}

/** The one scale of all lanes that answer item by item. */
function topOf(rows: readonly { readonly modeId: ModeId; readonly index: LaneIndex }[]): number {
  const longest = rows.filter(({ modeId }) => !gathers(modeId)).map(({ index }) => index.longestMs);
  return topLatencyMs(Math.max(0, ...longest));
}
