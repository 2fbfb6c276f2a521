import { useTranslations } from 'next-intl';
import type { FieldProps } from './field-props';
import styles from './recall-field.module.css';

const MOST_CHARACTERS = 120;
const STARTS_A_WORD = /^[\p{L}\p{N}(]/u;

/** Words from memory, each within its sentence. */
export function RecallField({ input: { blanks }, draft, disabled, onChange }: FieldProps<'recall'>) {
  const t = useTranslations('prediction.recall');
  return (
    <ol className={styles.blanks} data-count={blanks.length}>
      {blanks.map(({ id, before, after }) => (
        <li key={id}>
          {before && <span>{before} </span>}
          {disabled ? (
            <strong className={styles.given}>{draft.answers[id]}</strong>
          ) : (
            <input
              type="text"
              className={styles.word}
              aria-label={t('blank', { before, after })}
              autoComplete="off"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              maxLength={MOST_CHARACTERS}
              value={draft.answers[id] ?? ''}
              onChange={({ target }) => onChange({ ...draft, answers: { ...draft.answers, [id]: target.value } })}
            />
          )}
          {after && <span>{STARTS_A_WORD.test(after) ? ` ${after}` : after}</span>}
        </li>
      ))}
    </ol>
  );
}
