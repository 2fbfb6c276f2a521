import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './track-key.module.css';

interface TrackKeyProps {
  /** There is a lane that gathers its items, and one that answers them one by one. */
  readonly gathers: boolean;
  readonly answersSingly: boolean;
}

/** What the signs of the tracks mean. */
export function TrackKey({ gathers, answersSingly }: TrackKeyProps) {
  const t = useTranslations('laneTimeline.key');
  return (
    <ul className={`${styles.key} plain-list flex wrap gap-y-0 gap-x-5 soft leading-calm`} aria-label={t('label')}>
      <Sign words={t('planned')}>
        <path d="M2 12V7M6 12V7M9 12V7" stroke="var(--soft)" strokeWidth="1.25" />
      </Sign>
      {answersSingly && (
        <Sign words={t('answer')}>
          <circle cx="3" cy="9" r="2.25" fill="currentcolor" />
          <circle cx="9" cy="4" r="2.25" fill="currentcolor" />
        </Sign>
      )}
      {gathers && (
        <Sign words={t('pile')}>
          <path d="M0 12L10 3V12Z" fill="currentcolor" opacity="0.5" />
        </Sign>
      )}
      {gathers && (
        <Sign words={t('run')}>
          <path d="M4.5 12V2h3v10Z" fill="currentcolor" />
        </Sign>
      )}
      <Sign words={t('failed')}>
        <path d="M2.5 3.5l7 7M9.5 3.5l-7 7" stroke="var(--invalid-text)" strokeWidth="1.75" strokeLinecap="round" />
      </Sign>
    </ul>
  );
}

function Sign({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {children}
      </svg>
      {words}
    </li>
  );
}
