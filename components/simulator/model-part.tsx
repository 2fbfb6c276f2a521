import { useFigures } from '@/components/charts/format';
import { ModelChoice } from '@/components/kit/model-choice';
import { useModelWords } from '@/components/words/use-model-words';
import { MANIFEST } from '@/lib/model';
import type { ModelTarget } from '@/lib/model/manifest';

interface ModelPartProps {
  readonly setup: ModelTarget;
  onChange(change: ModelTarget): void;
}

/** Every model with its versions, by size and accuracy. */
export function ModelPart({ setup, onChange }: ModelPartProps) {
  const words = useModelWords();
  const { bytes, accuracy } = useFigures();
  return (
    <ModelChoice
      models={MANIFEST.models.map(({ id, versions }) => ({
        id,
        name: words.model(id),
        about: words.aboutModel(id),
        versions: versions.map((version) => ({
          id: version.id,
          name: words.version(version.id),
          about: `${bytes(version.sizeBytes)}, ${accuracy(version.accuracy.value)}. ${words.precision(version.precision)}`,
        })),
      }))}
      modelId={setup.modelId}
      versionId={setup.versionId}
      onChoose={(modelId, versionId) => onChange({ modelId, versionId })}
    />
  );
}
