'use client';

import { Menu } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { ErrorWords } from '@/components/shell/error-words';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import styles from './runs.module.css';

interface FileMenuProps<Kind extends string> {
  readonly label: string;
  readonly files: readonly { readonly kind: Kind; readonly name: string }[];
  /** What it was made under, to be had as a link; `null` before anything was. */
  readonly setup: ExperimentSetup | null;
  readonly disabled: boolean;
  make(kind: Kind): Promise<{ readonly name: string; readonly blob: Blob }>;
}

/** What was measured as a file, or its set-up as a link. Messages: `runs`, `errors`. */
export function FileMenu<Kind extends string>({ label, files, setup, disabled, make }: FileMenuProps<Kind>) {
  const t = useTranslations('runs.export');
  const [said, setSaid] = useState('');
  const [error, setError] = useState<ErrorReport | null>(null);

  const save = async (kind: Kind) => {
    setError(null);
    setSaid(t('working'));
    try {
      const { name, blob } = await make(kind);
      download(blob, name);
      setSaid(t('done', { name }));
    } catch (thrown) {
      setSaid('');
      setError(reportOf(thrown));
    }
  };
  const copyLink = async () => {
    if (!setup) return;
    const link = `${window.location.origin}/lab?${formatSetup(setup)}`;
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
          <Button disabled={disabled}>{t('button')}</Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={label} className={styles.menu}>
          {files.map(({ kind, name }) => (
            <Menu.Item key={kind} className="target small" onClick={() => void save(kind)}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Item className="target small" onClick={() => void copyLink()}>
            {t('copyLink')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span role="status" className={said === '' ? 'visually-hidden' : 'soft small anywhere'}>
        {said}
      </span>
      {error && (
        <Notice>
          <ErrorWords report={error} />
        </Notice>
      )}
    </>
  );
}
