import { useTranslations } from 'next-intl';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import styles from './part.module.css';

/** The cards that were set aside, each to be taken back; nothing where there are none. */
export function SetAside({ deck, onBack }: { deck: readonly DeckCard[]; onBack(card: DeckCard): void }) {
  const t = useTranslations('cards.aside');
  const aside = deck.filter(({ suspended }) => suspended);
  if (aside.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="aside-title">
      <h2 id="aside-title">{t('title', { count: aside.length })}</h2>
      <ul className={styles.list}>
        {aside.map((card) => (
          <li key={card.id}>
            <span>{card.front}</span>
            <button
              type="button"
              className={styles.quiet}
              aria-label={t('backLabel', { front: card.front })}
              onClick={() => onBack(card)}
            >
              {t('back')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
