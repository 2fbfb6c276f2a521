'use client';

import { useTranslations } from 'next-intl';
import styles from './run-bar.module.css';

/** The places of the run's tools, until their code is here. */
export function RunToolsWait() {
  const t = useTranslations('runs');
  return (
    <>
      <button type="button" className={styles.quiet} disabled>
        {t('export.button')}
      </button>
      <button type="button" className={styles.quiet} disabled>
        {t('import.button')}
      </button>
    </>
  );
}
