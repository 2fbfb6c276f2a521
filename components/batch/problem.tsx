'use client';

import { useTranslations } from 'next-intl';
import { ErrorWords } from '@/components/shell/error-words';
import type { ErrorReport } from '@/lib/errors';
import styles from './problem.module.css';

interface ProblemProps {
  readonly error: ErrorReport | null;
  /** Without it the problem stays as long as it is one. */
  onClose?(): void;
}

/** What did not work, in words. */
export function Problem({ error, onClose }: ProblemProps) {
  const t = useTranslations('batch');
  if (!error) return null;
  return (
    <div role="alert" className={styles.problem}>
      <ErrorWords report={error} />
      {onClose && (
        <button type="button" className={styles.quiet} onClick={onClose}>
          {t('close')}
        </button>
      )}
    </div>
  );
}
