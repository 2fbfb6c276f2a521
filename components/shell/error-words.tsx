import { useTranslations } from 'next-intl';
import type { ErrorReport } from '@/lib/errors';
import styles from './error-words.module.css';

/** An error in words: what happened, what it means, what to do. The messages of `errors` must be at hand. */
export function ErrorWords({ report }: { report: ErrorReport }) {
  const t = useTranslations('errors');
  return (
    <div className={`${styles.words} grid gap-1 small`}>
      <p className="bolder">{t(`${report.code}.title`)}</p>
      {report.code !== 'cancelled' && <p className="soft">{report.detail}</p>}
      <p>
        {t(`${report.code}.meaning`)} {t(`${report.code}.action`)}
      </p>
    </div>
  );
}
