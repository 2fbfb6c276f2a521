'use client';

import { Radio } from '@mantine/core';
import styles from './choices.module.css';

interface ModelChoiceProps {
  readonly models: readonly {
    readonly id: string;
    readonly name: string;
    readonly about: string;
    /** Where the name alone does not say what is chosen. */
    readonly label?: string;
    readonly versions: readonly { readonly id: string; readonly name: string; readonly about: string }[];
  }[];
  readonly modelId: string;
  readonly versionId: string;
  onChoose(modelId: string, versionId: string): void;
}

/** Every model with its versions, one of which is chosen. */
export function ModelChoice({ models, modelId, versionId, onChoose }: ModelChoiceProps) {
  const chosen = `${modelId}/${versionId}`;
  return (
    <div className={styles.choices}>
      {models.map((model) => (
        <Radio.Group
          key={model.id}
          label={model.name}
          description={model.about}
          {...(model.label !== undefined && { 'aria-label': model.label })}
          value={chosen}
          onChange={(value) => {
            const [id = '', version = ''] = value.split('/');
            onChoose(id, version);
          }}
        >
          {model.versions.map(({ id, name, about }) => (
            <Radio
              key={id}
              className={styles.choice ?? ''}
              value={`${model.id}/${id}`}
              // The list is longer than its window, and what opens it focuses without scrolling.
              data-autofocus={chosen === `${model.id}/${id}` || undefined}
              onFocus={({ currentTarget }) => currentTarget.scrollIntoView({ block: 'nearest' })}
              label={name}
              description={about}
            />
          ))}
        </Radio.Group>
      ))}
    </div>
  );
}
