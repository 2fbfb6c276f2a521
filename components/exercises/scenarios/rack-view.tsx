import { useTranslations } from 'next-intl';
import { LEVELS } from '@/lib/exercises/concepts';
import { cardsOf, type RackChoice } from '@/lib/exercises/scenarios/rack-choice';
import type { RackEntry } from '@/lib/exercises/scenarios/rack-entry';
import { RackCard } from './rack-card';
import { RackFilter } from './rack-filter';
import styles from './rack-view.module.css';
import type { CardState } from './use-card-states';

interface RackViewProps {
  readonly entries: readonly RackEntry[];
  readonly choice: RackChoice;
  readonly states: ReadonlyMap<string, CardState> | null;
  readonly onChange: ((choice: RackChoice) => void) | null;
}

/** The cards by level, and how many of them are answered. */
export function RackView({ entries, choice, states, onChange }: RackViewProps) {
  const t = useTranslations('scenarioCards.rack');
  const levels = useTranslations('exercises.levels');
  const shown = cardsOf(entries, choice);
  const done = entries.filter(({ id }) => states?.get(id)?.state === 'done').length;
  return (
    <div className="grid gap-8 pad-above-5 pad-below-8">
      <div className="row wrap between gap-y-3 gap-x-6">
        <RackFilter choice={choice} onChange={onChange} />
        <p className={`${styles.count} flex wrap gap-y-0 gap-x-5 soft small figures`}>
          <span role="status">{t('shown', { shown: shown.length })}</span>
          <span>{states && t('answered', { done, of: entries.length })}</span>
        </p>
      </div>
      {LEVELS.map((level) => {
        const cards = shown.filter((entry) => entry.level === level);
        return (
          cards.length > 0 && (
            <section key={level} aria-labelledby={`level-${level}`}>
              <h2 className="below-3 large" id={`level-${level}`}>
                {levels(level)}
              </h2>
              <ul className={`${styles.cards} plain-list grid gap-3`}>
                {cards.map((entry) => (
                  <li key={entry.id}>
                    <RackCard entry={entry} state={states?.get(entry.id) ?? null} />
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </div>
  );
}
