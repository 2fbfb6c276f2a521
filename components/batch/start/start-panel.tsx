'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { firstDraft, type StartDraft, tryItDraft } from '@/lib/batch-page/start-draft';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { Problem } from '../problem';
import { HowField } from './how-field';
import { ModelField } from './model-field';
import { Part } from './part';
import { RowsField } from './rows-field';
import styles from './start-panel.module.css';
import { useDraftWords } from './use-draft-words';
import { useStart } from './use-start';
import { WhenField } from './when-field';

interface StartPanelProps {
  readonly ready: boolean;
  /** Nothing has run yet: the shortest way comes first. */
  readonly fresh: boolean;
  readonly dataSets: readonly DataSetInfo[];
  onJob(id: string): void;
}

/** One sentence that says what will be done, and two ways to have it done. */
export function StartPanel({ ready, fresh, dataSets, onJob }: StartPanelProps) {
  const t = useTranslations('batch.start');
  const [draft, setDraft] = useState<StartDraft>(firstDraft);
  const [tried] = useState(tryItDraft);
  const words = useDraftWords(draft, dataSets);
  const triedWords = useDraftWords(tried, dataSets);
  const start = useStart(dataSets, onJob);
  const isGone = draft.rows.kind === 'data-set' && words.rows === t('value.gone');
  const field = { draft, onChange: setDraft };
  const disabled = start.busy;
  return (
    <section className="grid one-column gap-3" aria-label={t('label')}>
      <p className="sentence">
        {t.rich(draft.when.kind === 'now' ? 'once' : 'again', {
          rows: () => (
            <Part what="rows" value={words.rows} disabled={disabled}>
              <RowsField dataSets={dataSets} {...field} />
            </Part>
          ),
          model: () => (
            <Part what="model" value={words.model} disabled={disabled}>
              <ModelField {...field} />
            </Part>
          ),
          when: () => (
            <Part what="when" value={words.when} disabled={disabled}>
              <WhenField {...field} />
            </Part>
          ),
          how: () => (
            <Part what="how" value={words.how} disabled={disabled}>
              <HowField {...field} />
            </Part>
          ),
        })}
      </p>
      <div className={`${styles.bar} row wrap gap-3`}>
        <Button
          look={fresh ? 'quiet' : 'go'}
          className="wide-on-phones"
          disabled={!ready || disabled || isGone}
          onClick={() => start.run(draft, words.names)}
        >
          {draft.when.kind === 'now' ? t('go') : t('goSchedule')}
        </Button>
        <Button
          look={fresh ? 'go' : 'quiet'}
          className="wide-on-phones"
          disabled={!ready || disabled}
          onClick={() => start.run(tried, triedWords.names)}
        >
          {t('tryIt', { count: tried.rows.kind === 'made' ? tried.rows.count : 0 })}
        </Button>
        {start.making && (
          <Button className="wide-on-phones" onClick={start.cancel}>
            {t('cancel')}
          </Button>
        )}
        <p className="soft small" role="status">
          {start.said}
        </p>
        {start.making && <p className="soft small">{start.making}</p>}
      </div>
      <Problem error={start.error} onClose={start.dismiss} />
    </section>
  );
}
