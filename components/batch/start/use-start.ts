'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '@/components/batch/use-page-store';
import { useFigures } from '@/components/charts/format';
import type { StartDraft } from '@/lib/batch-page/start-draft';
import { type StartOptions, startWork } from '@/lib/batch-page/start-work';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { useAction } from '../use-action';

/** Does what a draft says, one at a time, and tells how far it is. */
export function useStart(dataSets: readonly DataSetInfo[], onJob: (id: string) => void) {
  const t = useTranslations('batch.start');
  const figures = useFigures();
  const store = useStore();
  const action = useAction();
  const [makingId, setMakingId] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const cancelling = useRef(new AbortController());
  // Who leaves the page no longer waits for the rows.
  useEffect(() => () => cancelling.current.abort(), []);

  const run = (draft: StartDraft, names: StartOptions['names']) => {
    setSaid('');
    cancelling.current = new AbortController();
    const { signal } = cancelling.current;
    action.run(async () => {
      const onMaking = (id: string) => {
        setMakingId(id);
        setSaid(t('makingFirst'));
      };
      try {
        const started = await startWork(draft, { names, store, signal, onMaking });
        setSaid(t(`started.${started.kind}`));
        if (started.kind === 'job') onJob(started.id);
      } catch (thrown) {
        setSaid('');
        throw thrown;
      } finally {
        setMakingId(null);
      }
    });
  };

  const made = makingId === null ? undefined : dataSets.find(({ id }) => id === makingId);
  return {
    ...action,
    run,
    cancel: () => cancelling.current.abort(),
    /** Told once each. */
    said,
    /** How many of the rows are there; not for screen readers, which would hear it ten times a second. */
    making:
      makingId === null
        ? null
        : t('making', { share: figures.share((made?.rows ?? 0) / Math.max(1, made?.wantedRows ?? 1)) }),
  };
}
