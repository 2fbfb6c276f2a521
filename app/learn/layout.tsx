import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LessonNav } from '@/components/lesson/lesson-nav';
import { LESSON_PAGES } from '@/components/lesson/lesson-pages';

export default function LearnLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('lesson');
  const links = LESSON_PAGES.map(({ id, href }) => ({ href, words: t(`pages.${id}`) }));
  return (
    <>
      <LessonNav label={t('pages.label')} links={links} />
      <noscript>
        <p>{t('withoutScript')}</p>
      </noscript>
      {children}
    </>
  );
}
