import { useTranslations } from 'next-intl';
import { SimulatedMark } from '@/components/exercises/scenes/simulated-mark';
import { IntentLink } from '@/components/shell/intent-link';
import type { Ask } from '@/lib/exercises/exercise';
import { isOnSimulated } from '@/lib/exercises/leg';
import styles from './play-head.module.css';

/** What the exercise is called, what it is about and how long it takes. */
export function PlayHead({ ask }: { ask: Ask }) {
  const t = useTranslations('exercises');
  return (
    <header className={`${styles.head} measure pad-above-5 pad-below-2`}>
      <p className={`${styles.about} row wrap gap-y-0 gap-x-3 soft small`}>
        <IntentLink className="inline-row target inherit" href="/exercises">
          {t('play.back')}
        </IntentLink>
        <span>{t(`kinds.${ask.kind}`)}</span>
        <span>{t(`levels.${ask.level}`)}</span>
        <span>{t(`concepts.${ask.concepts[0]}`)}</span>
        <span>{t('list.minutes', { minutes: ask.minutes })}</span>
      </p>
      <div className="row wrap gap-y-0 gap-x-4">
        <h1>{ask.title}</h1>
        {isOnSimulated(ask) && <SimulatedMark />}
      </div>
      <p className="soft large leading-calm">{ask.goal}</p>
    </header>
  );
}
