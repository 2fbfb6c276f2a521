'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { useModelWords } from '@/components/words/use-model-words';
import { addresses } from '@/lib/batch-page/requests';
import { firstDraft } from '@/lib/batch-page/start-draft';
import { UPLOAD_ACCEPT } from '@/lib/batch-page/upload';
import { MANIFEST } from '@/lib/model';
import { LARGEST_UPLOAD_BYTES, UPLOAD_FORMATS } from '@/lib/wire/batch-system';
import { Problem } from '../problem';
import { ProgressLine } from '../progress-line';
import { useVisitorShare } from '../visitor-context';
import { FileDrop } from './file-drop';
import { FileLookCard } from './file-look';
import styles from './forms.module.css';
import { useUpload } from './use-upload';

/** A file of one's own, as a data set: chosen or dropped, with its progress. */
export function UploadForm({ ready }: { ready: boolean }) {
  const t = useTranslations('batch.dataSets.upload');
  const batch = useTranslations('batch');
  const share = useVisitorShare('upload');
  const models = useModelWords();
  const figures = useFigures();
  const [model, setModel] = useState(() => firstDraft().modelId);
  const upload = useUpload();
  const form = useRef<HTMLElement>(null);
  const hadLook = useRef(false);
  useEffect(() => {
    // The button that was pressed has gone with the card.
    if (hadLook.current && !upload.look && document.activeElement === document.body) form.current?.focus();
    hadLook.current = upload.look !== null;
  }, [upload.look]);
  return (
    <section
      ref={form}
      tabIndex={-1}
      className="card grid from-top one-column gap-3 pad-y-4 pad-x-5"
      aria-label={t('title')}
    >
      <h3 className="lead bold">{t('title')}</h3>
      <p className="soft small">
        {t('note', { most: figures.bytes(share?.most.uploadBytes ?? LARGEST_UPLOAD_BYTES) })}
      </p>
      {share?.isShared && <p className="soft small">{batch('shared')}</p>}
      {share?.isOff && <p role="status">{batch('switchedOff')}</p>}
      <Select
        size="md"
        label={t('model')}
        value={upload.look?.model.id ?? model}
        data={MANIFEST.models.map(({ id }) => ({ value: id, label: models.model(id) }))}
        allowDeselect={false}
        comboboxProps={{ shadow: 'none' }}
        onChange={(chosen) => {
          if (chosen === null) return;
          setModel(chosen);
          if (upload.look) upload.change(chosen, upload.look.wishes);
        }}
      />
      <FileDrop
        accept={UPLOAD_ACCEPT}
        button={t('choose')}
        hint={t('drop')}
        disabled={!ready || share?.isOff || upload.share !== null}
        onFile={(file) => upload.choose(file, model, share?.most.uploadBytes ?? LARGEST_UPLOAD_BYTES)}
      />
      {upload.look && (
        <FileLookCard
          look={upload.look}
          disabled={!ready || upload.share !== null}
          onChange={(wishes) => upload.look && upload.change(upload.look.model.id, wishes)}
          onSend={upload.send}
          onLeave={upload.leave}
        />
      )}
      <div className={`${styles.progress} grid gap-1`}>
        {upload.share !== null && (
          <>
            <ProgressLine label={t('progress')} share={upload.share} />
            <div className="flex wrap gap-2">
              <p className="self-middle soft small anywhere">
                {upload.share < 1 ? t('sent', { share: figures.share(upload.share) }) : t('checking')}
              </p>
              <Button onClick={upload.cancel}>{t('cancel')}</Button>
            </div>
          </>
        )}
        <p className="self-middle soft small anywhere" role="status">
          {upload.said}
        </p>
      </div>
      <p className="soft small">
        {t('examples')}{' '}
        {UPLOAD_FORMATS.map((format) => (
          <span key={format}>
            <a className="inline-block pad-y-1" href={addresses.example(format, model)} download>
              {t(`example.${format}`)}
            </a>{' '}
          </span>
        ))}
      </p>
      <Problem error={upload.error} onClose={upload.dismiss} />
    </section>
  );
}
