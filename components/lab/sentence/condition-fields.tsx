'use client';

import { useTranslations } from 'next-intl';
import { GENERATORS } from '@/lib/emulate/conditions';
import { NETWORK_IDS } from '@/lib/emulate/networks';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { Choices } from './choices';
import { NumberField } from './number-field';

interface ConditionFieldsProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** The network in front of the online lane, and who makes its load. */
export function OnlineConditions({ setup, onChange }: ConditionFieldsProps) {
  const t = useTranslations('sentence.lane');
  const networks = useTranslations('emulation.networks');
  return (
    <>
      <Choices
        label={t('generator')}
        value={setup.generator}
        choices={GENERATORS.map((id) => ({ id, name: t(`generators.${id}.name`), about: t(`generators.${id}.about`) }))}
        onChoose={(generator) => onChange({ ...setup, generator })}
      />
      <Choices
        label={t('network')}
        description={t('networkNote')}
        value={setup.network}
        choices={NETWORK_IDS.map((id) => ({
          id,
          name: networks(`${id}.name`),
          about: `${networks(`${id}.about`)} ${networks(`${id}.source`)}`,
        }))}
        onChoose={(network) => onChange({ ...setup, network })}
      />
    </>
  );
}

const SLOWDOWNS = ['1', '4', '10'] as const;
const ALL = 'all';

/** How weak a device the edge lane stands for. */
export function EdgeConditions({ setup, onChange }: ConditionFieldsProps) {
  const t = useTranslations('sentence.lane');
  const { slowdown, threads } = setup;
  const known = SLOWDOWNS.find((id) => Number(id) === slowdown);
  const threadChoices = Array.from({ length: 4 }, (_, index) => index + 1);
  return (
    <>
      <Choices
        label={t('slowdown')}
        description={t('slowdownNote')}
        value={known ?? 'other'}
        choices={[
          ...SLOWDOWNS.map((id) => ({ id, name: t(`slowdowns.${id}`) })),
          ...(known ? [] : [{ id: 'other' as const, name: t('slowdowns.other', { factor: slowdown }) }]),
        ]}
        onChoose={(id) => id !== 'other' && onChange({ ...setup, slowdown: Number(id) })}
      />
      <NumberField
        label={t('slowdownFactor')}
        value={slowdown}
        {...SETUP_LIMITS.slowdown}
        step={1}
        onChange={(factor) => onChange({ ...setup, slowdown: factor })}
      />
      <Choices
        label={t('threads')}
        value={threads === null ? ALL : String(threads)}
        choices={[
          { id: ALL, name: t('threadsAll') },
          ...threadChoices.map((count) => ({ id: String(count), name: t('threadsSome', { threads: count }) })),
        ]}
        onChoose={(id) => onChange({ ...setup, threads: id === ALL ? null : Number(id) })}
      />
    </>
  );
}
