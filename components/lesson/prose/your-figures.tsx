'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useDay } from '@/components/lesson/use-day';
import { useLessonFigures } from '@/components/lesson/use-lesson-figures';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import type { RulerRow } from '@/components/ruler/ruler-row';
import { IntentLink } from '@/components/shell/intent-link';
import { presetHref } from '@/lib/lesson/presets';
import { MODE_IDS } from '@/lib/modes';
import styles from './prose.module.css';

/** A passage with figures: the learner's own where there are any, else those of the sample run, and it says which. */
export function YourFigures({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson.yours');
  const day = useDay();
  const ruler = useTranslations('charts.ruler');
  const modes = useTranslations('modes');
  const { source, invalid, startedAt, figures } = useLessonFigures();
  const rows = MODE_IDS.map((modeId): RulerRow => {
    const ms = figures[`${modeId}-median`];
    return {
      id: modeId,
      modeId,
      name: modes(`${modeId}.name`),
      median: ms === undefined ? { state: 'none' } : { state: 'known', ms, interval: null },
      // A lane that gathers has none: its wait is the plan.
      p90Ms: (figures as Readonly<Record<string, number | undefined>>)[`${modeId}-p90`] ?? null,
    };
  });
  return (
    <aside className={styles.yours} data-source={source}>
      <p className={styles.label} data-plain>
        {source === 'yours' ? t('own', { day: day(startedAt) }) : t('sample')}
      </p>
      {children}
      <LatencyRuler rows={rows} label={ruler('label')} />
      {source === 'sample' && (
        <p className={styles.aside} data-plain>
          {t(invalid ? 'invalid' : 'measure')}{' '}
          <IntentLink href={`${presetHref('three-lanes')}&run=1`}>{t('run')}</IntentLink>
        </p>
      )}
    </aside>
  );
}
