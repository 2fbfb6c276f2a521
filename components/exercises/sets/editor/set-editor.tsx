'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { SetProblems } from '@/components/exercises/sets/set-problems';
import { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { Button } from '@/components/kit/button';
import { hasEntry, withEntry } from '@/lib/exercises/sets/edit-set';
import type { Offer } from '@/lib/exercises/sets/offer';
import { EMPTY_SET, SET_LIMITS, type SetEntry } from '@/lib/exercises/sets/set';
import { formatSet } from '@/lib/exercises/sets/set-url';
import styles from './editor.module.css';
import { EntryList } from './entry-list';
import { EntryPicker } from './entry-picker';
import { LocksField } from './locks-field';
import { SharePanel } from './share-panel';
import { StarterList } from './starter-list';
import { TestAdder } from './test-adder';
import { useEditedSet } from './use-edited-set';

/** Puts a set together: what to do, in which order, under which rules; and hands it out. */
export function SetEditor({ offer }: { offer: Offer }) {
  const t = useTranslations('sets.form');
  const id = useId();
  const { set, known, problems, generation, change, load } = useEditedSet(offer);
  const words = useEntryWords(offer);
  const [said, setSaid] = useState('');
  const isEmpty = formatSet(set) === '';
  const isFull = set.entries.length >= SET_LIMITS.entries;

  const add = (entry: SetEntry) => {
    if (isFull || hasEntry(set, entry)) return;
    change(withEntry(set, entry));
    setSaid(t('added', { title: words.title(entry), place: set.entries.length + 1 }));
  };

  return (
    <div className={styles.editor}>
      <SetProblems problems={problems} />
      <StarterList isEmpty={isEmpty} onStart={(starter) => load({ set: starter, problems: [] })} />
      <section className="above-8" aria-labelledby={`${id}-set`}>
        <div className="row wrap between gap-y-1 gap-x-4 target">
          <h2 id={`${id}-set`}>{t('title')}</h2>
          {!isEmpty && <Button onClick={() => load({ set: EMPTY_SET, problems: [] })}>{t('restart')}</Button>}
        </div>
        <div className={`${styles.field} grid gap-1 above-4 below-4`}>
          <label className="bold" htmlFor={`${id}-title`}>
            {t('name')}
          </label>
          <input
            id={`${id}-title`}
            autoComplete="off"
            // Counted as the browser counts, which is never more than ours.
            maxLength={SET_LIMITS.title}
            value={set.title}
            onChange={(event) => change({ ...set, title: event.currentTarget.value })}
          />
        </div>
        <div className={`${styles.field} grid gap-1 above-4 below-4`}>
          <label className="bold" htmlFor={`${id}-note`}>
            {t('note')}
          </label>
          <textarea
            className="pad-y-2 pad-x-3 narrow target bg-card bordered-control rounded"
            id={`${id}-note`}
            rows={3}
            maxLength={SET_LIMITS.note}
            value={set.note}
            aria-describedby={`${id}-note-hint`}
            onChange={(event) => change({ ...set, note: event.currentTarget.value })}
          />
          <p id={`${id}-note-hint`} className="soft small">
            {t('noteHint')}
          </p>
        </div>
        <EntryList key={generation} set={set} words={words} change={change} onSay={setSaid} />
        <p role="status" className="visually-hidden">
          {said}
        </p>
        <LocksField set={set} change={change} />
      </section>
      <EntryPicker offer={offer} set={set} isFull={isFull} onAdd={add} />
      <TestAdder set={set} isFull={isFull} onAdd={add} />
      <SharePanel set={set} known={known} onOpen={load} />
    </div>
  );
}
