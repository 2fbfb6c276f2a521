'use client';

import { Radio, Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { SETUP_LIMITS } from '@/lib/experiment/setup-limits';
import { findModel } from '@/lib/model';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import { EdgeConditions, OnlineConditions } from './condition-fields';
import { NumberField } from './number-field';
import styles from './sentence.module.css';
import { useModelWords } from './use-model-words';

interface LaneFieldProps {
  readonly modeId: ModeId;
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** A lane of the sentence: on or off, its interval (batch), its own variant of the model. */
export function LaneField({ modeId, setup, onChange }: LaneFieldProps) {
  const t = useTranslations('sentence.lane');
  const words = useModelWords();
  const isOn = setup.lanes.includes(modeId);
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
      {modeId === 'batch' && setup.study === 'same-workload' && (
        <NumberField
          label={t('interval')}
          value={setup.intervalMs / 1000}
          min={SETUP_LIMITS.intervalMs.min / 1000}
          max={SETUP_LIMITS.intervalMs.max / 1000}
          onChange={(seconds) => onChange({ ...setup, intervalMs: Math.round(seconds * 1000) })}
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
            className={styles.choice}
            value={id}
            label={words.version(id)}
            description={id === setup.versionId ? t('same') : undefined}
          />
        ))}
      </Radio.Group>
      {modeId === 'online' && setup.study === 'same-workload' && <OnlineConditions setup={setup} onChange={onChange} />}
      {modeId === 'edge' && setup.study === 'same-workload' && <EdgeConditions setup={setup} onChange={onChange} />}
    </>
  );
}
