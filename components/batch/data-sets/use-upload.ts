'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { type FileLook, lookAtFile } from '@/lib/batch-page/look-at-file';
import { formatOf, uploadDataSet } from '@/lib/batch-page/upload';
import { TrilaneError } from '@/lib/errors';
import type { UploadWishes } from '@/lib/wire/upload';
import { useAction } from '../use-action';

/** One upload at a time: a file is looked at, perhaps read in another way, and sent. */
export function useUpload() {
  const t = useTranslations('batch.dataSets.upload');
  const figures = useFigures();
  const action = useAction();
  const [look, setLook] = useState<FileLook | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const cancelling = useRef(new AbortController());
  useEffect(() => () => cancelling.current.abort(), []);

  const choose = (file: File, modelId: string, mostBytes: number) =>
    action.run(async () => {
      setSaid('');
      setLook(null);
      const format = formatOf(file.name);
      if (file.size > mostBytes)
        throw new TrilaneError('too-large', t('tooLarge', { name: file.name, most: figures.bytes(mostBytes) }));
      if (!format) throw new TrilaneError('unreadable-upload', t('unknownFormat', { name: file.name }));
      setLook(await lookAtFile({ file, format, modelId, wishes: {}, mayBeAnother: true }));
    });

  const change = (modelId: string, wishes: UploadWishes) => {
    if (!look) return;
    const { file, format } = look;
    action.run(async () => setLook(await lookAtFile({ file, format, modelId, wishes, mayBeAnother: false })));
  };

  const send = () => {
    if (!look) return;
    const { file, format, model, wishes } = look;
    action.run(async () => {
      cancelling.current = new AbortController();
      setShare(0);
      try {
        const { signal } = cancelling.current;
        const made = await uploadDataSet({ file, format, model: model.id, wishes, signal, onProgress: setShare });
        setLook(null);
        setSaid(t('done', { name: file.name, rows: figures.count(made.rows), rejected: made.rejectedRows }));
      } catch (thrown) {
        if (cancelling.current.signal.aborted) setSaid(t('cancelled', { name: file.name }));
        throw thrown;
      } finally {
        setShare(null);
      }
    });
  };

  return {
    ...action,
    ...{ look, choose, change, send, share, said },
    leave: () => setLook(null),
    cancel: () => cancelling.current.abort(),
  };
}
