import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { SetProblems } from '@/components/exercises/sets/set-problems';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { FilePicker } from '@/components/kit/file-picker';
import { IntentLink } from '@/components/shell/intent-link';
import { type ErrorReport, reportOf, TrilaneError } from '@/lib/errors';
import type { ExerciseSet, Known } from '@/lib/exercises/sets/set';
import { MOST_SET_BYTES, readSetFile, setFileName, writeSetFile } from '@/lib/exercises/sets/set-file';
import { formatSet, type ParsedSet, shareQuery } from '@/lib/exercises/sets/set-url';
import styles from './editor.module.css';

/** Characters: longer links are cut by some mail programs and messengers. */
const LONG_LINK = 2000;

interface SharePanelProps {
  readonly set: ExerciseSet;
  readonly known: Known;
  onOpen(parsed: ParsedSet): void;
}

/** Hands a set out: as a link, on paper, as a file; and opens one from a file. */
export function SharePanel({ set, known, onOpen }: SharePanelProps) {
  const t = useTranslations('sets.share');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [origin, setOrigin] = useState('');
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<{ readonly name: string; readonly report: ErrorReport } | null>(null);
  useEffect(() => setOrigin(window.location.origin), []);
  const query = formatSet(set);
  const path = `/exercises/set?${shareQuery(set)}`;
  const link = `${origin}${path}`;
  const isEmpty = set.entries.length === 0;

  const copy = async () => {
    setRefused(null);
    try {
      await navigator.clipboard.writeText(link);
      setSaid(t('copied'));
    } catch {
      // Without permission, or over plain HTTP, the reader copies what is selected.
      field.current?.focus();
      field.current?.select();
      setSaid(t('selected'));
    }
  };
  const save = () => {
    setRefused(null);
    const name = setFileName(set);
    download(new Blob([writeSetFile(set)], { type: 'application/json' }), name);
    setSaid(t('saved', { name }));
  };
  const open = async (file: File) => {
    setRefused(null);
    setSaid('');
    try {
      if (file.size > MOST_SET_BYTES) throw new TrilaneError('too-large', `The most is ${MOST_SET_BYTES / 1000} kB.`);
      onOpen(readSetFile(await file.text(), known));
      setSaid(t('opened', { name: file.name }));
    } catch (thrown) {
      setRefused({ name: file.name, report: reportOf(thrown, 'malformed-request') });
    }
  };

  return (
    <section className="above-8" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('title')}</h2>
      <div className={`${styles.field} grid gap-1 above-4 below-4`}>
        <label className="bold" htmlFor={`${id}-link`}>
          {t('link')}
        </label>
        <div className={`${styles.linkRow} flex wrap gap-2`}>
          <input
            className="pad-y-2 pad-x-3 narrow target bg-card bordered-control rounded"
            id={`${id}-link`}
            ref={field}
            readOnly
            disabled={isEmpty}
            dir="ltr"
            value={isEmpty ? '' : link}
            aria-describedby={isEmpty ? `${id}-empty` : undefined}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button
            look="go"
            className="wide-on-phones"
            disabled={isEmpty}
            aria-describedby={isEmpty ? `${id}-empty` : undefined}
            onClick={() => void copy()}
          >
            {t('copy')}
          </Button>
        </div>
        {isEmpty && (
          <p id={`${id}-empty`} className="soft small">
            {t('empty')}
          </p>
        )}
        {!isEmpty && link.length > LONG_LINK && <p className="soft small">{t('long')}</p>}
      </div>
      <div className="flex wrap gap-2 above-3 below-3">
        {!isEmpty && (
          <>
            <IntentLink href={path} className={buttonLook()}>
              {t('open')}
            </IntentLink>
            <IntentLink href={`/exercises/set/print?${query}`} className={buttonLook()}>
              {t('worksheet')}
            </IntentLink>
            <IntentLink href={`/exercises/set/print?${query}&key=1`} className={buttonLook()}>
              {t('key')}
            </IntentLink>
          </>
        )}
        <Button onClick={save}>{t('download')}</Button>
        <FilePicker accept=".json,application/json" onFile={(file) => void open(file)}>
          {t('upload')}
        </FilePicker>
      </div>
      <p role="status" className="soft small">
        {said}
      </p>
      {refused && <SetProblems problems={[refused.report]} lead={t('refused', { name: refused.name })} />}
    </section>
  );
}
