import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { lazyPart } from '@/components/shell/lazy-part';
import { reportOf } from '@/lib/errors';
import type { OfferedScenario } from '@/lib/exercises/progress/offered';
import type { ProgressRecords } from '@/lib/exercises/progress/records';
import { dropDraft, dropItemDrafts, scenarioPlace } from '@/lib/learner/exercises/drafts';
import { forgetKept } from '@/lib/learner/exercises/kept';

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
    <section className="grid from-top gap-3 pad-above-6 narrow line-above" aria-labelledby="progress-delete">
      <h2 className="large" id="progress-delete">
        {t('title')}
      </h2>
      <p className="measure soft small">{t('note')}</p>
      <div className="flex wrap gap-2">
        <Button ref={opener} onClick={() => setAsks(true)}>
          {t('button')}
        </Button>
      </div>
      {failed && <Notice>{failed}</Notice>}
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
