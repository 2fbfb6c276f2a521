import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { SET_LIMITS } from '@/lib/exercises/sets/set';
import styles from './editor.module.css';

interface SeedFieldProps {
  /** Of the exercise. */
  readonly title: string;
  readonly seed: number | null;
  /** Takes a seed. @returns whether it could be used */
  tryOut(seed: number | null): boolean;
}

/** A seed of its own for an exercise; empty = the one it has. */
export function SeedField({ title, seed, tryOut }: SeedFieldProps) {
  const t = useTranslations('sets.form');
  const id = useId();
  const [text, setText] = useState(seed === null ? '' : String(seed));
  const [isBad, setBad] = useState(false);
  const type = (written: string) => {
    setText(written);
    const trimmed = written.trim();
    setBad(!tryOut(trimmed === '' ? null : /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN));
  };
  return (
    <div className="row wrap gap-y-1 gap-x-2 small">
      <label className="soft" htmlFor={id}>
        <span aria-hidden>{t('seedLabel')}</span>
        <span className="visually-hidden">{t('seed', { title })}</span>
      </label>
      <input
        className="pad-y-2 pad-x-3 narrow target bg-card bordered-control rounded"
        id={id}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('seedPlace')}
        value={text}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {isBad && (
        <p id={`${id}-bad`} role="alert" className={`${styles.bad} invalid tiny`}>
          {t('seedBad', { most: SET_LIMITS.seed })}
        </p>
      )}
    </div>
  );
}
