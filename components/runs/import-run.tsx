'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { codePart } from '@/components/shell/code-part';
import { ErrorWords } from '@/components/shell/error-words';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { Opened } from '@/lib/lab/open-run';
import styles from './runs.module.css';

interface ImportRunProps {
  /** Only called with what could be read; whatever was on the screen before stays until then. */
  onOpened(opened: Opened): void;
  readonly disabled?: boolean;
}

/** Reading a file takes code of its own, fetched when the first is chosen. */
const openRun = codePart(() => import('@/lib/lab/open-run'));

/** Opens an exported run or study. A file that cannot be read is said in words. Messages: `runs`, `errors`. */
export function ImportRun({ onOpened, disabled = false }: ImportRunProps) {
  const t = useTranslations('runs.import');
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<ErrorReport | null>(null);
  const [dropping, setDropping] = useState(false);

  const open = async (file: File | undefined) => {
    if (!file || disabled) return;
    setError(null);
    setSaid(t('working', { name: file.name }));
    try {
      const { readRunFile } = await openRun();
      const opened = await readRunFile(file);
      setSaid(t('done', { name: file.name }));
      onOpened(opened);
    } catch (thrown) {
      setSaid('');
      setError(reportOf(thrown, 'unreadable-run'));
    }
  };

  return (
    <>
      <button
        type="button"
        className={styles.quiet}
        data-dropping={dropping}
        disabled={disabled}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={(event) => {
          event.preventDefault();
          setDropping(false);
          void open(event.dataTransfer.files[0]);
        }}
      >
        {t('button')}
      </button>
      <span id={hintId} className="visually-hidden">
        {t('hint')}
      </span>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = '';
          void open(file);
        }}
      />
      <span role="status" className={said === '' ? 'visually-hidden' : styles.said}>
        {said}
      </span>
      {error && (
        <div role="alert" className={styles.problem}>
          <ErrorWords report={error} />
          <button type="button" className={styles.quiet} onClick={() => setError(null)}>
            {t('close')}
          </button>
        </div>
      )}
    </>
  );
}
