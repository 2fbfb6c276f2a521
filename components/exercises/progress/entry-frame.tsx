import type { ReactNode } from 'react';
import { IntentLink } from '@/components/shell/intent-link';
import type { ExerciseState } from '@/lib/exercises/exercise-state';
import styles from './entry-frame.module.css';
import { VerdictMark } from './verdict-mark';

interface EntryFrameProps {
  readonly kind: string;
  readonly time: string;
  readonly title: string;
  /** Where it can be seen again; `null` = nowhere. */
  readonly href: string | null;
  readonly state: ExerciseState;
  readonly verdict: string;
  /** What else there is to the verdict: points, how far off, how sure. */
  readonly facts: readonly string[];
  readonly children?: ReactNode;
}

/** A line of the history. */
export function EntryFrame({ kind, time, title, href, state, verdict, facts, children }: EntryFrameProps) {
  return (
    <li className={styles.entry}>
      <p className={styles.what}>
        <span>{time}</span>
        <span>{kind}</span>
      </p>
      <div className={styles.main}>
        {href ? (
          <IntentLink href={href} className={styles.title} data-entry="">
            {title}
          </IntentLink>
        ) : (
          <span className={styles.title} tabIndex={-1} data-entry="">
            {title}
          </span>
        )}
        {children}
      </div>
      <div className={styles.outcome}>
        <p className={styles.verdict}>
          <VerdictMark state={state} />
          {verdict}
        </p>
        <p className={styles.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
    </li>
  );
}
