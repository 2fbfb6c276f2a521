'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { RunState } from '@/lib/lab/run-state';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import styles from './lane.module.css';
import { LaneNow } from './lane-now';
import { LaneState } from './lane-state';

interface LaneFigureProps {
  readonly record: LaneRecord;
  readonly summary: LaneSummary | undefined;
  readonly state: RunState;
  /** `null` = it cannot be run again. */
  readonly onRetry: (() => void) | null;
}

/** The end of a lane: its headline, what it is doing, and the sample it answered last. */
export function LaneFigure({ record, summary, state, onRetry }: LaneFigureProps) {
  const t = useTranslations('lab.lane');
  const { duration } = useFigures();
  const medianMs = summary?.provisionalMedianMs ?? null;
  return (
    <div className={styles.figure}>
      {medianMs !== null && (
        <p className={styles.big}>
          {duration(medianMs)} <small>{t('median')}</small>
        </p>
      )}
      {/* A lane that failed before its first answer has words of its own. */}
      {medianMs === null && record.status.state !== 'failed' && (
        <p className={styles.none}>{t(record.status.state === 'running' ? 'noAnswer' : 'noFigure')}</p>
      )}
      {summary && medianMs !== null && (
        <p className={styles.sub}>
          <SubLine summary={summary} />
        </p>
      )}
      <LaneState record={record} onRetry={onRetry} />
      {state.samples && state.workload && <LaneNow record={record} samples={state.samples} workload={state.workload} />}
    </div>
  );
}

function SubLine({ summary }: { summary: LaneSummary }) {
  const t = useTranslations('lab.lane');
  const { duration } = useFigures();
  const { p90 } = summary.latency;
  const parts: string[] = [];
  if (summary.modeId === 'batch' && summary.medianWaitMs !== null && summary.medianWorkMs !== null) {
    parts.push(t('sub.batch', { wait: duration(summary.medianWaitMs), work: duration(summary.medianWorkMs) }));
  } else {
    parts.push(p90.state === 'earned' ? t('sub.p90', { p90: duration(p90.valueMs) }) : t('sub.p90Locked', p90));
  }
  if (summary.accuracy) parts.push(t('accuracy', { correct: summary.accuracy.count, total: summary.accuracy.of }));
  return parts.join(' · ');
}
