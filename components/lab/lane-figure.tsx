'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { RunState } from '@/lib/lab/run-state';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type LiveFigures, liveFiguresOf } from '@/lib/measure/live-figures';
import { gathers } from '@/lib/modes';
import styles from './lane.module.css';
import { LaneNow } from './lane-now';
import { LaneState } from './lane-state';
import { useLive } from './use-live-text';

interface LaneFigureProps {
  readonly record: LaneRecord;
  readonly labels: Uint8Array;
  readonly state: RunState;
}

/** The end of a lane: its headline, what it is doing, and the sample it answered last. */
export function LaneFigure({ record, labels, state }: LaneFigureProps) {
  const { status } = record;
  return (
    <div className={`${styles.figure} grid top narrow`}>
      {/* A lane that failed before its first answer has words of its own. */}
      {(status.state !== 'failed' || record.measurements.length > 0) && (
        <Headline key={status.state} record={record} labels={labels} />
      )}
      <LaneState record={record} labels={labels} />
      {state.samples && state.workload && <LaneNow record={record} samples={state.samples} workload={state.workload} />}
    </div>
  );
}

/** The median so far and what goes with it: two texts, written past React while the lane runs. */
function Headline({ record, labels }: Pick<LaneFigureProps, 'record' | 'labels'>) {
  const words = useHeadlineWords(record);
  const figures = liveFiguresOf(record, labels);
  const live = record.status.state === 'running';
  const big = useLive<HTMLParagraphElement>(record.id, live, (element) => {
    element.textContent = words.big(liveFiguresOf(record, labels));
  });
  const sub = useLive<HTMLParagraphElement>(record.id, live, (element) => {
    element.textContent = words.sub(liveFiguresOf(record, labels));
  });
  return (
    <>
      <p
        ref={big}
        className={`${styles.big} bold figures`}
        data-live="median"
        data-none={!live && figures?.medianMs == null}
      >
        {words.big(figures)}
      </p>
      <p ref={sub} className={styles.sub} data-live="sub">
        {words.sub(figures)}
      </p>
    </>
  );
}

function useHeadlineWords({ status, modeId }: LaneRecord) {
  const t = useTranslations('lab.lane');
  const { duration } = useFigures();
  return {
    big(figures: LiveFigures | null) {
      if (!figures) return t('counting');
      const { medianMs, p50 } = figures;
      const isOver = status.state !== 'running';
      if (medianMs === null) return t(isOver ? 'noFigure' : 'noAnswer');
      // What is still to come may be shown as it stands, but not what is left of it.
      return isOver && p50.state === 'locked' ? t('locked', p50) : t('medianOf', { median: duration(medianMs) });
    },
    sub(figures: LiveFigures | null) {
      if (figures?.medianMs == null) return '';
      const { p90, medianWaitMs, medianWorkMs, accuracy } = figures;
      const parts: string[] = [];
      if (gathers(modeId) && medianWaitMs !== null && medianWorkMs !== null) {
        parts.push(t('sub.batch', { wait: duration(medianWaitMs), work: duration(medianWorkMs) }));
      } else {
        parts.push(p90.state === 'earned' ? t('sub.p90', { p90: duration(p90.valueMs) }) : t('sub.p90Locked', p90));
      }
      if (accuracy) parts.push(t('accuracy', { correct: accuracy.count, total: accuracy.of }));
      return parts.join(' · ');
    },
  };
}
