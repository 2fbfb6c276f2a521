'use client';

import { useTranslations } from 'next-intl';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { NumberField } from './number-field';

interface LimitFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** What p99 the online lane's rate has to keep to. */
export function LimitField({ setup, onChange }: LimitFieldProps) {
  const t = useTranslations('sentence.limit');
  return (
    <NumberField
      label={t('field')}
      value={setup.limitMs}
      {...SETUP_LIMITS.limitMs}
      onChange={(limitMs) => onChange({ ...setup, limitMs })}
    />
  );
}
