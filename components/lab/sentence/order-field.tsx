'use client';

import { useTranslations } from 'next-intl';
import { type ExperimentSetup, LANE_ORDERS } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { Choices } from './choices';
import { NumberField } from './number-field';

interface OrderFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** The order of the lanes, and how often all of them run. */
export function OrderField({ setup, onChange }: OrderFieldProps) {
  const t = useTranslations('sentence.order');
  return (
    <>
      {setup.study === 'same-workload' && (
        <Choices
          label={t('title')}
          value={setup.order}
          choices={LANE_ORDERS.map((id) => ({ id, name: t(`${id}.name`), about: t(`${id}.about`) }))}
          onChoose={(order) => onChange({ ...setup, order })}
        />
      )}
      <NumberField
        label={t('repeats')}
        description={t('repeatsNote')}
        value={setup.repeats}
        {...SETUP_LIMITS.repeats}
        whole
        step={1}
        onChange={(repeats) => onChange({ ...setup, repeats })}
      />
    </>
  );
}
