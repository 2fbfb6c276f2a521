'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { type LiveFigures, liveFiguresOf } from '@/lib/measure/live-figures';
import { gathers } from '@/lib/modes';
import styles from './lane.module.css';
import { useLive } from './use-live-text';

interface LaneStateProps {
  readonly record: LaneRecord;
  /** The true class of each test sample. */
  readonly labels: Uint8Array;
}

/** What a lane is doing, in words, and how many items have no answer and why. */
export function LaneState({ record, labels }: LaneStateProps) {
  const errors = useTranslations('errors');
  const { status } = record;
  if (status.state === 'failed') return <p className="invalid tiny bold">{errors(`${status.error.code}.title`)}</p>;
  return (
    <div className={styles.state}>
      <StateWords key={status.state} record={record} labels={labels} />
      <Progress record={record} />
    </div>
  );
}

function StateWords({ record, labels }: LaneStateProps) {
  const words = useStateWords();
  const ref = useLive<HTMLSpanElement>(record.id, record.status.state === 'running', (element) => {
    element.textContent = words(record, liveFiguresOf(record, labels));
  });
  return (
    <span ref={ref} data-live="state">
      {words(record, liveFiguresOf(record, labels))}
    </span>
  );
}

function useStateWords(): (record: LaneRecord, figures: LiveFigures | null) => string {
  const t = useTranslations('lab.lane.state');
  const errors = useTranslations('errors');
  const format = useFormatter();
  const megabytes = (bytes: number) =>
    format.number(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return ({ modeId, status, plannedCount: total, measurements }, figures) => {
    const { completed = 0, failed = 0, commonError = null } = figures ?? {};
    const unanswered = { failed, why: commonError ? errors(`${commonError.code}.title`) : '' };
    switch (status.state) {
      case 'loading':
        if (status.what === 'server') return t('loadingServer');
        if (status.what === 'start') return t('starting');
        if (status.totalBytes === 0) return t('fetching', { what: status.what });
        return t('loading', {
          what: status.what,
          loaded: megabytes(status.loadedBytes),
          total: megabytes(status.totalBytes),
        });
      case 'running': {
        const { batchProgress, length } = measurements;
        if (!gathers(modeId)) return t('running', { done: length, total, ...unanswered });
        return batchProgress && batchProgress.done < batchProgress.size
          ? t('batch', { size: batchProgress.size })
          : t('gathering', { done: completed, total, ...unanswered });
      }
      case 'done':
      case 'cancelled':
        return figures ? t(status.state, { done: completed, total, ...unanswered }) : '';
      default:
        return t(status.state);
    }
  };
}

function Progress({ record }: { record: LaneRecord }) {
  const t = useTranslations('lab.lane.state');
  const ref = useLive<HTMLProgressElement>(record.id, record.status.state === 'running', (element) => {
    element.value = shareDone(record) ?? 0;
  });
  const share = shareDone(record);
  if (share === null) return null;
  return (
    <progress
      ref={ref}
      className={styles.progress}
      value={share}
      max={1}
      aria-label={record.status.state === 'loading' ? t('loadingServer') : t('progress')}
    />
  );
}

function shareDone({ status, measurements, plannedCount }: LaneRecord): number | null {
  if (status.state === 'loading') return status.totalBytes > 0 ? status.loadedBytes / status.totalBytes : null;
  if (status.state === 'running') return plannedCount > 0 ? measurements.length / plannedCount : null;
  return null;
}
