import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { MOST_CHARACTERS } from '@/lib/exercises/practice/answer-draft';
import { readNumber } from '@/lib/exercises/practice/read-number';
import styles from './question-view.module.css';
import { useAmount } from './use-amount';

interface NumberAnswerProps {
  readonly unit: string;
  readonly text: string;
  readonly stemId: string;
  onChange(text: string): void;
}

/** A number with its unit, and how it is read: a comma may be meant either way. */
export function NumberAnswer({ unit, text, stemId, onChange }: NumberAnswerProps) {
  const t = useTranslations('practice.question');
  const amount = useAmount();
  const id = useId();
  const value = readNumber(text, unit);
  const isWrong = text.trim() !== '' && value === null;
  return (
    <div className="grid gap-1">
      <label className="bold" htmlFor={id} id={`${id}-label`}>
        {t('number')}
      </label>
      <span className={`${styles.entry} row wrap gap-y-1 gap-x-2`}>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          maxLength={MOST_CHARACTERS}
          value={text}
          aria-labelledby={`${id}-label ${id}-unit`}
          aria-describedby={`${stemId} ${id}-read`}
          aria-invalid={isWrong}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </span>
      <p id={`${id}-read`} className={`${styles.note} soft small`} role="status">
        {isWrong ? t('notANumber') : value === null ? '' : t('readAs', { amount: amount(value, unit) })}
      </p>
    </div>
  );
}
