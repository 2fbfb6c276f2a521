import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { useKey } from '@/components/shell/use-key';
import type { ItemAnswer } from '@/lib/exercises/answers';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import { fetchItemKey } from '@/lib/learner/exercises/keys';
import { ExplainedItem } from './explained-item';

/** A question that was missed; opened, its explanation. */
export function MissedItem({ ask, answer }: { readonly ask: ItemAsk; readonly answer: ItemAnswer }) {
  const t = useTranslations('practice.question');
  const [opened, setOpened] = useState(false);
  const { phase, key: item, retry } = useKey(opened ? ask.id : null, fetchItemKey);
  return (
    <li>
      <details onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary>{ask.stem}</summary>
        {item && <ExplainedItem item={item} given={answer.given} confidence={answer.confidence} />}
        {phase === 'failed' && (
          <p role="alert">
            {t('failed')} <Button onClick={retry}>{t('retry')}</Button>
          </p>
        )}
      </details>
    </li>
  );
}
