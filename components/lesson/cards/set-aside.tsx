import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import styles from './part.module.css';

/** The cards that were set aside, each to be taken back; nothing where there were none. */
export function SetAside({ deck, onBack }: { deck: readonly DeckCard[]; onBack(card: DeckCard): void }) {
  const t = useTranslations('cards.aside');
  const title = useRef<HTMLHeadingElement>(null);
  const [tookBack, setTookBack] = useState(false);
  const aside = deck.filter(({ suspended }) => suspended);
  // The title stays when the last card has left: the focus is on it.
  if (aside.length === 0 && !tookBack) return null;
  const takeBack = (card: DeckCard) => {
    title.current?.focus();
    setTookBack(true);
    onBack(card);
  };
  return (
    <section
      className={`${styles.part} grid from-top gap-3 pad-above-6 narrow line-above`}
      aria-labelledby="aside-title"
    >
      <h2 className="large" id="aside-title" ref={title} tabIndex={-1}>
        {t('title', { count: aside.length })}
      </h2>
      <ul className="plain-list grid gap-1">
        {aside.map((card) => (
          <li className="row between gap-4 pad-y-1 line-below" key={card.id}>
            <span>{card.front}</span>
            <Button aria-label={t('backLabel', { front: card.front })} onClick={() => takeBack(card)}>
              {t('back')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
