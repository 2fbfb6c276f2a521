import { useTranslations } from 'next-intl';
import type { ConceptProgress } from '@/lib/exercises/progress/concept-progress';
import { ConceptLine } from './concept-line';
import styles from './concept-table.module.css';
import { VerdictMark } from './verdict-mark';

const COLUMNS = ['concept', 'mastery', 'exercises', 'scenarios', 'next'] as const;
const MARKS = ['right', 'partly', 'not', 'told', 'begun', 'new'] as const;

/** The concepts in the order they are taught: the test, the exercises, the cases and what helps most next. */
export function ConceptTable({ concepts }: { readonly concepts: readonly ConceptProgress[] }) {
  const t = useTranslations('progress.concepts');
  const verdicts = useTranslations('progress.verdict');
  const mastered = concepts.filter(({ mastery }) => mastery.state === 'mastered').length;
  return (
    <section className="grid from-top gap-3 narrow" aria-labelledby="progress-concepts">
      <h2 id="progress-concepts">{t('title', { mastered, of: concepts.length })}</h2>
      <p className="measure soft small">{t('note')}</p>
      <p className="flex wrap gap-y-1 gap-x-5 soft tiny">
        {MARKS.map((state) => (
          <span className="inline-row gap-1" key={state}>
            <VerdictMark state={state} />
            {verdicts(state)}
          </span>
        ))}
      </p>
      <div className={`${styles.head} pad-y-1 soft tiny`} aria-hidden="true">
        {COLUMNS.map((column) => (
          <span key={column}>{t(`columns.${column}`)}</span>
        ))}
      </div>
      <ul className={styles.rows}>
        {concepts.map((progress) => (
          <ConceptLine key={progress.concept} progress={progress} />
        ))}
      </ul>
    </section>
  );
}
