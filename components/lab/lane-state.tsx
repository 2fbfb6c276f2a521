'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { Measurement } from '@/lib/measure/measurement';
import styles from './lane.module.css';
import { outcomesOf } from './outcomes';
import { useLive } from './use-live-text';

/** What a lane is doing, in words. */
export function LaneState({ record }: { record: LaneRecord }) {
  const errors = useTranslations('errors');
  const { status } = record;
  if (status.state === 'failed') return <p className={styles.error}>{errors(`${status.error.code}.title`)}</p>;
  return (
    <div className={styles.state}>
      <StateWords key={status.state} record={record} />
      <Progress record={record} />
    </div>
  );
}

function StateWords({ record }: { record: LaneRecord }) {
  const words = useStateWords();
  const ref = useLive<HTMLSpanElement>(record.id, record.status.state === 'running', (element) => {
    element.textContent = words(record);
  });
  return (
    <span ref={ref} data-live="state">
      {words(record)}
    </span>
  );
}

function useStateWords(): (record: LaneRecord) => string {
  const t = useTranslations('lab.lane.state');
  const errors = useTranslations('errors');
  const format = useFormatter();
  const megabytes = (bytes: number) =>
    format.number(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1, minimumFractionDigits: 1 });
  // Looked through once, when the lane is over.
  const endOf = (measurements: Iterable<Measurement>) => {
    const { completed, failed, commonError } = outcomesOf(measurements);
    return { done: completed, failed, why: commonError ? errors(`${commonError}.title`) : '' };
  };
  return ({ modeId, status, plannedCount: total, measurements }) => {
    switch (status.state) {
      case 'loading':
        return status.what === 'server'
          ? t('loadingServer')
          : t('loading', {
              what: status.what,
              loaded: megabytes(status.loadedBytes),
              total: megabytes(status.totalBytes),
            });
      case 'running': {
        const { batchProgress, length } = measurements;
        if (modeId !== 'batch') return t('running', { done: length, total });
        return batchProgress && batchProgress.done < batchProgress.size
          ? t('batch', { done: batchProgress.done, size: batchProgress.size })
          : t('gathering', { done: length, total });
      }
      case 'done':
      case 'cancelled':
        return t(status.state, { ...endOf(measurements), total });
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
