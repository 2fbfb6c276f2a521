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
    <details key={String(isEmpty)} className={`${styles.starters} above-6`} open={isEmpty}>
      <summary className="row gap-3">
        <h2 id={id}>{t('title')}</h2>
      </summary>
      <p className="soft small">{isEmpty ? t('hint') : t('replace')}</p>
      <ul aria-labelledby={id}>
        {STARTERS.map(({ id: starter, set }) => {
          const title = t(`${starter}.title`);
          const note = t(`${starter}.note`);
          return (
            <li className="grid" key={starter}>
              <Button
                className="grid from-top gap-1 pad-y-3 pad-x-4 text-start bg-card bordered-control rounded-card"
                look="bare"
                onClick={() => onStart({ ...set, title, note })}
              >
                <strong>{title}</strong>
                <span className="soft small leading-calm">{note}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
