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
    <li className={`${styles.entry} grid baseline gap-y-1 gap-x-6 pad-above-2 pad-below-3 small line-below unbroken`}>
      <p className={`${styles.what} flex column soft tiny figures`}>
        <span>{time}</span>
        <span>{kind}</span>
      </p>
      <div className="narrow">
        {href ? (
          <IntentLink
            href={href}
            className={`${styles.title} inline-row target medium bold leading-snug`}
            data-entry=""
          >
            {title}
          </IntentLink>
        ) : (
          <span className={`${styles.title} inline-row target medium bold leading-snug`} tabIndex={-1} data-entry="">
            {title}
          </span>
        )}
        {children}
      </div>
      <div>
        <p className="row gap-2 bold">
          <VerdictMark state={state} />
          {verdict}
        </p>
        <p className="flex wrap gap-y-0 gap-x-4 soft tiny figures">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
    </li>
  );
}
