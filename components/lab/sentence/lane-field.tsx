'use client';

import { Radio, Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useModelWords } from '@/components/words/use-model-words';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { findModel } from '@/lib/model';
import { gathers, MODE_IDS, type ModeId, modeOf } from '@/lib/modes';
import type { ConditionId } from '@/lib/modes/mode';
import { EdgeConditions, OnlineConditions } from './condition-fields';
import { SetupNumber } from './setup-number';

/** A study that is run in lanes of one's choice. */
export type LanesSetup = SetupOf<'same-workload' | 'capacity' | 'cold-start' | 'draw'>;

interface LaneFieldProps {
  readonly modeId: ModeId;
  readonly setup: LanesSetup;
  onChange(setup: LanesSetup): void;
}

/** A lane of the sentence: on or off, its interval (batch), its own variant of the model. */
export function LaneField({ modeId, setup, onChange }: LaneFieldProps) {
  const t = useTranslations('sentence.lane');
  const words = useModelWords();
  const isOn = setup.lanes.includes(modeId);
  const takes = (condition: ConditionId) => modeOf(modeId).conditions.includes(condition);
  const isLast = isOn && setup.lanes.length === 1;
  const toggle = (on: boolean) =>
    onChange({ ...setup, lanes: MODE_IDS.filter((id) => (id === modeId ? on : setup.lanes.includes(id))) });
  const chooseVersion = (versionId: string) => {
    const { [modeId]: _, ...others } = setup.laneVersions;
    onChange({ ...setup, laneVersions: versionId === setup.versionId ? others : { ...others, [modeId]: versionId } });
  };
  return (
    <>
      <Switch
        label={t('use')}
        description={isLast ? t('last') : undefined}
        checked={isOn}
        disabled={isLast}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {gathers(modeId) && setup.study === 'same-workload' && (
        <SetupNumber
          field="intervalMs"
          label={t('interval')}
          value={setup.intervalMs}
          inSeconds
          onChange={(intervalMs) => onChange({ ...setup, intervalMs })}
        />
      )}
      <Radio.Group
        label={t('variant')}
        description={t('other')}
        value={setup.laneVersions[modeId] ?? setup.versionId}
        onChange={chooseVersion}
      >
        {findModel(setup.modelId).versions.map(({ id }) => (
          <Radio
            key={id}
            value={id}
            label={words.version(id)}
            description={id === setup.versionId ? t('same') : undefined}
          />
        ))}
      </Radio.Group>
      {takes('network') && isLoaded(setup) && <OnlineConditions setup={setup} onChange={onChange} />}
      {takes('slowdown') && isLoaded(setup) && <EdgeConditions setup={setup} onChange={onChange} />}
    </>
  );
}

const isLoaded = (setup: LanesSetup): setup is SetupOf<'same-workload' | 'capacity'> =>
  setup.study === 'same-workload' || setup.study === 'capacity';
