import { useFormatter, useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import styles from '@/components/exercises/paper/print.module.css';
import { useAmounts } from '@/components/exercises/use-amounts';
import { useFill } from '@/components/exercises/use-fill';
import { type Example, exampleEvidence } from '@/lib/exercises/example';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { isOnSimulated } from '@/lib/exercises/leg';
import { keyTolerance } from '@/lib/exercises/sets/key-tolerance';
import { useAnswerWords } from './use-answer-words';

/** The key of an exercise: what is said to each outcome, which reasons hold, and how the idea goes on. */
export function ExerciseKey({ exercise, examples }: { exercise: AnyExercise; examples: readonly Example[] }) {
  const t = useTranslations('sets.print');
  const misconceptions = useTranslations('exercises.misconceptions');
  const tolerance = useToleranceWords(exercise);
  const example = useAnswerWords()(exercise, examples);
  const fill = useFill();
  const { ask, key } = exercise;
  /** A text with the figures of an example, that of an outcome where it is one's own. */
  const told = (text: string, outcome?: string) => {
    const like =
      examples.find((each) => each.outcome === outcome) ?? examples.find(({ verdict }) => verdict === 'right');
    return like ? fill(text, key.facts(exampleEvidence(like))) : text;
  };
  return (
    <>
      <p className={styles.question}>{ask.question}</p>
      {example && (
        <p>
          <strong>{t('answer')}:</strong> {example.answer.replace(/\.$/, '')}.{' '}
          {example.figures && t('example', { name: example.name, figures: example.figures })}
        </p>
      )}
      <p>
        <strong>{t('tolerance')}:</strong> {tolerance}
      </p>
      <h3>{t('outcomes')}</h3>
      <p className="soft small">{t(isOnSimulated(ask) ? 'exampleSimulated' : 'exampleFigures')}</p>
      <ul className={styles.keyList}>
        {Object.entries(key.outcomes).map(([id, text]) => (
          <li key={id}>{told(text, id)}</li>
        ))}
      </ul>
      <h3>{t('reasons')}</h3>
      <ul className={styles.keyList}>
        {ask.reasons.map(({ id, text }) => {
          const reason = key.reasons[id];
          return (
            <li key={id}>
              “{text}” {reason && <strong>{t(reason.sound ? 'holds' : 'fails')}.</strong>} {reason && told(reason.why)}{' '}
              {reason?.misconception && <em>{t('misconception', { title: misconceptions(reason.misconception) })}</em>}
            </li>
          );
        })}
      </ul>
      <h3>{t('followUp')}</h3>
      <p>{told(key.followUp.question)}</p>
      <ul className={styles.keyList}>
        {key.followUp.choices.map(({ text, right, why }) => (
          <li key={text}>
            “{told(text)}” <strong>{t(right ? 'right' : 'wrong')}.</strong> {told(why)}
          </li>
        ))}
      </ul>
    </>
  );
}

function useToleranceWords(exercise: AnyExercise): string {
  const t = useTranslations('sets.print');
  const format = useFormatter();
  const { predicted } = useAmounts();
  const near = keyTolerance(exercise);
  if (near) {
    const { kind, right, partly } = near;
    const amount = kind === 'by' ? (value: number) => predicted(near.unit, value) : format.number;
    return t(`near.${kind}`, { right: amount(right), partly: amount(partly) });
  }
  return t(viewOf(exercise.ask.kind).tolerance ?? 'toleranceParts');
}
