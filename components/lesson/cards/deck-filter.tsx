import { useTranslations } from 'next-intl';
import { DECK_IDS, type DeckId } from '@/lib/lesson/cards/deck';
import styles from './deck-filter.module.css';
import { DeckMark } from './deck-mark';

interface DeckFilterProps {
  /** None means all. */
  readonly chosen: ReadonlySet<DeckId>;
  /** Cards to do now in all decks; `null` until that is known. */
  readonly total: number | null;
  countNow(deck: DeckId): number;
  onChoose(decks: ReadonlySet<DeckId>): void;
}

/** Which decks are asked: all, or any of them. */
export function DeckFilter({ chosen, total, countNow, onChoose }: DeckFilterProps) {
  const t = useTranslations('cards.decks');
  const toggle = (deck: DeckId) => {
    const decks = new Set(chosen);
    if (!decks.delete(deck)) decks.add(deck);
    onChoose(decks.size === DECK_IDS.length ? new Set() : decks);
  };
  const button = (id: DeckId | 'all', count: number | null, pressed: boolean, onClick: () => void) => (
    <button
      key={id}
      type="button"
      aria-pressed={pressed}
      aria-label={count === null ? t(id) : t('now', { name: t(id), count })}
      onClick={onClick}
    >
      {id !== 'all' && <DeckMark deck={id} />}
      {t(id)}
      <span className={styles.count}>{count}</span>
    </button>
  );
  return (
    <fieldset className={styles.decks} aria-label={t('label')}>
      {button('all', total, chosen.size === 0, () => onChoose(new Set()))}
      {DECK_IDS.map((id) => button(id, total === null ? null : countNow(id), chosen.has(id), () => toggle(id)))}
    </fieldset>
  );
}
