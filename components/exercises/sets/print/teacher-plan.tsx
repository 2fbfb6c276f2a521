import { useTranslations } from 'next-intl';
import styles from '@/components/exercises/paper/print.module.css';
import type { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import type { SetEntry } from '@/lib/exercises/sets/set';
import { useAnswerWords } from './use-answer-words';
import type { EntryKey } from './use-keys';

interface TeacherPlanProps {
  readonly entries: readonly SetEntry[];
  readonly keys: ReadonlyMap<string, EntryKey>;
  readonly words: ReturnType<typeof useEntryWords>;
}

/** The lesson at a glance: from which minute on, what to ask, what may come out. */
export function TeacherPlan({ entries, keys, words }: TeacherPlanProps) {
  const t = useTranslations('sets.print');
  const plans = useTranslations('scenarioCards.plans');
  const answerOf = useAnswerWords();
  const minutes = entries.map(words.minutes);
  const usual = (key: EntryKey | undefined): string => {
    if (key?.kind === 'scenario')
      return (
        Object.entries(key.key.plans)
          .filter(([, { credit }]) => credit === 1)
          // The names of plans are those of its record.
          .map(([plan]) => plans(plan as 'batch'))
          .join('; ')
      );
    const example = key?.kind === 'exercise' ? answerOf(key.exercise, key.examples) : null;
    if (!example) return '';
    return example.figures ? t('example', { name: example.name, figures: example.figures }) : example.answer;
  };
  return (
    <section className={styles.teacher} aria-labelledby="teacher-plan">
      <h2 id="teacher-plan">{t('teacherPlan')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.wide} aria-label={t('teacherPlan')} tabIndex={0}>
        <table className={`${styles.values} ${styles.atAGlance}`}>
          <thead>
            <tr>
              {(['place', 'from', 'minutes', 'what', 'question', 'usual'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, index) => {
              const key = keys.get(formatEntry(entry));
              return (
                <tr key={formatEntry(entry)}>
                  <td>{index + 1}</td>
                  <td>{minutes.slice(0, index).reduce((sum, each) => sum + each, 0)}</td>
                  <td>{minutes[index]}</td>
                  <th scope="row">{words.title(entry)}</th>
                  <td>{key?.kind === 'exercise' ? key.exercise.ask.question : ''}</td>
                  <td>{usual(key)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="soft small">
        {t('total', { minutes: minutes.reduce((sum, each) => sum + each, 0) })} {t('exampleOnly')}
      </p>
    </section>
  );
}
