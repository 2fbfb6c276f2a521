import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { Button } from '@/components/kit/button';
import { FilePicker } from '@/components/kit/file-picker';
import { Notice } from '@/components/kit/notice';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { CardFileKind } from '@/lib/learner/cards/card-files';
import type { CardStore } from '@/lib/learner/cards/card-store';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import type { CardRecords } from '@/lib/lesson/cards/stored';
import type { ImportNote } from '@/lib/lesson/cards/text/import-note';
import type { FlashCard } from '@/lib/lesson/content';
import { ImportNotes } from './import-notes';
import styles from './part.module.css';
import { useAnkiNames } from './use-anki-names';

const KINDS: readonly CardFileKind[] = ['json', 'tsv', 'apkg'];
const REFUSALS = ['malformed-json', 'malformed-request', 'too-large', 'newer-schema'] as const;

interface CardFilesProps {
  readonly lesson: readonly FlashCard[];
  readonly deck: readonly DeckCard[];
  readonly store: CardStore;
  onTick(): number;
}

/** Takes the cards out as files, and brings files in; what reads and writes them is fetched when it is needed. */
export function CardFiles({ lesson, deck, store, onTick }: CardFilesProps) {
  const t = useTranslations('cards.files');
  const names = useAnkiNames();
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<{ readonly name: string; readonly report: ErrorReport } | null>(null);
  const [notes, setNotes] = useState<readonly ImportNote[]>([]);
  const reason = REFUSALS.find((code) => code === refused?.report.code);

  const save = async (kind: CardFileKind) => {
    setRefused(null);
    setNotes([]);
    setSaid(t('working'));
    try {
      const { makeCardFile } = await import('@/lib/learner/cards/card-files');
      const nowMs = Date.now();
      const blob = await makeCardFile(kind, { records: store.get().records, deck, names }, nowMs);
      const name = `trilane-cards-${new Date(nowMs).toISOString().slice(0, 10)}.${kind}`;
      download(blob, name);
      setSaid(t('saved', { name }));
    } catch (thrown) {
      setSaid(t('failed', { detail: reportOf(thrown).detail }));
    }
  };

  const open = async (file: File) => {
    setRefused(null);
    setNotes([]);
    setSaid(t('working'));
    try {
      const { readCardsFrom } = await import('@/lib/learner/cards/card-files');
      const { change, notes: read } = await readCardsFrom(file, new Set(lesson.map(({ front }) => front)));
      const before = store.get().records;
      await store.replace(change);
      const { records: after, unkept } = store.get();
      const opened = t('opened', {
        name: file.name,
        cards: ownCount(after) - ownCount(before),
        reviews: after.reviews.length - before.reviews.length,
      });
      setNotes(read);
      setSaid(unkept ? `${opened} ${t('openedHere')}` : opened);
      onTick();
    } catch (thrown) {
      setSaid('');
      setRefused({ name: file.name, report: reportOf(thrown, 'malformed-request') });
    }
  };

  return (
    <section
      className={`${styles.part} grid from-top gap-3 pad-above-6 narrow line-above`}
      aria-labelledby="files-title"
    >
      <h2 className="large" id="files-title">
        {t('title')}
      </h2>
      <fieldset className="flex wrap gap-2" aria-label={t('export')}>
        {KINDS.map((kind) => (
          <Button key={kind} onClick={() => void save(kind)}>
            {t(kind)}
          </Button>
        ))}
      </fieldset>
      <p className="measure soft small">{t('apkgNote')}</p>
      <h3 className="medium">{t('importTitle')}</h3>
      <div className="flex wrap gap-2">
        <FilePicker
          accept=".json,.tsv,.csv,.txt,application/json,text/tab-separated-values,text/csv,text/plain"
          onFile={(file) => void open(file)}
        >
          {t('import')}
        </FilePicker>
      </div>
      <p className="measure soft small">{t('importNote')}</p>
      <p className="one-line small" role="status">
        {said}
      </p>
      <ImportNotes notes={notes} />
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

function ownCount({ cards }: CardRecords): number {
  return [...cards.values()].filter(({ own }) => own).length;
}
