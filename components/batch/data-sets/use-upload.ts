'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { formatOf, uploadDataSet } from '@/lib/batch-page/upload';
import { TrilaneError } from '@/lib/errors';
import { useAction } from '../use-action';

/** One upload at a time. */
export function useUpload() {
  const t = useTranslations('batch.dataSets.upload');
  const figures = useFigures();
  const action = useAction();
  const [share, setShare] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const cancelling = useRef(new AbortController());
  useEffect(() => () => cancelling.current.abort(), []);

  const start = (file: File, model: string) =>
    action.run(async () => {
      setSaid('');
      const format = formatOf(file.name);
      if (!format) throw new TrilaneError('unreadable-upload', t('unknownFormat', { name: file.name }));
      cancelling.current = new AbortController();
      setShare(0);
      try {
        const { signal } = cancelling.current;
        const made = await uploadDataSet({ file, format, model, signal, onProgress: setShare });
        setSaid(t('done', { name: file.name, rows: figures.count(made.rows), rejected: made.rejectedRows }));
      } catch (thrown) {
        if (cancelling.current.signal.aborted) setSaid(t('cancelled', { name: file.name }));
        throw thrown;
      } finally {
        setShare(null);
      }
    });

  return { ...action, start, cancel: () => cancelling.current.abort(), share, said };
}
