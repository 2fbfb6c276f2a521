'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { ModelChoice } from '@/components/kit/model-choice';
import { useModelWords } from '@/components/words/use-model-words';
import { type ExperimentSetup, isDrawable } from '@/lib/experiment/setup';
import { MANIFEST } from '@/lib/model';
import type { ModelVersion } from '@/lib/model/manifest';

interface ModelFieldProps {
  readonly setup: ExperimentSetup;
  onChange(setup: ExperimentSetup): void;
}

/** Every model with its variants, and what each weighs. Another model drops the variants that lanes have of their own. */
export function ModelField({ setup, onChange }: ModelFieldProps) {
  const t = useTranslations('sentence.model');
  const words = useModelWords();
  const facts = useVersionFacts();
  const choose = (modelId: string, versionId: string) => {
    const own = Object.entries(setup.laneVersions).filter(([, id]) => modelId === setup.modelId && id !== versionId);
    onChange({ ...setup, modelId, versionId, laneVersions: Object.fromEntries(own) });
  };
  return (
    <ModelChoice
      models={MANIFEST.models
        .filter(({ id }) => setup.study !== 'draw' || isDrawable(id))
        .map(({ id, versions }) => ({
          id,
          name: words.model(id),
          about: words.aboutModel(id),
          label: `${t('title')}: ${words.model(id)}`,
          versions: versions.map((version) => ({
            id: version.id,
            name: words.version(version.id),
            about: `${facts(version)}. ${words.precision(version.precision)}`,
          })),
        }))}
      modelId={setup.modelId}
      versionId={setup.versionId}
      onChoose={choose}
    />
  );
}

/** What a version weighs, how much work an answer is, and how good it is. */
function useVersionFacts() {
  const t = useTranslations('sentence.model');
  const format = useFormatter();
  const { bytes, accuracy } = useFigures();
  return ({ megaFlops, trees, auc, parameters, sizeBytes, accuracy: measured }: ModelVersion) => {
    const work =
      megaFlops !== null
        ? t('work.flops', { flops: format.number(megaFlops, { maximumSignificantDigits: 2 }) })
        : trees
          ? t('work.trees', { trees: trees.count, leaves: trees.leaves })
          : t('work.parameters', { count: parameters });
    const figures = { size: bytes(sizeBytes), work, accuracy: accuracy(measured.value) };
    return auc
      ? t('factsAuc', { ...figures, auc: format.number(auc.value, { maximumFractionDigits: 2 }) })
      : t('facts', figures);
  };
}
