import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { type ExerciseSet, LOCK_IDS, LOCKS } from '@/lib/exercises/sets/set';
import styles from './editor.module.css';

interface LocksFieldProps {
  readonly set: ExerciseSet;
  change(set: ExerciseSet): void;
}

/** The rules of a set. */
export function LocksField({ set, change }: LocksFieldProps) {
  const t = useTranslations('sets.locks');
  const id = useId();
  return (
    <div className="above-8">
      <h3>{t('title')}</h3>
      <div className={`${styles.lockList} grid gap-y-3 gap-x-6 above-2 below-2`}>
        {LOCK_IDS.map((lock) => (
          <fieldset key={lock}>
            <legend className="bold">{t(`${lock}.legend`)}</legend>
            {LOCKS[lock].map((choice) => (
              <label className="row gap-2 target leading-snug pointer" key={choice}>
                <input
                  type="radio"
                  name={`${id}-${lock}`}
                  checked={set[lock] === choice}
                  onChange={() => change({ ...set, [lock]: choice })}
                />
                {/* Each choice has its words under the name of its lock. */}
                <span>{t(`${lock}.${choice}` as 'order.free')}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className="soft small">{t('honest')}</p>
    </div>
  );
}
