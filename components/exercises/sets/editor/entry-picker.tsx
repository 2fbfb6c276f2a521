import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { CONCEPT_IDS, type ConceptId, LEVELS, type Level } from '@/lib/exercises/concepts';
import { hasEntry } from '@/lib/exercises/sets/edit-set';
import { entryMinutes } from '@/lib/exercises/sets/entry-minutes';
import { minutesOf, type Offer } from '@/lib/exercises/sets/offer';
import { type ExerciseSet, SET_LIMITS, type SetEntry } from '@/lib/exercises/sets/set';
import styles from './editor.module.css';
import { PickerRow } from './picker-row';

const KINDS = ['all', 'exercise', 'scenario'] as const;

interface EntryPickerProps {
  readonly offer: Offer;
  readonly set: ExerciseSet;
  readonly isFull: boolean;
  onAdd(entry: SetEntry): void;
}

/** Everything there is to choose from, by what it is about and how much it asks. */
export function EntryPicker({ offer, set, isFull, onAdd }: EntryPickerProps) {
  const t = useTranslations('sets.pick');
  const exercises = useTranslations('exercises');
  const id = useId();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('all');
  const [concept, setConcept] = useState<ConceptId | ''>('');
  const [level, setLevel] = useState<Level | ''>('');
  const minutes = minutesOf(offer);
  const all = [
    ...offer.exercises.map((each) => ({ ...each, entry: { kind: 'exercise', id: each.id, seed: null } as const })),
    ...offer.scenarios.map((each) => ({ ...each, entry: { kind: 'scenario', id: each.id } as const })),
  ];
  const shown = all.filter(
    (each) =>
      (kind === 'all' || each.entry.kind === kind) &&
      (concept === '' || each.concepts.includes(concept)) &&
      (level === '' || each.level === level),
  );
  return (
    <section className="above-8" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('title')}</h2>
      <div className={`${styles.filters} flex wrap bottom gap-y-2 gap-x-4 above-3 below-3 small`}>
        <label className="grid gap-1 soft">
          {t('kind')}
          {/* The options of each are its values. */}
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value as typeof kind)}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`kinds.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 soft">
          {t('concept')}
          <select value={concept} onChange={(event) => setConcept(event.currentTarget.value as typeof concept)}>
            <option value="">{t('anyConcept')}</option>
            {CONCEPT_IDS.map((each) => (
              <option key={each} value={each}>
                {exercises(`concepts.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 soft">
          {t('level')}
          <select value={level} onChange={(event) => setLevel(event.currentTarget.value as typeof level)}>
            <option value="">{t('anyLevel')}</option>
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {exercises(`levels.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <p className="row target soft" role="status">
          {isFull ? t('full', { most: SET_LIMITS.entries }) : t('count', { count: shown.length })}
        </p>
      </div>
      <ul className={`${styles.picks} card m-0 no-bullets`}>
        {shown.map(({ entry, title, concepts, level: asked }) => (
          <PickerRow
            key={`${entry.kind} ${entry.id}`}
            kind={entry.kind}
            title={title}
            concept={concepts[0]}
            level={asked}
            minutes={entryMinutes(entry, minutes)}
            isIn={hasEntry(set, entry)}
            isFull={isFull}
            onAdd={() => onAdd(entry)}
          />
        ))}
      </ul>
    </section>
  );
}
