'use client';

import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import { sweptLane } from '@/lib/experiment/setup';
import { type SetupOf, SWEEPS } from '@/lib/experiment/setup-fields';
import { MODE_IDS } from '@/lib/modes';

interface SweepFieldProps {
  readonly setup: SetupOf<'sweep'>;
  onChange(setup: SetupOf<'sweep'>): void;
}

export function SweepField({ setup, onChange }: SweepFieldProps) {
  const t = useTranslations('sentence.sweep');
  return (
    <Choices
      label={t('title')}
      value={setup.sweep}
      choices={SWEEPS.map((id) => ({ id, name: t(`${id}.name`), about: t(`${id}.about`) }))}
      onChoose={(sweep) => onChange({ ...setup, sweep, sweepLane: sweptLane({ ...setup, sweep }) })}
    />
  );
}

export function SweepLaneField({ setup, onChange }: SweepFieldProps) {
  const t = useTranslations('sentence.sweepLane');
  const modes = useTranslations('modes');
  return (
    <Choices
      label={t('title')}
      value={setup.sweepLane}
      choices={MODE_IDS.map((id) => ({
        id,
        name: modes(`${id}.name`),
        disabled: sweptLane({ ...setup, sweepLane: id }) !== id,
      }))}
      onChoose={(sweepLane) => onChange({ ...setup, sweepLane })}
    />
  );
}
