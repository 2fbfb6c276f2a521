'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { IntentLink } from '@/components/shell/intent-link';
import { LESSON_PAGES } from './lesson-pages';
import { rememberedPlace } from './place';
import styles from './resume.module.css';

/** The way back to where one left the lesson, or to its first section. */
export function Resume() {
  const t = useTranslations('lesson');
  const place = useSyncExternalStore(never, rememberedPlace, () => null);
  const page = LESSON_PAGES.find(({ href }) => href === place);
  return (
    <p className={`${styles.resume} row wrap gap-y-2 gap-x-5 above-5 no-print`}>
      <IntentLink
        className="inline-row pad-x-5 target paper bold no-underline bg-ink rounded"
        href={page?.href ?? '/learn/batch'}
      >
        {page ? t('resume.on', { page: t(`pages.${page.id}`) }) : t('resume.start')}
      </IntentLink>
      <span className="soft small">{t('resume.private')}</span>
    </p>
  );
}

/** Only another page of the lesson changes it. */
const never = () => () => {};
