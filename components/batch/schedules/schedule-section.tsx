'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import type { Piles } from '@/lib/batch-page/pile';
import { monthEndDraft } from '@/lib/batch-page/start-draft';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { Problem } from '../problem';
import { Section } from '../section';
import section from '../section.module.css';
import { useDraftWords } from '../start/use-draft-words';
import { useStart } from '../start/use-start';
import { useMayChange } from '../visitor-context';
import { ScheduleEntry } from './schedule-entry';

interface ScheduleSectionProps {
  /** `null`: not known yet. */
  readonly schedules: readonly ScheduleInfo[] | null;
  readonly dataSets: readonly DataSetInfo[];
  readonly piles: Piles;
  readonly ready: boolean;
  onJob(id: string): void;
}

/** Work that comes again and again, and what waits for it. */
export function ScheduleSection({ schedules, dataSets, piles, ready, onJob }: ScheduleSectionProps) {
  const t = useTranslations('batch.schedules');
  const batch = useTranslations('batch');
  const [preset] = useState(monthEndDraft);
  const words = useDraftWords(preset, dataSets);
  const start = useStart(dataSets, onJob);
  const mayPlan = useMayChange()(null);
  const monthEnd = !mayPlan ? (
    <p className="soft small">{batch('operatorOnly')}</p>
  ) : (
    <Button
      disabled={!ready || start.busy}
      onClick={() => start.run(preset, { ...words.names, schedule: t('monthEndName') })}
    >
      {t('monthEnd')}
    </Button>
  );
  const isEmpty = !schedules || schedules.length === 0;
  return (
    <Section title={t('title')} lead={t('lead')} tools={isEmpty ? undefined : monthEnd}>
      <p className="visually-hidden" role="status">
        {start.said}
      </p>
      <Problem error={start.error} onClose={start.dismiss} />
      {isEmpty ? (
        <div className={`${section.empty} grid gap-2 pad-x-5 soft text-center rounded-card`}>
          <p className="ink bolder">{ready ? t('empty.title') : t('empty.waiting')}</p>
          {mayPlan && <p>{t('empty.body')}</p>}
          {monthEnd}
        </div>
      ) : (
        <ul className="plain-list grid one-column gap-3" aria-label={t('title')}>
          {schedules.map((schedule, index) => (
            <ScheduleEntry
              key={schedule.id}
              schedule={schedule}
              dataSet={dataSets.find(({ id }) => id === schedule.dataSetId) ?? null}
              pile={piles.get(schedule.id) ?? []}
              openAtFirst={index === 0}
              onJob={onJob}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
