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
    <article
      className={`${styles.card} grid gap-y-2 pad-x-4 pad-above-3 pad-below-4 bg-card bordered relative unbroken`}
      data-state={state?.state}
    >
      <p className="soft tiny figures">{t('number', { number: entry.number })}</p>
      <h3>
        <IntentLink href={`/exercises/scenarios/${entry.id}`}>{entry.title}</IntentLink>
      </h3>
      <p className="soft small leading-calm">{entry.opening}</p>
      <ul
        className={`${styles.concepts} plain-list flex wrap from-top gap-x-1 pad-above-2 soft tiny leading-snug line-above`}
      >
        {entry.concepts.map((concept) => (
          <li key={concept}>{concepts(concept)}</li>
        ))}
      </ul>
      <p className={`${styles.state} tiny figures`}>
        {state && t(`state.${state.state}`, state.state === 'done' ? { points: state.points } : {})}
      </p>
    </article>
  );
}
