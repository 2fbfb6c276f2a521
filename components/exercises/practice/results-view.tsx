import { useFormatter, useTranslations } from 'next-intl';
import { CalibrationChart } from '@/components/exercises/calibration-chart';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { IntentLink } from '@/components/shell/intent-link';
import type { ItemAnswer } from '@/lib/exercises/answers';
import type { ConceptId } from '@/lib/exercises/concepts';
import { usedUp } from '@/lib/exercises/practice/assemble-form';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import type { Mastery } from '@/lib/exercises/practice/mastery';
import { resultsOf } from '@/lib/exercises/practice/results';
import type { Sitting } from '@/lib/exercises/practice/sitting';
import { ConceptRow } from './concept-row';
import { MissedItems } from './missed-items';
import styles from './results-view.module.css';
import type { Practice } from './use-practice';

interface ResultsViewProps {
  readonly items: readonly ItemAsk[];
  readonly sitting: Sitting;
  /** All that is kept, of every test. */
  readonly answers: readonly ItemAnswer[];
  readonly mastery: Readonly<Record<ConceptId, Mastery>>;
  readonly practice: Practice;
}

/** What came of a test, and where to go from there. */
export function ResultsView({ items, sitting, answers, mastery, practice }: ResultsViewProps) {
  const t = useTranslations('practice.results');
  const start = useTranslations('practice.start');
  const format = useFormatter();
  const results = resultsOf(sitting);
  const { right, answered, asked, concepts, missed } = results;
  const weak = concepts.flatMap(({ concept }) => (mastery[concept].state === 'mastered' ? [] : [concept]));
  const repeating = usedUp({ items, concepts: weak, answers });
  const retryAll = weak.length > 1;
  return (
    <div className={`${styles.results} grid one-column`}>
      <header>
        <h2 className={styles.title} tabIndex={-1} data-lead="">
          {answered === 0 ? t('none') : t('title', { right, answered })}
        </h2>
        <p className="above-1 soft">
          {t('of', { day: format.dateTime(new Date(sitting.test.startedAt), { dateStyle: 'long' }) })}{' '}
          {asked > answered && t('unanswered', { count: asked - answered })}
        </p>
      </header>

      <section aria-labelledby="practice-concepts" className="narrow">
        <h3 className="larger" id="practice-concepts">
          {t('concepts')}
        </h3>
        <ul className="plain-list above-2">
          {concepts.map((result) => (
            <ConceptRow
              key={result.concept}
              result={result}
              sitting={sitting}
              mastery={mastery[result.concept]}
              repeats={repeating.includes(result.concept)}
              onRetry={() => practice.begin([result.concept])}
            />
          ))}
        </ul>
        <details className="above-2 measure small">
          <summary>{start('counts')}</summary>
          <p className="soft">{start('rule')}</p>
        </details>
      </section>

      <MissedItems key={sitting.test.id} missed={missed} answers={sitting.answers} answered={answered} />

      <section aria-labelledby="practice-calibration" className="narrow">
        <h3 className="larger" id="practice-calibration">
          {t('calibration')}
        </h3>
        <div className="above-3 measure">
          <CalibrationChart answers={answers} />
        </div>
      </section>

      <div className="row wrap gap-3 no-print">
        {retryAll && (
          <Button look="go" className="wide-on-phones" onClick={() => practice.begin(weak)}>
            {t('retryAll', { count: weak.length })}
          </Button>
        )}
        <Button look={retryAll ? 'quiet' : 'go'} onClick={practice.leave}>
          {t('again')}
        </Button>
        <IntentLink href="/exercises/progress" className={buttonLook()}>
          {t('progress')}
        </IntentLink>
      </div>
    </div>
  );
}
