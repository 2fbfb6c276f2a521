import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { RackEntry } from '@/lib/exercises/scenarios/rack-entry';
import styles from './rack-card.module.css';
import type { CardState } from './use-card-states';

interface RackCardProps {
  readonly entry: RackEntry;
  /** `null` until it is known; its room is kept. */
  readonly state: CardState | null;
}

/** A card as it stands in the rack. */
export function RackCard({ entry, state }: RackCardProps) {
  const t = useTranslations('scenarioCards.rack');
  const concepts = useTranslations('exercises.concepts');
  return (
    <article className={styles.card} data-state={state?.state}>
      <p className={styles.number}>{t('number', { number: entry.number })}</p>
      <h3>
        <IntentLink href={`/exercises/scenarios/${entry.id}`}>{entry.title}</IntentLink>
      </h3>
      <p className={styles.opening}>{entry.opening}</p>
      <ul className={styles.concepts}>
        {entry.concepts.map((concept) => (
          <li key={concept}>{concepts(concept)}</li>
        ))}
      </ul>
      <p className={styles.state}>
        {state && t(`state.${state.state}`, state.state === 'done' ? { points: state.points } : {})}
      </p>
    </article>
  );
}
