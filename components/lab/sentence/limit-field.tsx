'use client';

import { useTranslations } from 'next-intl';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { SetupNumber } from './setup-number';

interface LimitFieldProps {
  readonly setup: SetupOf<'capacity'>;
  onChange(setup: SetupOf<'capacity'>): void;
}

/** What p99 the online lane's rate has to keep to. */
export function LimitField({ setup, onChange }: LimitFieldProps) {
  const t = useTranslations('sentence.limit');
  return (
    <SetupNumber
      field="limitMs"
      label={t('field')}
      value={setup.limitMs}
      onChange={(limitMs) => onChange({ ...setup, limitMs })}
    />
  );
}
