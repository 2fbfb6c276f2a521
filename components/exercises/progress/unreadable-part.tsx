import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { download } from '@/components/charts/chart-export';
import { Button } from '@/components/kit/button';
import { lazyPart } from '@/components/shell/lazy-part';
import { reportOf } from '@/lib/errors';
import { looseJson } from '@/lib/exercises/progress/loose-json';
import { forgetUnreadable, readUnreadable } from '@/lib/learner/exercises/progress-files';

const DeleteConfirm = lazyPart(() => import('./delete-confirm').then((module) => module.DeleteConfirm));

interface UnreadablePartProps {
  readonly count: number;
  again(): Promise<void>;
}

/** Records that cannot be read: how many, a file of them, and a way to be rid of them alone. */
export function UnreadablePart({ count, again }: UnreadablePartProps) {
  const t = useTranslations('progress.unreadable');
  const files = useTranslations('progress.files');
  const failure = useTranslations('progress.delete');
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const close = () => {
    setAsks(false);
    opener.current?.focus();
  };
  const save = async () => {
    try {
      const name = `trilane-unreadable-${new Date().toISOString().slice(0, 10)}.json`;
      download(new Blob([looseJson(await readUnreadable())], { type: 'application/json' }), name);
      setSaid(files('saved', { name }));
    } catch (thrown) {
      setSaid(files('failed', { detail: reportOf(thrown, 'storage-failed').detail }));
    }
  };
  const forget = async () => {
    close();
    try {
      const gone = await forgetUnreadable();
      setSaid(t('deleted', { count: gone }));
      // The button goes; what is said of it stays.
      status.current?.focus();
      await again();
    } catch (thrown) {
      setSaid(failure('failed', { detail: reportOf(thrown, 'storage-failed').detail }));
    }
  };
  return (
    <section
      className={count > 0 ? 'grid from-top gap-3 narrow pad-above-6 line-above' : undefined}
      {...(count > 0 && { 'aria-labelledby': 'progress-unreadable' })}
    >
      {count > 0 && (
        <div className="grid from-top gap-3 narrow">
          <h2 className="large" id="progress-unreadable">
            {t('title', { count })}
          </h2>
          <p className="measure soft small">{t('note', { count })}</p>
          <div className="flex wrap gap-2">
            <Button onClick={() => void save()}>{t('save', { count })}</Button>
            <Button ref={opener} onClick={() => setAsks(true)}>
              {t('delete', { count })}
            </Button>
          </div>
        </div>
      )}
      <p ref={status} className={count > 0 ? 'one-line small' : undefined} role="status" tabIndex={-1}>
        {said}
      </p>
      {asks && (
        <DeleteConfirm
          title={t('confirmTitle', { count })}
          body={t('confirm')}
          onYes={() => void forget()}
          onNo={close}
        />
      )}
    </section>
  );
}
