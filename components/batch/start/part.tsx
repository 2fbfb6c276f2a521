'use client';

import { Popover } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import styles from '@/components/lab/sentence/sentence.module.css';

interface PartProps {
  readonly what: 'rows' | 'model' | 'when' | 'how';
  /** The words in the sentence. */
  readonly value: string;
  readonly disabled: boolean;
  readonly children: ReactNode;
}

/** An underlined part of the sentence: a button that opens its field. */
export function Part({ what, value, disabled, children }: PartProps) {
  const t = useTranslations('batch.start');
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
      // A long one is scrolled to its end, when its part is out of sight.
      hideDetached={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.part}
          aria-label={t('change', { value, what: t(`what.${what}`) })}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          <span className={styles.words}>{value}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t(`titles.${what}`)}>
        <h2 className={styles.title}>{t(`titles.${what}`)}</h2>
        {children}
        <button type="button" className={styles.close} onClick={() => setOpened(false)}>
          {t('done')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
