'use client';

import { Radio } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ExperimentSetup, LANE_ORDERS, type LaneOrder } from '@/lib/experiment/setup';
import styles from './sentence.module.css';

interface OrderFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

export function OrderField({ setup, onChange }: OrderFieldProps) {
  const t = useTranslations('sentence.order');
  return (
    <Radio.Group
      label={t('title')}
      value={setup.order}
      onChange={(order) => onChange({ ...setup, order: order as LaneOrder })}
    >
      {LANE_ORDERS.map((order) => (
        <Radio
          key={order}
          className={styles.choice}
          value={order}
          label={t(`${order}.name`)}
          description={t(`${order}.about`)}
        />
      ))}
    </Radio.Group>
  );
}
