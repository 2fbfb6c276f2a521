'use client';

import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choices.module.css';

interface ChoicesProps<Id extends string> {
  readonly label: ReactNode;
  readonly description?: string;
  readonly value: Id;
  readonly choices: readonly {
    readonly id: Id;
    readonly name: string;
    readonly about?: string;
    readonly disabled?: boolean;
  }[];
  onChoose(id: Id): void;
}

/** One of a few, each with a line about it. */
export function Choices<Id extends string>({ label, description, value, choices, onChoose }: ChoicesProps<Id>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      onChange={(chosen) => {
        const known = choices.find(({ id }) => id === chosen);
        if (known) onChoose(known.id);
      }}
    >
      {choices.map(({ id, name, about, disabled = false }) => (
        <Radio
          key={id}
          className={styles.choice ?? ''}
          value={id}
          label={name}
          description={about}
          disabled={disabled}
          iconColor="var(--paper)"
        />
      ))}
    </Radio.Group>
  );
}
