'use client';

import { Menu } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { useWords } from '@/components/charts/use-words';
import { ErrorWords } from '@/components/shell/error-words';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { formatSetup } from '@/lib/experiment/setup-url';
import { RUN_FILES, type RunFileKind } from '@/lib/export/run-file-kinds';
import type { RunState } from '@/lib/lab/run-state';
import styles from './runs.module.css';

/** The run on the screen as a file, or its set-up as a link. Messages: `runs`, `findings`, `charts`, `modes`, `errors`. */
export function ExportMenu({ state }: { readonly state: RunState }) {
  const t = useTranslations('runs.export');
  const words = useWords();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<ErrorReport | null>(null);
  const hasAny = isOver(state) && state.records.some(({ measurements }) => measurements.length > 0);

  const save = async (kind: RunFileKind) => {
    setError(null);
    setSaid(t('working'));
    try {
      // What makes the files is code of its own, fetched when the first is asked for.
      const { runFile } = await import('@/lib/export/run-files');
      const { name, blob } = await runFile(kind, state, words.reason);
      download(blob, name);
      setSaid(t('done', { name }));
    } catch (thrown) {
      setSaid('');
      setError(reportOf(thrown));
    }
  };
  const copyLink = async () => {
    if (!state.setup) return;
    const link = `${window.location.origin}/lab?${formatSetup(state.setup)}`;
    setError(null);
    try {
      // Missing over plain HTTP.
      await navigator.clipboard.writeText(link);
      setSaid(t('linkCopied'));
    } catch {
      setSaid(t('linkFailed', { link }));
    }
  };

  return (
    <>
      <Menu position="bottom-start" shadow="none" width={320} onOpen={() => setSaid('')}>
        <Menu.Target>
          <button type="button" className={styles.quiet} disabled={!hasAny}>
            {t('button')}
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('menu')} className={styles.menu}>
          {RUN_FILES.map((kind) => (
            <Menu.Item key={kind} className={styles.menuItem} onClick={() => void save(kind)}>
              {t(kind)}
            </Menu.Item>
          ))}
          <Menu.Item className={styles.menuItem} onClick={() => void copyLink()}>
            {t('copyLink')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span role="status" className={said === '' ? 'visually-hidden' : styles.said}>
        {said}
      </span>
      {error && (
        <div role="alert" className={styles.problem}>
          <ErrorWords report={error} />
        </div>
      )}
    </>
  );
}

const isOver = ({ phase }: RunState) => phase === 'done' || phase === 'cancelled' || phase === 'stopped';
