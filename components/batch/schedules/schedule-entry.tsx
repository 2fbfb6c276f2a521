'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Confirm } from '@/components/runs/confirm';
import { lazyPart } from '@/components/shell/lazy-part';
import type { PilePoint } from '@/lib/batch-page/pile';
import { requests } from '@/lib/batch-page/requests';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { ArrivalsControl } from '../data-sets/arrivals-control';
import { Problem } from '../problem';
import section from '../section.module.css';
import { useAction } from '../use-action';
import { useBatchWords } from '../use-batch-words';
import { useCronWords } from '../use-cron-words';
import { useTimingWords } from '../use-timing-words';
import { useMayChange } from '../visitor-context';
import { NextRuns } from './next-runs';
import { RunHistory } from './run-history';
import styles from './schedule-entry.module.css';

const PileCard = lazyPart(
  () => import('./pile-card').then((module) => module.PileCard),
  () => <div className={styles.reserve} />,
);

interface ScheduleEntryProps {
  readonly schedule: ScheduleInfo;
  readonly dataSet: DataSetInfo | null;
  readonly pile: readonly PilePoint[];
  readonly openAtFirst: boolean;
  onJob(id: string): void;
}

/** One schedule: when it is due, what waits for it, what its runs came to, and what can be done with it. */
export function ScheduleEntry({ schedule, dataSet, pile, openAtFirst, onJob }: ScheduleEntryProps) {
  const t = useTranslations('batch.schedules');
  const words = useBatchWords();
  const figures = useFigures();
  const timing = useTimingWords(schedule.timing);
  const cronWords = useCronWords();
  const unread = schedule.timing.kind === 'cron' ? cronWords(schedule.timing.cron).problem : null;
  const action = useAction();
  const may = useMayChange()(null);
  const [open, setOpen] = useState(openAtFirst);
  const [asked, setAsked] = useState(false);
  const { id, name, active, waitingRows } = schedule;
  const tool = (words: string, named: string, work: () => Promise<unknown>) => (
    <Button disabled={action.busy} aria-label={named} onClick={() => action.run(work)}>
      {words}
    </Button>
  );
  return (
    <li className="card grid one-column gap-3 pad-y-4 pad-x-5">
      <div className={`${styles.head} grid gap-y-2 gap-x-6`}>
        <div className="grid from-top gap-1">
          <h3 className="lead bold anywhere">
            {name}{' '}
            {!active && (
              <span className={`${section.badge} pad-x-2 soft tiny semibold nowrap bordered-control`}>
                {t('paused')}
              </span>
            )}
          </h3>
          <p className="flex wrap gap-y-1 gap-x-4 soft tiny figures">
            <span>
              {t('what', {
                data: dataSet?.name ?? t('goneData'),
                model: words.model(schedule.model, schedule.version),
                when: timing ?? '',
              })}
            </span>
          </p>
          {unread && <p className="small">{t('unread', { reason: unread.detail })}</p>}
          <NextRuns schedule={schedule} />
        </div>
        <p className={`${styles.waiting} grid from-top figures text-end`}>
          <strong>{figures.count(waitingRows)}</strong>{' '}
          <span className="soft tiny">{t('waiting', { count: waitingRows })}</span>
        </p>
      </div>
      <div className="flex wrap gap-2">
        {may &&
          (active
            ? tool(t('pause'), t('pauseNamed', { name }), () => requests.setScheduleActive(id, false))
            : tool(t('resume'), t('resumeNamed', { name }), () => requests.setScheduleActive(id, true)))}
        {may && tool(t('runNow'), t('runNowNamed', { name }), () => requests.runSchedule(id))}
        <Button
          aria-expanded={open}
          aria-label={t('detailsNamed', { name, button: open ? t('less') : t('details') })}
          onClick={() => setOpen(!open)}
        >
          {open ? t('less') : t('details')}
        </Button>
        {may && (
          <Button aria-label={t('deleteNamed', { name })} onClick={() => setAsked(true)}>
            {t('delete')}
          </Button>
        )}
      </div>
      <Problem error={action.error} onClose={action.dismiss} />
      {open && (
        <>
          {may && dataSet?.arrivals && <ArrivalsControl dataSet={dataSet} arrivals={dataSet.arrivals} />}
          <div className={`${styles.grid} grid gap-5`}>
            <PileCard schedule={schedule} pile={pile} />
            <RunHistory runs={schedule.runs} name={name} onJob={onJob} />
          </div>
        </>
      )}
      <Confirm
        opened={asked}
        title={t('confirm.title')}
        body={t('confirm.body', { name })}
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={() => {
          setAsked(false);
          action.run(() => requests.deleteSchedule(id));
        }}
        onNo={() => setAsked(false)}
      />
    </li>
  );
}
