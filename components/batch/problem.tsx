'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { ErrorWords } from '@/components/shell/error-words';
import type { ErrorReport } from '@/lib/errors';

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
    <Notice>
      <ErrorWords report={error} />
      {onClose && <Button onClick={onClose}>{t('close')}</Button>}
    </Notice>
  );
}
