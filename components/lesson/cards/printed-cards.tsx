import { useTranslations } from 'next-intl';
import type { DeckCard } from '@/lib/lesson/cards/deck';
import styles from './printed-cards.module.css';

/** On paper, every card with its answer; not on the screen. */
export function PrintedCards({ deck }: { deck: readonly DeckCard[] }) {
  const t = useTranslations('cards.print');
  return (
    <section className={`${styles.printed} hide`} aria-label={t('title')}>
      <dl>
        {deck.map(({ id, front, back }) => (
          <div key={id}>
            <dt>{front}</dt>
            <dd>{back}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
