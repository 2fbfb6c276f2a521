import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { MemoryHead } from '@/lib/lesson/content';
import { recallOrder } from '@/lib/lesson/recall-order';
import styles from './recall-check.module.css';

interface RecallQuestionProps {
  readonly piece: string;
  readonly recall: MemoryHead['recall'];
  /** How often it was asked before on this page: each time in another order. */
  readonly attempt: number;
  onAnswer(choice: number): void;
  onGiveUp(): void;
}

/** The question, with the aid out of sight. */
export function RecallQuestion({ piece, recall, attempt, onAnswer, onGiveUp }: RecallQuestionProps) {
  const t = useTranslations('memory');
  const name = useId();
  const [choice, setChoice] = useState<number | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice !== null) onAnswer(choice);
  };
  return (
    <form onSubmit={submit}>
      <p className="soft small">{t('hidden')}</p>
      <fieldset className={`${styles.question} grid gap-2 above-1 measure`}>
        <legend className="pad-below-2 measure lead bold leading-calm" tabIndex={-1} data-lead="">
          {recall.question}
        </legend>
        {recallOrder(piece, attempt, recall.choices.length).map((index) => (
          <label className="row gap-3 pad-y-2 pad-x-3 target bordered-control rounded pointer ring" key={index}>
            <input type="radio" name={name} required checked={choice === index} onChange={() => setChoice(index)} />
            <span>{recall.choices[index]?.text}</span>
          </label>
        ))}
      </fieldset>
      <div className={`${styles.foot} row wrap gap-y-2 gap-x-4 above-4`}>
        <Button look="go" type="submit">
          {t('check')}
        </Button>
        <Button onClick={onGiveUp}>{t('show')}</Button>
      </div>
    </form>
  );
}
