import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ConfidenceField } from '@/components/exercises/inputs/confidence-field';
import { RadioCards } from '@/components/exercises/inputs/radio-cards';
import { Button } from '@/components/kit/button';
import type { StoredTest } from '@/lib/exercises/answers';
import { answerDraftFrom } from '@/lib/exercises/practice/answer-draft';
import { choiceOrder } from '@/lib/exercises/practice/choice-order';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import { readNumber } from '@/lib/exercises/practice/read-number';
import { dropDraft, itemPlace, readDraft, writeDraft } from '@/lib/learner/exercises/drafts';
import { NumberAnswer } from './number-answer';
import styles from './question-view.module.css';

interface AnswerFormProps {
  readonly ask: ItemAsk;
  /** Its seed draws the order of the choices. */
  readonly test: Pick<StoredTest, 'id' | 'seed'>;
  readonly stemId: string;
  /** @param given the number, or the place of the choice in the item's file */
  onAnswer(given: number, confidence: number): void;
}

/** An answer and how sure the learner is of it, both needed; half made, it outlasts a refresh. Not rendered on the server. */
export function AnswerForm({ ask, test, stemId, onAnswer }: AnswerFormProps) {
  const t = useTranslations('practice.question');
  const place = itemPlace(test.id, ask.id);
  const [draft, setDraft] = useState(() => answerDraftFrom(readDraft(place), ask));
  const { choice, text, confidence } = draft;
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (choice === null && text === '' && confidence === null) return dropDraft(place);
    try {
      writeDraft(place, { choice, text, confidence });
    } catch {
      // The form still holds it; only a refresh would lose it.
    }
  }, [place, choice, text, confidence]);
  const given = ask.kind === 'choice' ? choice : readNumber(text, ask.unit);
  const answerMissing = ask.kind === 'choice' ? 'choice' : 'number';
  const missing = given === null ? answerMissing : confidence === null ? 'confidence' : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given !== null && confidence !== null) {
      dropDraft(place);
      return onAnswer(given, confidence);
    }
    setAsked(true);
    const part = missing === 'confidence' ? '[data-part="confidence"]' : '[data-part="answer"]';
    form.current?.querySelector<HTMLElement>(`${part} input`)?.focus();
  };
  return (
    <form ref={form} onSubmit={submit} className="grid one-column gap-6" noValidate>
      <div data-part="answer">
        {ask.kind === 'choice' ? (
          <fieldset aria-labelledby={stemId}>
            <RadioCards
              options={choiceOrder(test.seed, ask.id, ask.choices.length).map((place) => ({
                id: String(place),
                text: ask.choices[place] ?? '',
              }))}
              value={choice === null ? null : String(choice)}
              disabled={false}
              onChange={(place) => setDraft({ ...draft, choice: Number(place) })}
            />
          </fieldset>
        ) : (
          <NumberAnswer
            unit={ask.unit}
            text={text}
            stemId={stemId}
            onChange={(typed) => setDraft({ ...draft, text: typed })}
          />
        )}
      </div>
      <div data-part="confidence">
        <ConfidenceField
          value={confidence}
          disabled={false}
          onChange={(share) => setDraft({ ...draft, confidence: share })}
        />
      </div>
      <div className="row wrap gap-y-3 gap-x-4">
        <Button look="go" type="submit" className="wide-on-phones">
          {t('answer')}
        </Button>
        <p className={`${styles.note} soft small`} role="status" data-missing={asked && missing ? true : undefined}>
          {asked && missing ? t(`missing.${missing}`) : t('note')}
        </p>
      </div>
    </form>
  );
}
