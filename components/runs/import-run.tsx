'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/kit/button';
import { FilePicker } from '@/components/kit/file-picker';
import { Notice } from '@/components/kit/notice';
import { useFileDrop } from '@/components/kit/use-file-drop';
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
  const hintId = useId();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<ErrorReport | null>(null);

  const open = async (file: File) => {
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
  const drop = useFileDrop((file) => void open(file), disabled);

  return (
    <>
      <FilePicker
        className={styles.drop}
        accept=".json,application/json"
        disabled={disabled}
        aria-describedby={hintId}
        onFile={(file) => void open(file)}
        {...drop}
      >
        {t('button')}
      </FilePicker>
      <span id={hintId} className="visually-hidden">
        {t('hint')}
      </span>
      <span role="status" className={said === '' ? 'visually-hidden' : 'soft small anywhere'}>
        {said}
      </span>
      {error && (
        <Notice>
          <ErrorWords report={error} />
          <Button onClick={() => setError(null)}>{t('close')}</Button>
        </Notice>
      )}
    </>
  );
}
