'use client';

import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import { GENERATORS } from '@/lib/emulate/conditions';
import { NETWORK_IDS } from '@/lib/emulate/networks';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { SetupNumber } from './setup-number';

/** A study whose lanes may be made to stand for others. */
type LoadedSetup = SetupOf<'same-workload' | 'capacity'>;

interface ConditionFieldsProps {
  readonly setup: LoadedSetup;
  onChange(setup: LoadedSetup): void;
}

/** The network in front of the online lane, and who makes its load. */
export function OnlineConditions({ setup, onChange }: ConditionFieldsProps) {
  const t = useTranslations('sentence.lane');
  const networks = useTranslations('emulation.networks');
  return (
    <>
      {setup.study === 'same-workload' && (
        <Choices
          label={t('generator')}
          value={setup.generator}
          choices={GENERATORS.map((id) => ({
            id,
            name: t(`generators.${id}.name`),
            about: t(`generators.${id}.about`),
          }))}
          onChoose={(generator) => onChange({ ...setup, generator })}
        />
      )}
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
      <SetupNumber
        field="slowdown"
        label={t('slowdownFactor')}
        value={slowdown}
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
