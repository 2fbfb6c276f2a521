import { useTranslations } from 'next-intl';
import paper from '@/components/exercises/paper/print.module.css';
import { MOST_LETTERS } from '@/lib/exercises/kinds/recall';
import styles from './recall.module.css';
import type { FieldProps, KindView, PaperProps } from './view';

const STARTS_A_WORD = /^[\p{L}\p{N}(]/u;

/** Words from memory, each within its sentence. */
function Field({ input: { blanks }, draft, disabled, onChange }: FieldProps<'recall'>) {
  const t = useTranslations('prediction.recall');
  return (
    <ol className={`${styles.blanks} plain-list grid measure gap-4 lead leading-loose`} data-count={blanks.length}>
      {blanks.map(({ id, before, after }) => (
        <li key={id}>
          {before && <span>{before} </span>}
          {disabled ? (
            <strong className={`${styles.given} pad-x-1 bolder`}>{draft.answers[id]}</strong>
          ) : (
            <input
              type="text"
              className={`${styles.word} target pad-y-0 pad-x-2 ink bold leading-snug bg-sunken no-border`}
              aria-label={t('blank', { before, after })}
              autoComplete="off"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              maxLength={MOST_LETTERS}
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

function Paper({ input: { blanks } }: PaperProps<'recall'>) {
  return blanks.map(({ id, before, after }) => (
    <p key={id} className={paper.blank}>
      {before} <span className={paper.gap} /> {after}
    </p>
  ));
}

export const recall: KindView<'recall'> = {
  Field,
  Paper,
  tolerance: 'toleranceParts',
  told: () => '',
  note: () => '',
  parts: ({ blanks }, { answers }) =>
    blanks.map(({ id, before, after }) => ({ id, words: `${before} ${answers[id] ?? ''} ${after}`.trim() })),
  // As it is spelt, and not as an example has it that is let pass.
  answer: ({ blanks }, _given, _words, truth) => blanks.map(({ id }) => truth?.accepted[id]?.[0] ?? '').join('; '),
  history: ({ answers }, { format }) => format.list(Object.values(answers), { type: 'unit' }),
};
