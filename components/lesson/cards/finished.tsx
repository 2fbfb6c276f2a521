import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Button } from '@/components/kit/button';
import type { DeckId } from '@/lib/lesson/cards/deck';
import { type DailyQueue, type QueueInput, tomorrowOf } from '@/lib/lesson/cards/queue';
import styles from './review.module.css';
import { useWaitWords } from './use-wait-words';

interface FinishedProps {
  readonly queue: DailyQueue;
  readonly input: Omit<QueueInput, 'decks'>;
  readonly decks: ReadonlySet<DeckId>;
  readonly textRef: RefObject<HTMLDivElement | null>;
  onAhead(): void;
}

/** Nothing is to be done: for the moment, or until tomorrow. */
export function Finished({ queue, input, decks, textRef, onAhead }: FinishedProps) {
  const t = useTranslations('cards.done');
  const words = useWaitWords();
  const { nextStepMs, laterToday, newWaiting, newLeft } = queue;
  if (nextStepMs !== null)
    return (
      <>
        <div
          ref={textRef}
          tabIndex={-1}
          className={`${styles.card} card flex column pad-above-6 pad-below-8`}
          data-done="true"
        >
          <h2>{t('wait')}</h2>
          <p>
            {t('later', {
              count: laterToday,
              wait: words({ minutes: Math.ceil((nextStepMs - input.nowMs) / 60_000) }),
            })}
          </p>
        </div>
        <div className={`${styles.bar} bare grid gap-2`}>
          <Button look="go" className="medium" onClick={onAhead}>
            {t('ahead')}
          </Button>
        </div>
      </>
    );
  const isEmpty = !input.deck.some(({ deck }) => decks.size === 0 || decks.has(deck));
  return (
    <>
      <div
        ref={textRef}
        tabIndex={-1}
        className={`${styles.card} card flex column pad-above-6 pad-below-8`}
        data-done="true"
      >
        <h2>{t(isEmpty ? 'noneTitle' : 'title')}</h2>
        <p>{isEmpty ? t('none') : t('tomorrow', tomorrowOf({ ...input, decks }))}</p>
        {newWaiting > 0 && newLeft === 0 && <p className="soft">{t('limit', { count: newWaiting })}</p>}
      </div>
      <div className={`${styles.bar} bare grid gap-2`} />
    </>
  );
}
