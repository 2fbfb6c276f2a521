'use client';

import { Radio } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import styles from '@/components/lab/sentence/sentence.module.css';
import { useModelWords } from '@/components/words/use-model-words';
import { type StartDraft, withModel } from '@/lib/batch-page/start-draft';
import { MANIFEST } from '@/lib/model';

interface ModelChoiceProps {
  readonly draft: StartDraft;
  onChange(draft: StartDraft): void;
}

/** Every model with its versions. */
export function ModelChoice({ draft, onChange }: ModelChoiceProps) {
  const t = useTranslations('batch.start.model');
  const words = useModelWords();
  const figures = useFigures();
  const choose = (chosen: string) => {
    const [modelId = '', versionId = ''] = chosen.split('/');
    onChange(withModel(draft, modelId, versionId));
  };
  return (
    <div className={styles.choices}>
      {MANIFEST.models.map((model) => (
        <Radio.Group
          key={model.id}
          label={words.model(model.id)}
          description={words.aboutModel(model.id)}
          value={`${draft.modelId}/${draft.versionId}`}
          onChange={choose}
        >
          {model.versions.map((version) => (
            <Radio
              key={version.id}
              className={styles.choice}
              value={`${model.id}/${version.id}`}
              label={words.version(version.id)}
              description={t('facts', {
                size: figures.bytes(version.sizeBytes),
                accuracy: figures.accuracy(version.accuracy.value),
              })}
            />
          ))}
        </Radio.Group>
      ))}
    </div>
  );
}
