'use client';

import { useTranslations } from 'next-intl';
import type { Ask } from '@/lib/exercises/exercise';
import { RadioCards } from './radio-cards';

interface ReasonFieldProps {
  readonly reasons: Ask['reasons'];
  /** Id of the one chosen. */
  readonly value: string | null;
  readonly disabled: boolean;
  onChange(reason: string): void;
}

/** Why the learner thinks so: one of the reasons offered. */
export function ReasonField({ reasons, value, disabled, onChange }: ReasonFieldProps) {
  const t = useTranslations('prediction');
  return <RadioCards legend={t('reason')} options={reasons} value={value} disabled={disabled} onChange={onChange} />;
}
