import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/kit/button';
import { useLinkParams } from '@/components/shell/use-link-params';
import type { ItemAnswer } from '@/lib/exercises/answers';
import { CONCEPT_IDS, type ConceptId } from '@/lib/exercises/concepts';
import { usedUp } from '@/lib/exercises/practice/assemble-form';
import { FORM_LENGTH, MINUTES_PER_QUESTION } from '@/lib/exercises/practice/form-shape';
import type { ItemAsk } from '@/lib/exercises/practice/item-ask';
import { type Mastery, suggestedConcepts } from '@/lib/exercises/practice/mastery';
import { ENTRY_LINK } from '@/lib/exercises/sets/entry-href';
import { ConceptChip } from './concept-chip';
import styles from './start-view.module.css';
import type { Practice } from './use-practice';

interface StartViewProps {
  readonly items: readonly ItemAsk[];
  readonly answers: readonly ItemAnswer[];
  readonly mastery: Readonly<Record<ConceptId, Mastery>>;
  readonly practice: Practice;
}

/** Which concepts the next test is about. */
export function StartView({ items, answers, mastery, practice }: StartViewProps) {
  const t = useTranslations('practice.start');
  const names = useTranslations('exercises.concepts');
  const format = useFormatter();
  const params = useLinkParams(ENTRY_LINK);
  const [chosen, setChosen] = useState<ReadonlySet<ConceptId>>(
    () => new Set(conceptsFrom(params.get('concepts')) ?? suggestedConcepts(mastery)),
  );
  const concepts = CONCEPT_IDS.filter((concept) => chosen.has(concept));
  const questions = concepts.length * FORM_LENGTH;
  const repeating = usedUp({ items, concepts, answers });
  const choose = (concept: ConceptId, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(concept);
    else next.delete(concept);
    setChosen(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (concepts.length > 0) practice.begin(concepts);
  };
  return (
    <form onSubmit={submit} className="grid justify-start gap-6">
      <fieldset className={`${styles.concepts} full`} aria-describedby="practice-hint">
        <legend tabIndex={-1} data-lead="">
          {t('title')}
        </legend>
        <div className="row wrap between gap-y-0 gap-x-6 below-2 soft">
          <p id="practice-hint">{t(suggestedConcepts(mastery).length > 0 ? 'hint' : 'hintMastered')}</p>
          <Button
            look="plain"
            onClick={() => setChosen(new Set(concepts.length === CONCEPT_IDS.length ? [] : CONCEPT_IDS))}
          >
            {t(concepts.length === CONCEPT_IDS.length ? 'none' : 'all')}
          </Button>
        </div>
        <div className={`${styles.chips} grid gap-2`}>
          {CONCEPT_IDS.map((concept) => (
            <ConceptChip
              key={concept}
              concept={concept}
              mastery={mastery[concept]}
              checked={chosen.has(concept)}
              onChange={(isChosen) => choose(concept, isChosen)}
            />
          ))}
        </div>
      </fieldset>
      <div className="row wrap gap-y-3 gap-x-6">
        <Button look="go" type="submit" className="wide-on-phones" disabled={concepts.length === 0}>
          {t('go')}
        </Button>
        <div className={`${styles.size} narrow small`}>
          <p role="status">
            <strong>{t('size', { questions, minutes: questions * MINUTES_PER_QUESTION })}</strong>
          </p>
          <p className="soft">{t('shape')}</p>
        </div>
      </div>
      {repeating.length > 0 && (
        <p className={`${styles.note} measure soft small`}>
          {t('usedUp', { concepts: format.list(repeating.map((concept) => names(concept))) })}
        </p>
      )}
      {practice.finished && <Button onClick={practice.showResults}>{t('results')}</Button>}
      <details className="measure small">
        <summary>{t('counts')}</summary>
        <p className="soft">{t('rule')}</p>
      </details>
    </form>
  );
}

/** The concepts an address asks for, as a set for a class or the progress page does; `null` where it asks for none there is. */
function conceptsFrom(text: string | null): readonly ConceptId[] | null {
  const asked = text?.split(',') ?? [];
  const known = CONCEPT_IDS.filter((concept) => asked.includes(concept));
  return known.length > 0 ? known : null;
}
