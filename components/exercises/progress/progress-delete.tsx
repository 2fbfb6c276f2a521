import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { lazyPart } from '@/components/shell/lazy-part';
import { reportOf } from '@/lib/errors';
import type { OfferedScenario } from '@/lib/exercises/progress/offered';
import type { ProgressRecords } from '@/lib/exercises/progress/records';
import { dropDraft, dropItemDrafts, scenarioPlace } from '@/lib/learner/exercises/drafts';
import { forgetKept } from '@/lib/learner/exercises/kept';
import styles from './part.module.css';

const DeleteConfirm = lazyPart(() => import('./delete-confirm').then((module) => module.DeleteConfirm));

interface ProgressDeleteProps {
  readonly records: ProgressRecords;
  readonly unreadable: number;
  readonly scenarios: readonly OfferedScenario[];
  onDeleted(): Promise<void>;
}

/** Forgets everything this page shows, after saying what that is. */
export function ProgressDelete({ records, unreadable, scenarios, onDeleted }: ProgressDeleteProps) {
  const t = useTranslations('progress.delete');
  const [asks, setAsks] = useState(false);
  const [failed, setFailed] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const { attempts, answers, tests } = records;
  const cases = answers.filter(({ kind }) => kind === 'scenario').length;
  const close = () => {
    setAsks(false);
    // The dialog comes opened and goes with its opening: it cannot know where the focus was.
    opener.current?.focus();
  };
  const forget = async () => {
    close();
    try {
      await forgetKept();
      for (const { id } of scenarios) dropDraft(scenarioPlace(id));
      dropItemDrafts();
      await onDeleted();
    } catch (thrown) {
      setFailed(t('failed', { detail: reportOf(thrown, 'storage-failed').detail }));
    }
  };
  return (
    <section className={styles.ruled} aria-labelledby="progress-delete">
      <h2 id="progress-delete">{t('title')}</h2>
      <p className={styles.note}>{t('note')}</p>
      <div className={styles.buttons}>
        <button ref={opener} type="button" className={styles.quiet} onClick={() => setAsks(true)}>
          {t('button')}
        </button>
      </div>
      {failed && (
        <p className={styles.problem} role="alert">
          {failed}
        </p>
      )}
      {asks && (
        <DeleteConfirm
          title={t('confirmTitle')}
          body={t('confirm', {
            attempts: attempts.length,
            scenarios: cases,
            tests: tests.length,
            items: answers.length - cases,
            unreadable,
          })}
          onYes={() => void forget()}
          onNo={close}
        />
      )}
    </section>
  );
}
