'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { ModelChoice } from '@/components/kit/model-choice';
import { useModelWords } from '@/components/words/use-model-words';
import { type StartDraft, withModel } from '@/lib/batch-page/start-draft';
import { MANIFEST } from '@/lib/model';

interface ModelFieldProps {
  readonly draft: StartDraft;
  onChange(draft: StartDraft): void;
}

/** The model that a job uses. */
export function ModelField({ draft, onChange }: ModelFieldProps) {
  const t = useTranslations('batch.start.model');
  const words = useModelWords();
  const figures = useFigures();
  return (
    <ModelChoice
      models={MANIFEST.models.map(({ id, versions }) => ({
        id,
        name: words.model(id),
        about: words.aboutModel(id),
        versions: versions.map(({ id, sizeBytes, accuracy }) => ({
          id,
          name: words.version(id),
          about: t('facts', { size: figures.bytes(sizeBytes), accuracy: figures.accuracy(accuracy.value) }),
        })),
      }))}
      modelId={draft.modelId}
      versionId={draft.versionId}
      onChoose={(modelId, versionId) => onChange(withModel(draft, modelId, versionId))}
    />
  );
}
