'use client';

import { Radio } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { ARRIVAL_PATTERNS, type ArrivalPattern } from '@/lib/workload/arrivals';
import { NumberField } from './number-field';
import styles from './sentence.module.css';
import { useLengthCheck } from './use-length-check';

interface ArrivalsFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

export function ArrivalsField({ setup, onChange }: ArrivalsFieldProps) {
  const t = useTranslations('sentence.arrivals');
  const tooLong = useLengthCheck();
  return (
    <>
      <Radio.Group
        label={t('pattern')}
        value={setup.pattern}
        onChange={(pattern) => onChange({ ...setup, pattern: pattern as ArrivalPattern })}
      >
        {ARRIVAL_PATTERNS.map((pattern) => (
          <Radio
            key={pattern}
            className={styles.choice}
            value={pattern}
            label={t(`patterns.${pattern}.name`)}
            description={t(`patterns.${pattern}.about`)}
          />
        ))}
      </Radio.Group>
      {setup.pattern !== 'at-once' && (
        <NumberField
          label={t('rate')}
          value={setup.perSecond}
          {...SETUP_LIMITS.perSecond}
          refuse={(perSecond) => tooLong({ ...setup, perSecond })}
          onChange={(perSecond) => onChange({ ...setup, perSecond })}
        />
      )}
      <NumberField
        label={t('seed')}
        description={t('seedNote')}
        value={setup.seed}
        {...SETUP_LIMITS.seed}
        whole
        onChange={(seed) => onChange({ ...setup, seed })}
      />
    </>
  );
}
