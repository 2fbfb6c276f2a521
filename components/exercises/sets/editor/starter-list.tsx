import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/kit/button';
import type { ExerciseSet } from '@/lib/exercises/sets/set';
import { STARTERS } from '@/lib/exercises/sets/starters';
import styles from './editor.module.css';

interface StarterListProps {
  /** Nothing is lost by beginning with one. */
  readonly isEmpty: boolean;
  onStart(set: ExerciseSet): void;
}

/** Ready-made sets; those who have begun one of their own find them folded away. */
export function StarterList({ isEmpty, onStart }: StarterListProps) {
  const t = useTranslations('sets.starters');
  const id = useId();
  return (
    <details key={String(isEmpty)} className={styles.starters} open={isEmpty}>
      <summary>
        <h2 id={id}>{t('title')}</h2>
      </summary>
      <p className={styles.hint}>{isEmpty ? t('hint') : t('replace')}</p>
      <ul aria-labelledby={id}>
        {STARTERS.map(({ id: starter, set }) => {
          const title = t(`${starter}.title`);
          const note = t(`${starter}.note`);
          return (
            <li key={starter}>
              <Button look="bare" onClick={() => onStart({ ...set, title, note })}>
                <strong>{title}</strong>
                <span className={styles.starterNote}>{note}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
