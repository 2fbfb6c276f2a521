'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Notice } from '@/components/kit/notice';
import { lazyPart } from '@/components/shell/lazy-part';
import { conceptProgress } from '@/lib/exercises/progress/concept-progress';
import type { OfferedExercise, OfferedScenario } from '@/lib/exercises/progress/offered';
import { countOf, NO_PROGRESS } from '@/lib/exercises/progress/records';
import { ConceptTable } from './concept-table';
import { EmptyState } from './empty-state';
import { HistoryList } from './history-list';
import { ProgressDelete } from './progress-delete';
import { ProgressFiles } from './progress-files';
import styles from './progress-page.module.css';
import { UnreadablePart } from './unreadable-part';
import { useProgress } from './use-progress';

/** Charts are heavy, and somebody new has none. */
const ErrorCard = lazyPart(
  () => import('./error-card').then((module) => module.ErrorCard),
  () => <div className={styles.errorsWait} />,
);
const CalibrationPart = lazyPart(
  () => import('./calibration-part').then((module) => module.CalibrationPart),
  () => <div className={styles.calibrationWait} />,
);

interface ProgressPageProps {
  /** In the order they are offered. */
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
}

/** What this device knows of its learner: what was mastered, how near predictions come, calibration, history, copies. */
export function ProgressPage({ exercises, scenarios }: ProgressPageProps) {
  const t = useTranslations('progress');
  const { kept, again } = useProgress();
  const [isDeleted, setDeleted] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  const records = kept?.records ?? NO_PROGRESS;
  const concepts = useMemo(() => conceptProgress({ exercises, scenarios }, records), [exercises, scenarios, records]);
  const isEmpty = countOf(records) === 0;
  useEffect(() => {
    // What was in focus went with what was deleted.
    if (isDeleted && isEmpty) top.current?.focus();
  }, [isDeleted, isEmpty]);
  if (!kept) return <p className={`${styles.wait} pad-y-8 soft`}>{t('loading')}</p>;
  const { unreadable, error } = kept;
  return (
    <div className={`${styles.page} grid pad-above-6 pad-below-10`}>
      {error && (
        <Notice>
          <p>{t('unkept')}</p>
          <p className="soft small">{error.detail}</p>
        </Notice>
      )}
      <p className="visually-hidden" role="status">
        {isDeleted && isEmpty && t('delete.done')}
      </p>
      {isEmpty ? (
        <EmptyState headingRef={top} first={exercises[0] ?? null} />
      ) : (
        <>
          <ConceptTable concepts={concepts} />
          <ErrorCard attempts={records.attempts} exercises={exercises} />
          <CalibrationPart records={records} />
          <HistoryList records={records} exercises={exercises} scenarios={scenarios} />
        </>
      )}
      <p className="measure soft small">{t('private')}</p>
      <div className={`${styles.pair} grid gap-y-8 gap-x-12`}>
        <ProgressFiles records={records} exercises={exercises} scenarios={scenarios} again={again} />
        <div className={`${styles.stack} grid from-top`}>
          <UnreadablePart count={unreadable} again={again} />
          {(!isEmpty || unreadable > 0) && (
            <ProgressDelete
              records={records}
              unreadable={unreadable}
              scenarios={scenarios}
              onDeleted={async () => {
                await again();
                setDeleted(true);
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
