'use client';

import { Popover } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import styles from './sentence.module.css';

interface PartProps {
  /** Which part of the sentence, for its name. */
  readonly what:
    | 'model'
    | 'samples'
    | 'arrivals'
    | 'batch'
    | 'online'
    | 'edge'
    | 'order'
    | 'limit'
    | 'sweep'
    | 'sweepLane';
  /** The words in the sentence. */
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly before?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** An underlined part of the sentence: a button that opens its field. */
export function Part({ what, value, title, disabled, before, className, children }: PartProps) {
  const t = useTranslations('sentence');
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="none"
      width={340}
    >
      <Popover.Target>
        <button
          type="button"
          className={[styles.part, className].filter(Boolean).join(' ')}
          aria-label={t('change', { value, what: t(`what.${what}`) })}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          {before}
          <span className={styles.words}>{value}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={title}>
        <h2 className={styles.title}>{title}</h2>
        {children}
        <button type="button" className={styles.close} onClick={() => setOpened(false)}>
          {t('close')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
