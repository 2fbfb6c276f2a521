'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { SampleSet } from '@/lib/model/samples';
import { MODES, type ModeId } from '@/lib/modes';
import type { Workload } from '@/lib/workload/workload';
import { type ArrivalLog, createArrivalLog } from './arrival-log';
import { plannedPile, topLatencyMs } from './geometry';
import { createLaneIndex, type LaneIndex } from './lane-index';
import styles from './lane-timeline.module.css';
import { LaneTrack } from './lane-track';
import { TimeAxis } from './time-axis';
import { useSteadySpan } from './use-steady-span';

export interface TimelineLane {
  readonly modeId: ModeId;
  /** At the start of the lane: its name, where it runs. */
  readonly header: ReactNode;
  /** At its end: its headline and its state. */
  readonly figure: ReactNode;
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
}

/** The lanes under one another on one time axis: every item from its arrival to its answer. */
export function LaneTimeline(props: LaneTimelineProps) {
  const { lanes, records, workload, samples, running, untilMs, intervalMs = 0 } = props;
  const t = useTranslations('laneTimeline');
  const modes = useTranslations('modes');
  const spanMs = useSteadySpan(props.spanMs, running);
  const [indexes] = useState(() => new Map<ModeId, LaneIndex>());
  const [logs] = useState(() => new Map<ModeId, ArrivalLog>());
  const pile = useMemo(
    () => (workload.loop.kind === 'closed' ? workload.loop.users : plannedPile(workload.arrivedAtMs, intervalMs)),
    [workload, intervalMs],
  );
  const rows = lanes.map((lane) => {
    const record = records.find(({ modeId }) => modeId === lane.modeId);
    const index = indexes.get(lane.modeId) ?? createLaneIndex(gathers(lane.modeId));
    indexes.set(lane.modeId, index);
    // Costs what is new since the last time; rendering twice changes nothing.
    index.advance(record, workload.count);
    const log = logs.get(lane.modeId) ?? createArrivalLog();
    logs.set(lane.modeId, log);
    return { ...lane, record, index, drawn: log.workloadOf(workload, record) };
  });
  const longestMs = Math.max(0, ...rows.filter(({ modeId }) => !gathers(modeId)).map(({ index }) => index.longestMs));

  return (
    <div className={styles.card}>
      {rows.map(({ modeId, header, figure, record, index, drawn }) => (
        <section key={modeId} className={styles.lane} aria-label={modes(`${modeId}.name`)}>
          <div className={styles.header}>{header}</div>
          <div className={styles.track}>
            <LaneTrack
              modeId={modeId}
              record={record}
              index={index}
              workload={drawn}
              samples={samples}
              spanMs={spanMs}
              topMs={topLatencyMs(longestMs)}
              plannedPile={pile}
              untilMs={untilMs}
            />
          </div>
          <div className={styles.figure}>{figure}</div>
        </section>
      ))}
      <div className={styles.foot}>
        <div className={styles.track}>
          <TimeAxis spanMs={spanMs} />
        </div>
        <p className={styles.note}>{t('note')}</p>
      </div>
    </div>
  );
}

function gathers(modeId: ModeId): boolean {
  return MODES.find((mode) => mode.id === modeId)?.dispatch === 'at-intervals';
}
