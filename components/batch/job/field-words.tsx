'use client';

import { useTranslations } from 'next-intl';
import styles from './field-words.module.css';

const WORDS = ['part', 'claim', 'alive', 'checkpoint', 'setAside', 'once'] as const;

/** What people who build such systems call what this page says in plain words. */
export function FieldWords() {
  const t = useTranslations('batch.job.field');
  return (
    <details className={`${styles.words} soft small`}>
      <summary className="fit">{t('title')}</summary>
      <dl>
        {WORDS.map((word) => (
          <div key={word}>
            <dt className="ink bold">{t(`${word}.here`)}</dt>
            <dd>{t.rich(`${word}.there`, { b: (chunks) => <b className="ink bold">{chunks}</b> })}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
