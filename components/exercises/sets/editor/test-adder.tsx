import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/kit/button';
import { CONCEPT_IDS, type ConceptId } from '@/lib/exercises/concepts';
import { hasEntry } from '@/lib/exercises/sets/edit-set';
import type { ExerciseSet, SetEntry } from '@/lib/exercises/sets/set';
import styles from './editor.module.css';

interface TestAdderProps {
  readonly set: ExerciseSet;
  readonly isFull: boolean;
  onAdd(entry: SetEntry): void;
}

/** Adds a practice test on chosen concepts. */
export function TestAdder({ set, isFull, onAdd }: TestAdderProps) {
  const t = useTranslations('sets.practice');
  const names = useTranslations('exercises.concepts');
  const id = useId();
  const [chosen, setChosen] = useState<ReadonlySet<ConceptId>>(new Set());
  const entry: SetEntry = { kind: 'test', concepts: CONCEPT_IDS.filter((concept) => chosen.has(concept)) };
  const cannot = chosen.size === 0 || isFull || hasEntry(set, entry);
  const toggle = (concept: ConceptId) => {
    const next = new Set(chosen);
    if (!next.delete(concept)) next.add(concept);
    setChosen(next);
  };
  return (
    <section className="above-8" aria-labelledby={id}>
      <h2 id={id}>{t('title')}</h2>
      <p className="soft small">{t('hint')}</p>
      <fieldset className={`${styles.concepts} grid gap-y-0 gap-x-4 above-2 below-2`} aria-labelledby={id}>
        {CONCEPT_IDS.map((concept) => (
          <label className="row gap-2 target leading-snug pointer" key={concept}>
            <input type="checkbox" checked={chosen.has(concept)} onChange={() => toggle(concept)} />
            <span>{names(concept)}</span>
          </label>
        ))}
      </fieldset>
      <Button aria-disabled={cannot} onClick={() => cannot || onAdd(entry)}>
        {t('add')}
      </Button>
    </section>
  );
}
