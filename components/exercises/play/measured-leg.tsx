'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { SimulatedMark } from '@/components/exercises/scenes/simulated-mark';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import { ExcusedWords } from './excused-words';

/** A leg that is done: when it was measured, and where the run is kept; what it was excused for, and whose run it was. */
export function MeasuredLeg({ title, evidence }: { title: string; evidence: LegEvidence }) {
  const t = useTranslations('exercises.play');
  const format = useFormatter();
  const { measuredAt, runId, sample, simulated, excused = [] } = evidence;
  const when = format.dateTime(new Date(measuredAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <p className="row wrap gap-y-0 gap-x-4 pad-y-1 small line-below">
        <strong>{title}</strong>
        {simulated && <SimulatedMark />}
        {sample !== undefined && <strong>{t('sampleOf', { machine: sample })}</strong>}
        <span>{t('measuredAt', { when })}</span>
        {runId && (
          <a className="inline-row target" href={`/lab?saved=${encodeURIComponent(runId)}`}>
            {t('openRun')}
          </a>
        )}
      </p>
      {excused.length > 0 && <ExcusedWords excused={excused} />}
    </>
  );
}
