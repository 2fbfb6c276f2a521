import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { IntentLink } from '@/components/shell/intent-link';
import { WAYS_BACK } from '@/lib/exercises/concepts';
import type { Mastery } from '@/lib/exercises/practice/mastery';
import type { ConceptResult } from '@/lib/exercises/practice/results';
import type { Sitting } from '@/lib/exercises/practice/sitting';
import { presetHref } from '@/lib/lesson/presets';
import styles from './concept-row.module.css';

interface ConceptRowProps {
  readonly result: ConceptResult;
  readonly sitting: Sitting;
  readonly mastery: Mastery;
  /** Whether a retry cannot do without questions that were answered before. */
  readonly repeats: boolean;
  onRetry(): void;
}

/** A concept of a test: how it went, what it counts, and, where it is weak, the ways back to it. */
export function ConceptRow({ result, sitting, mastery, repeats, onRetry }: ConceptRowProps) {
  const t = useTranslations('practice.results');
  const names = useTranslations('exercises.concepts');
  const { concept, right, answered, asked } = result;
  const name = names(concept);
  const way = WAYS_BACK[concept];
  const { state } = mastery;
  // Where this test does not decide, an earlier one may.
  const isEarlier = answered < asked && (state === 'weak' || state === 'mastered');
  return (
    <li className="pad-y-3 line-below unbroken">
      <div className={`${styles.head} grid baseline gap-y-1 gap-x-6`}>
        <h4>{name}</h4>
        <p className="row wrap gap-y-0 gap-x-3 small">
          <span aria-hidden="true" className={`${styles.pips} inline-flex gap-1`}>
            {sitting.items
              .filter((item) => item.concept === concept)
              .map((item) => (
                <Pip key={item.id} right={sitting.answers.get(item.id)?.right ?? null} />
              ))}
          </span>
          <span>
            {t('tally', { right, answered })}
            {asked > answered && `, ${t('notAnswered', { count: asked - answered })}`}
          </span>
        </p>
        <p className={`${styles.state} soft small`} data-state={state}>
          {isEarlier ? t(`earlier.${state}`) : t(`state.${state}`)}
        </p>
      </div>
      {state !== 'mastered' && (
        <nav className="flex wrap gap-y-0 gap-x-5 small no-print" aria-label={t('links', { concept: name })}>
          <IntentLink className="inline-row target" href={way.lesson}>
            {t('lesson')}
          </IntentLink>
          <IntentLink className="inline-row target" href={presetHref(way.preset)}>
            {t('lab')}
          </IntentLink>
          <IntentLink className="inline-row target" href="/learn/cards">
            {t('cards')}
          </IntentLink>
          <Button className="inline-row target" look="plain" onClick={onRetry}>
            {t(repeats ? 'retryRepeats' : 'retry')}
          </Button>
        </nav>
      )}
    </li>
  );
}

/** One question: right, wrong or without an answer. */
function Pip({ right }: { readonly right: boolean | null }) {
  return (
    <svg className="sign" viewBox="0 0 16 16" aria-hidden="true" data-right={right ?? 'none'}>
      {right === null ? (
        <circle cx="8" cy="8" r="2" />
      ) : (
        <path d={right ? 'M2.5 8.5L6.5 12.5L13.5 4' : 'M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5'} />
      )}
    </svg>
  );
}
