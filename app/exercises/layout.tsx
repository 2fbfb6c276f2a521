import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EXERCISE_PAGES } from '@/components/exercises/exercise-pages';
import { SectionNav } from '@/components/shell/section-nav';

export default function ExercisesLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('exercises');
  const links = EXERCISE_PAGES.map(({ id, href }) => ({ href, words: t(`pages.${id}`) }));
  return (
    <>
      <SectionNav label={t('pages.label')} links={links} />
      <noscript>
        <p>{t('withoutScript')}</p>
      </noscript>
      {children}
    </>
  );
}
