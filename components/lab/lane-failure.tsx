'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import type { ErrorReport } from '@/lib/errors';
import styles from './lane.module.css';

/** Why a lane failed, what that means, and a way on. */
export function LaneFailure({ report, onRetry }: { readonly report: ErrorReport; readonly onRetry: () => void }) {
  const t = useTranslations('lab.lane');
  const errors = useTranslations('errors');
  return (
    <div className={`${styles.failed} row wrap gap-y-1 gap-x-4 pad-below-1 tiny`} role="alert">
      <p>
        <b className="invalid">{errors(`${report.code}.title`)}.</b> {report.detail} {errors(`${report.code}.meaning`)}{' '}
        {errors(`${report.code}.action`)}
      </p>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </div>
  );
}
