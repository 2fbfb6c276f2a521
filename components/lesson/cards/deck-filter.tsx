import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { DECK_IDS, type DeckId } from '@/lib/lesson/cards/deck';
import styles from './deck-filter.module.css';
import { DeckMark } from './deck-mark';

interface DeckFilterProps {
  /** None means all. */
  readonly chosen: ReadonlySet<DeckId>;
  /** Cards of these decks that have come back and wait; new ones are not counted. */
  countDue(decks: ReadonlySet<DeckId>): number;
  onChoose(decks: ReadonlySet<DeckId>): void;
}

const ALL: ReadonlySet<DeckId> = new Set();

/** Which decks are asked: all, or any of them. */
export function DeckFilter({ chosen, countDue, onChoose }: DeckFilterProps) {
  const t = useTranslations('cards.decks');
  const toggle = (deck: DeckId) => {
    const decks = new Set(chosen);
    if (!decks.delete(deck)) decks.add(deck);
    onChoose(decks.size === DECK_IDS.length ? ALL : decks);
  };
  const button = (id: DeckId | 'all', decks: ReadonlySet<DeckId>, pressed: boolean, onClick: () => void) => {
    const count = countDue(decks);
    return (
      <Button key={id} aria-pressed={pressed} onClick={onClick}>
        {id !== 'all' && <DeckMark deck={id} />}
        {t(id)}
        {count > 0 && (
          <span className={`${styles.count} paper bolder figures text-center bg-ink absolute`}>
            {count} <span className="visually-hidden">{t('due', { count })}</span>
          </span>
        )}
      </Button>
    );
  };
  return (
    <fieldset className={`${styles.decks} flex wrap centred gap-2`} aria-label={t('label')}>
      {button('all', ALL, chosen.size === 0, () => onChoose(ALL))}
      {DECK_IDS.map((id) => button(id, new Set([id]), chosen.has(id), () => toggle(id)))}
    </fieldset>
  );
}
