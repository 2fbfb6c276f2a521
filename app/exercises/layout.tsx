import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import { EXERCISE_PAGES } from '@/components/exercises/exercise-pages';
import { BackToSet } from '@/components/exercises/sets/back-to-set';
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
      {/* Which set it is, is in the address, which only the browser knows. */}
      <Suspense fallback={null}>
        <BackToSet words={t('pages.backToSet')} />
      </Suspense>
      {children}
    </>
  );
}
