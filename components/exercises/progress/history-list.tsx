import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { byDay, historyOf } from '@/lib/exercises/progress/history';
import type { OfferedExercise, OfferedScenario } from '@/lib/exercises/progress/offered';
import type { ProgressRecords } from '@/lib/exercises/progress/records';
import { HistoryLine } from './history-line';
import styles from './history-list.module.css';
import { useTimeWords } from './use-time-words';

interface HistoryListProps {
  readonly records: ProgressRecords;
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
}

const AT_A_TIME = 50;

/** Everything the learner committed to, by day, the newest first. */
export function HistoryList({ records, exercises, scenarios }: HistoryListProps) {
  const t = useTranslations('progress.history');
  const times = useTimeWords();
  const [shown, setShown] = useState(AT_A_TIME);
  const list = useRef<HTMLDivElement>(null);
  const firstNew = useRef<number | null>(null);
  const all = useMemo(() => historyOf(records), [records]);
  const days = byDay(all.slice(0, shown), times.timeZone);
  const left = all.length - Math.min(shown, all.length);
  useEffect(() => {
    // The reader goes on at the first of those that came, also when the button is gone.
    if (firstNew.current === null || shown === 0) return;
    list.current?.querySelectorAll<HTMLElement>('[data-entry]')[firstNew.current]?.focus();
    firstNew.current = null;
  }, [shown]);
  return (
    <section className="grid from-top gap-3 narrow" aria-labelledby="progress-history">
      <h2 className="large" id="progress-history">
        {t('title')}
      </h2>
      <p className="measure soft small">{t('note')}</p>
      {all.length === 0 && <p>{t('empty')}</p>}
      <div ref={list} className="grid gap-6">
        {days.map(({ day, entries }) => (
          <section key={day} aria-labelledby={`day-${day}`} className={styles.day}>
            <h3 id={`day-${day}`}>{times.day(entries[0]?.atMs ?? 0)}</h3>
            <ul className="plain-list">
              {entries.map((entry) => (
                <HistoryLine
                  key={`${entry.kind} ${entry.id}`}
                  entry={entry}
                  exercises={exercises}
                  scenarios={scenarios}
                  times={times}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {left > 0 && (
        <div className="row wrap gap-y-2 gap-x-4 soft small no-print">
          <Button
            onClick={() => {
              firstNew.current = shown;
              setShown(shown + AT_A_TIME);
            }}
          >
            {t('more', { count: Math.min(left, AT_A_TIME) })}
          </Button>
          <span>{t('shown', { shown, of: all.length })}</span>
        </div>
      )}
    </section>
  );
}
