'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { CONFIDENCES } from '@/lib/exercises/confidence';
import { RadioCards } from './radio-cards';

interface ConfidenceFieldProps {
  /** One of the shares of `CONFIDENCES`. */
  readonly value: number | null;
  readonly disabled: boolean;
  onChange(share: number): void;
}

/** How sure the learner is. */
export function ConfidenceField({ value, disabled, onChange }: ConfidenceFieldProps) {
  const t = useTranslations('prediction.confidence');
  const figures = useFigures();
  return (
    <RadioCards
      legend={t('legend')}
      options={CONFIDENCES.map(({ id, share }) => ({
        id,
        text: t(id),
        note: t('share', { share: figures.share(share) }),
      }))}
      value={CONFIDENCES.find(({ share }) => share === value)?.id ?? null}
      disabled={disabled}
      layout="row"
      onChange={(chosen) => {
        const level = CONFIDENCES.find(({ id }) => id === chosen);
        if (level) onChange(level.share);
      }}
    />
  );
}
