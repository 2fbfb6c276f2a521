import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { Button } from '@/components/kit/button';
import { FilePicker } from '@/components/kit/file-picker';
import { Notice } from '@/components/kit/notice';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { OfferedExercise, OfferedScenario } from '@/lib/exercises/progress/offered';
import { progressCsv } from '@/lib/exercises/progress/progress-csv';
import { writeProgressFile } from '@/lib/exercises/progress/progress-file';
import { countOf, type ProgressRecords } from '@/lib/exercises/progress/records';
import { takeProgressFile } from '@/lib/learner/exercises/progress-files';

const REFUSALS = ['malformed-json', 'malformed-request', 'newer-schema', 'too-large', 'storage-failed'] as const;

interface ProgressFilesProps {
  readonly records: ProgressRecords;
  readonly exercises: readonly OfferedExercise[];
  readonly scenarios: readonly OfferedScenario[];
  again(): Promise<void>;
}

/** Takes what is kept out as files, and brings a saved copy in. */
export function ProgressFiles({ records, exercises, scenarios, again }: ProgressFilesProps) {
  const t = useTranslations('progress.files');
  const concepts = useTranslations('exercises.concepts');
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<{ readonly name: string; readonly report: ErrorReport } | null>(null);
  const reason = REFUSALS.find((code) => code === refused?.report.code);
  const isEmpty = countOf(records) === 0;

  const save = (kind: 'csv' | 'json') => {
    setRefused(null);
    const nowMs = Date.now();
    const name = `trilane-progress-${new Date(nowMs).toISOString().slice(0, 10)}.${kind}`;
    try {
      const blob =
        kind === 'json'
          ? new Blob([writeProgressFile(records, nowMs)], { type: 'application/json' })
          : new Blob([progressCsv(records, { exercises, scenarios, concept: (id) => concepts(id) })], {
              type: 'text/csv',
            });
      download(blob, name);
      setSaid(t('saved', { name }));
    } catch (thrown) {
      setSaid(t('failed', { detail: reportOf(thrown).detail }));
    }
  };

  const open = async (file: File) => {
    setRefused(null);
    setSaid(t('working'));
    try {
      const { added, replaced, passedOver } = await takeProgressFile(file);
      await again();
      const opened = t('opened', { name: file.name, added, replaced });
      setSaid(passedOver > 0 ? `${opened} ${t('passedOver', { count: passedOver })}` : opened);
    } catch (thrown) {
      setSaid('');
      setRefused({ name: file.name, report: reportOf(thrown, 'storage-failed') });
    }
  };

  return (
    <section className="grid from-top gap-3 pad-above-6 narrow line-above" aria-labelledby="progress-files">
      <h2 className="large" id="progress-files">
        {t('title')}
      </h2>
      <fieldset className="flex wrap gap-2" aria-label={t('saveTitle')}>
        {(['json', 'csv'] as const).map((kind) => (
          <Button key={kind} disabled={isEmpty} onClick={() => save(kind)}>
            {t(kind)}
          </Button>
        ))}
        <FilePicker accept=".json,application/json" onFile={(file) => void open(file)}>
          {t('open')}
        </FilePicker>
      </fieldset>
      <p className="measure soft small">{isEmpty ? t('nothing') : t('saveNote')}</p>
      <p className="measure soft small">{t('openNote')}</p>
      <p className="one-line small" role="status">
        {said}
      </p>
      {refused && (
        <Notice>
          <p>{t('refused', { name: refused.name })}</p>
          <p>
            {reason && t(`why.${reason}`)} {refused.report.detail}
          </p>
        </Notice>
      )}
    </section>
  );
}
