'use client';

import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import { LANE_ORDERS, type SetupOf } from '@/lib/experiment/setup-fields';
import { SetupNumber } from './setup-number';
import { useLengthCheck } from './use-length-check';

interface OrderFieldProps {
  readonly setup: SetupOf<'same-workload' | 'cold-start'>;
  onChange(setup: SetupOf<'same-workload' | 'cold-start'>): void;
}

/** The order of the lanes, and how often all of them run. */
export function OrderField({ setup, onChange }: OrderFieldProps) {
  const t = useTranslations('sentence.order');
  const tooLong = useLengthCheck();
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
      <SetupNumber
        field="repeats"
        label={t('repeats')}
        description={t('repeatsNote')}
        value={setup.repeats}
        step={1}
        refuse={(repeats) => tooLong({ ...setup, repeats })}
        onChange={(repeats) => onChange({ ...setup, repeats })}
      />
    </>
  );
}
