import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import { isLeech } from '@/lib/lesson/cards/queue';
import { DeckMark } from './deck-mark';
import styles from './review.module.css';

interface CardFaceProps {
  /** `null` until it is known. */
  readonly card: DeckCard | null;
  /** Whether the answer is turned up. */
  readonly shown: boolean;
  /** What is to be read next. */
  readonly textRef: RefObject<HTMLDivElement | null>;
}

/** A card in large type: its question, and below it the answer once it is turned. */
export function CardFace({ card, shown, textRef }: CardFaceProps) {
  const t = useTranslations('cards');
  if (!card)
    return (
      <article className={`${styles.card} card flex column pad-above-6 pad-below-8`}>
        {/* Another thing than the first line of the card: nothing moves from here to there. */}
        <div className={styles.wait}>{t('loading')}</div>
      </article>
    );
  return (
    <article className={`${styles.card} card flex column pad-above-6 pad-below-8`}>
      <p className={`${styles.deck} row gap-2 soft small`}>
        <DeckMark deck={card.deck} />
        {t(`decks.${card.deck}`)}
        {!card.schedule && <span className="push">{t('review.new')}</span>}
      </p>
      <div
        ref={shown ? undefined : textRef}
        tabIndex={-1}
        className={`${styles.front} above-7 bold pre-line leading-snug`}
      >
        <span className="visually-hidden">{t('review.question')} </span>
        <p>{card.front}</p>
      </div>
      {shown && (
        <div ref={textRef} tabIndex={-1} className={`${styles.back} above-6 pad-above-6 leading-calm line-above`}>
          <span className="visually-hidden">{t('review.answer')} </span>
          <p>{card.back}</p>
          {isLeech(card) && (
            <p className="above-5 soft small">{t('review.leech', { count: card.schedule?.lapses ?? 0 })}</p>
          )}
        </div>
      )}
    </article>
  );
}
