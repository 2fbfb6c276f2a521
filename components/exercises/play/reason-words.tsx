'use client';

import { useTranslations } from 'next-intl';
import { useFill } from '@/components/exercises/use-fill';
import type { AnyExercise, Facts } from '@/lib/exercises/exercise';
import styles from './play.module.css';

interface ReasonWordsProps {
  readonly exercise: AnyExercise;
  /** The one that was given. */
  readonly reason: string;
  readonly facts: Facts;
}

/** Whether the learner's reason holds, and why. */
export function ReasonWords({ exercise: { ask, key }, reason, facts }: ReasonWordsProps) {
  const t = useTranslations('exercises.play.explain');
  const misconceptions = useTranslations('exercises.misconceptions');
  const fill = useFill();
  const given = key.reasons[reason];
  if (!given) return null;
  return (
    <div className="grid measure gap-2 below-5" data-sound={given.sound}>
      <h3 className="medium">{t('reason')}</h3>
      <p className={`${styles.own} pad-start-3 soft anywhere`}>{ask.reasons.find(({ id }) => id === reason)?.text}</p>
      <p>
        <strong>{t(given.sound ? 'sound' : 'unsound')}.</strong> {fill(given.why, facts)}
      </p>
      {given.misconception && (
        <p className={`${styles.note} soft small`}>
          {t('misconception', { title: misconceptions(given.misconception) })}
        </p>
      )}
    </div>
  );
}
