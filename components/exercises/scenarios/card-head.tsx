import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import type { ScenarioFace } from '@/lib/exercises/scenarios/faces';
import styles from './card-head.module.css';

interface CardHeadProps {
  readonly face: ScenarioFace;
  /** Its place in the rack, from 1. */
  readonly number: number;
  readonly of: number;
}

/** What the card is called, its place in the rack and what it is about. */
export function CardHead({ face, number, of }: CardHeadProps) {
  const t = useTranslations('scenarioCards.card');
  const exercises = useTranslations('exercises');
  return (
    <header className={`${styles.head} pad-above-5 pad-below-3`}>
      <p className={`${styles.about} row wrap gap-y-0 gap-x-3 soft small`}>
        <IntentLink className="inline-row target" href="/exercises/scenarios">
          {t('back')}
        </IntentLink>
        <span>{t('number', { number, of })}</span>
        <span>{exercises(`levels.${face.level}`)}</span>
        {face.concepts.map((concept) => (
          <span key={concept} className={styles.concept}>
            {exercises(`concepts.${concept}`)}
          </span>
        ))}
      </p>
      <h1>{face.title}</h1>
    </header>
  );
}
