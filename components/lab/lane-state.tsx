'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ErrorWords } from '@/components/shell/error-words';
import type { LaneRecord } from '@/lib/measure/lane-record';
import styles from './lane.module.css';

/** What a lane is doing, in words; failures with what they mean and a way on. */
export function LaneState({ record, onRetry }: { record: LaneRecord; onRetry: (() => void) | null }) {
  const t = useTranslations('lab.lane');
  const errors = useTranslations('errors');
  const { status } = record;
  // Where there is no way on, there is no advice about it either.
  if (status.state === 'failed' && !onRetry)
    return <p className={styles.state}>{errors(`${status.error.code}.title`)}</p>;
  if (status.state === 'failed') {
    return (
      <div className={styles.failed} role="alert">
        <ErrorWords report={status.error} />
        <button type="button" className={styles.retry} onClick={() => onRetry?.()}>
          {t('retry')}
        </button>
      </div>
    );
  }
  return (
    <div className={styles.state}>
      <span>
        <StateWords record={record} />
      </span>
      <Progress record={record} />
    </div>
  );
}

function StateWords({ record }: { record: LaneRecord }) {
  const t = useTranslations('lab.lane.state');
  const format = useFormatter();
  const { status, plannedCount: total } = record;
  const isOver = status.state === 'done' || status.state === 'cancelled';
  // Looked through once, when it is over.
  const done = isOver
    ? record.measurements.filter(({ outcome }) => outcome === 'completed').length
    : record.measurements.length;
  const megabytes = (bytes: number) =>
    format.number(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1, minimumFractionDigits: 1 });
  switch (status.state) {
    case 'loading':
      return status.what === 'server'
        ? t('loadingServer')
        : t('loading', {
            what: status.what,
            loaded: megabytes(status.loadedBytes),
            total: megabytes(status.totalBytes),
          });
    case 'running':
      if (record.modeId !== 'batch') return t('running', { done, total });
      return status.batchProgress && status.batchProgress.done < status.batchProgress.size
        ? t('batch', status.batchProgress)
        : t('gathering', { done, total });
    case 'done':
    case 'cancelled':
      return t(status.state, { done, total });
    default:
      return t(status.state);
  }
}

function Progress({ record }: { record: LaneRecord }) {
  const t = useTranslations('lab.lane.state');
  const { status } = record;
  const share = shareDone(record);
  if (share === null) return null;
  return (
    <progress
      className={styles.progress}
      value={share}
      max={1}
      aria-label={
        status.state === 'loading'
          ? t('loadingServer')
          : t('running', { done: record.measurements.length, total: record.plannedCount })
      }
    />
  );
}

function shareDone({ status, measurements, plannedCount }: LaneRecord): number | null {
  if (status.state === 'loading') return status.totalBytes > 0 ? status.loadedBytes / status.totalBytes : null;
  if (status.state === 'running') return plannedCount > 0 ? measurements.length / plannedCount : null;
  return null;
}
