'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';

/** The places of the run's tools, until their code is here. */
export function RunToolsWait() {
  const t = useTranslations('runs');
  return (
    <>
      <Button disabled>{t('export.button')}</Button>
      <Button disabled>{t('import.button')}</Button>
    </>
  );
}
