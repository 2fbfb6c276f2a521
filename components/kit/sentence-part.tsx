'use client';

import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import styles from './sentence-part.module.css';

interface SentencePartProps {
  /** What the button is called: its words, and what they say. */
  readonly name: string;
  /** The words in the sentence. */
  readonly value: string;
  readonly title: string;
  readonly close: string;
  readonly disabled: boolean;
  /** Drawn as switched off: the lane it names takes no part in the run. */
  readonly off?: boolean;
  readonly before?: ReactNode;
  readonly children: ReactNode;
}

/** An underlined part of a sentence: a button that opens its field. */
export function SentencePart({ name, value, title, close, disabled, off, before, children }: SentencePartProps) {
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
        <Button
          look="bare"
          className={styles.part}
          data-off={off || undefined}
          aria-label={name}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          {before}
          <span className={styles.words}>{value}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={title}>
        <h2 className="medium">{title}</h2>
        {children}
        <Button className="self-end" onClick={() => setOpened(false)}>
          {close}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
