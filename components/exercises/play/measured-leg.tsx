'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import styles from './play.module.css';

/** A leg that is done: when it was measured, and where the run is kept. */
export function MeasuredLeg({ title, evidence }: { title: string; evidence: LegEvidence }) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const when = format.dateTime(new Date(evidence.measuredAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p className={styles.measured}>
      <strong>{title}</strong>
      <span>{t('measuredAt', { when })}</span>
      {evidence.runId && <a href={`/lab?saved=${encodeURIComponent(evidence.runId)}`}>{t('openRun')}</a>}
    </p>
  );
}
