'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import styles from './prose.module.css';
import { useNote } from './use-note';

interface ExplainProps {
  readonly id: string;
  readonly prompt: ReactNode;
  /** A good answer, to compare with. */
  readonly children: ReactNode;
}

/** A question to answer in one's own words, which stay on the device; a good answer can be looked at afterwards. */
export function Explain({ id, prompt, children }: ExplainProps) {
  const t = useTranslations('lesson.explain');
  const { words, write, state, problem } = useNote(id);
  const promptId = useId();
  return (
    <section className={styles.explain} aria-labelledby={promptId}>
      <p className={styles.label} data-plain>
        {t('label')}
      </p>
      <div id={promptId}>{prompt}</div>
      <textarea
        rows={4}
        aria-labelledby={promptId}
        value={words ?? ''}
        disabled={words === null}
        placeholder={t('placeholder')}
        onChange={(event) => write(event.target.value)}
      />
      <p className={styles.aside} data-plain role={state === 'refused' ? 'status' : undefined}>
        {state === 'refused' ? t('refused', { problem }) : t(state)}
      </p>
      <details>
        <summary>{t('compare')}</summary>
        {children}
      </details>
    </section>
  );
}
