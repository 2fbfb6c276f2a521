import { useFormatter, useTranslations } from 'next-intl';
import type { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { IntentLink } from '@/components/shell/intent-link';
import type { SetEntry } from '@/lib/exercises/sets/set';
import type { EntryState } from '@/lib/exercises/sets/set-progress';
import styles from './plan.module.css';

interface PlanEntryProps {
  readonly entry: SetEntry;
  readonly state: EntryState;
  /** Whether it has been looked up what the learner did before. */
  readonly isKnown: boolean;
  readonly href: string;
  readonly words: ReturnType<typeof useEntryWords>;
  /** What has to be done before this opens. */
  readonly firstTitle: string | null;
}

/** A step of the plan. */
export function PlanEntry({ entry, state, isKnown, href, words, firstTitle }: PlanEntryProps) {
  const t = useTranslations('sets');
  const format = useFormatter();
  const title = words.title(entry);
  const isOpen = isKnown && state.state !== 'locked';
  const result =
    state.state !== 'done'
      ? null
      : state.verdict
        ? t(`plan.verdict.${state.verdict}`)
        : state.score !== null && t('plan.score', { share: format.number(state.score, { style: 'percent' }) });
  return (
    <li data-state={isKnown ? state.state : undefined}>
      <div className={`${styles.body} grow narrow`}>
        <h2>{isOpen ? <IntentLink href={href}>{title}</IntentLink> : title}</h2>
        <p className={`${styles.about} soft small`}>
          <span>{t(`kind.${entry.kind}`)}</span>
          <span>{t('unit.minutes', { minutes: words.minutes(entry) })}</span>
          {entry.kind === 'exercise' && entry.seed !== null && <span>{t('plan.seed', { seed: entry.seed })}</span>}
        </p>
        {entry.kind === 'test' && (
          <p className={`${styles.about} soft small`}>{t('plan.testAbout', { concepts: words.concepts(entry) })}</p>
        )}
        {isKnown && firstTitle && (
          <p className={`${styles.about} soft small`}>{t('plan.first', { title: firstTitle })}</p>
        )}
      </div>
      <p className={`${styles.state} grid from-top rigid small text-end`}>
        {isKnown && (
          <>
            <strong className="bold">{t(`plan.state.${state.state}`)}</strong>
            {result && <span>{result}</span>}
          </>
        )}
      </p>
    </li>
  );
}
