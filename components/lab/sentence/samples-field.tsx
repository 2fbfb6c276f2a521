'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { findModel } from '@/lib/model';
import { NumberField } from './number-field';
import styles from './sentence.module.css';
import { useLengthCheck } from './use-length-check';

const PRESETS = [100, 240, 600, 1000, 5000] as const;

interface SamplesFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

export function SamplesField({ setup, onChange }: SamplesFieldProps) {
  const t = useTranslations('sentence.samples');
  const format = useFormatter();
  const tooLong = useLengthCheck();
  const set = (count: number) => onChange({ ...setup, count });
  return (
    <>
      <div className={styles.presets}>
        {PRESETS.filter((count) => tooLong({ ...setup, count }) === null).map((count) => (
          <button key={count} type="button" aria-pressed={setup.count === count} onClick={() => set(count)}>
            {format.number(count)}
          </button>
        ))}
      </div>
      <NumberField
        label={t('field')}
        description={t('note', { count: findModel(setup.modelId).samples.count })}
        value={setup.count}
        {...SETUP_LIMITS.count}
        whole
        refuse={(count) => tooLong({ ...setup, count })}
        onChange={set}
      />
    </>
  );
}
