'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import { ExcusedWords } from './excused-words';
import styles from './play.module.css';

/** A leg that is done: when it was measured, and where the run is kept; what it was excused for, and whose run it was. */
export function MeasuredLeg({ title, evidence }: { title: string; evidence: LegEvidence }) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const { measuredAt, runId, sample, excused = [] } = evidence;
  const when = format.dateTime(new Date(measuredAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <p className={styles.measured}>
        <strong>{title}</strong>
        {sample !== undefined && <strong>{t('sampleOf', { machine: sample })}</strong>}
        <span>{t('measuredAt', { when })}</span>
        {runId && <a href={`/lab?saved=${encodeURIComponent(runId)}`}>{t('openRun')}</a>}
      </p>
      {excused.length > 0 && <ExcusedWords excused={excused} />}
    </>
  );
}
