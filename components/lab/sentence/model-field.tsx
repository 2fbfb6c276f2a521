'use client';

import { Radio } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import { type ExperimentSetup, isDrawable } from '@/lib/experiment/setup';
import { MANIFEST } from '@/lib/model';
import type { ModelEntry, ModelVersion } from '@/lib/model/manifest';
import styles from './sentence.module.css';

interface ModelFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** Every model with its variants, and what each weighs. Another model drops the variants that lanes have of their own. */
export function ModelField({ setup, onChange }: ModelFieldProps) {
  const t = useTranslations('sentence.model');
  const words = useModelWords();
  const models = MANIFEST.models.filter(({ id }) => setup.study !== 'draw' || isDrawable(id));
  const choose = (chosen: string) => {
    const [modelId = '', versionId = ''] = chosen.split('/');
    const own = Object.entries(setup.laneVersions).filter(([, id]) => modelId === setup.modelId && id !== versionId);
    onChange({ ...setup, modelId, versionId, laneVersions: Object.fromEntries(own) });
  };
  return (
    <div className={styles.choices}>
      {models.map((model) => (
        <Radio.Group
          key={model.id}
          label={words.model(model.id)}
          description={words.aboutModel(model.id)}
          value={`${setup.modelId}/${setup.versionId}`}
          onChange={choose}
          aria-label={`${t('title')}: ${words.model(model.id)}`}
        >
          {model.versions.map((version) => (
            <VersionChoice
              key={version.id}
              model={model}
              version={version}
              isChosen={setup.modelId === model.id && setup.versionId === version.id}
            />
          ))}
        </Radio.Group>
      ))}
    </div>
  );
}

interface VersionChoiceProps {
  readonly model: ModelEntry;
  readonly version: ModelVersion;
  readonly isChosen: boolean;
}

function VersionChoice({ model, version, isChosen }: VersionChoiceProps) {
  const t = useTranslations('sentence.model');
  const words = useModelWords();
  const format = useFormatter();
  const { bytes, accuracy } = useFigures();
  const { megaFlops, trees, auc } = version;
  const work =
    megaFlops !== null
      ? t('work.flops', { flops: format.number(megaFlops, { maximumSignificantDigits: 2 }) })
      : trees
        ? t('work.trees', { trees: trees.count, leaves: trees.leaves })
        : t('work.parameters', { count: version.parameters });
  const figures = { size: bytes(version.sizeBytes), work, accuracy: accuracy(version.accuracy.value) };
  const facts = auc
    ? t('factsAuc', { ...figures, auc: format.number(auc.value, { maximumFractionDigits: 2 }) })
    : t('facts', figures);
  return (
    <Radio
      className={styles.choice}
      value={`${model.id}/${version.id}`}
      // The list is longer than its window, and what opens it focuses without scrolling.
      data-autofocus={isChosen || undefined}
      onFocus={({ currentTarget }) => currentTarget.scrollIntoView({ block: 'nearest' })}
      label={words.version(version.id)}
      description={`${facts}. ${words.precision(version.precision)}`}
    />
  );
}
