import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { entryMinutes } from '@/lib/exercises/sets/entry-minutes';
import { minutesOf, type Offer } from '@/lib/exercises/sets/offer';
import type { SetEntry } from '@/lib/exercises/sets/set';

interface EntryWords {
  title(entry: SetEntry): string;
  /** The names of the concepts of a test. */
  concepts(entry: SetEntry): string;
  minutes(entry: SetEntry): number;
}

/** What the entries of a set are called, and how long they take. */
export function useEntryWords(offer: Offer): EntryWords {
  const t = useTranslations('sets');
  const names = useTranslations('exercises.concepts');
  return useMemo(() => {
    const titles = new Map([
      ...offer.exercises.map(({ id, title }) => [`exercise ${id}`, title] as const),
      ...offer.scenarios.map(({ id, title }) => [`scenario ${id}`, title] as const),
    ]);
    const minutes = minutesOf(offer);
    const concepts = (entry: SetEntry) =>
      entry.kind === 'test' ? entry.concepts.map((concept) => names(concept)).join('; ') : '';
    return {
      title: (entry) =>
        entry.kind === 'test'
          ? t('test', { concepts: concepts(entry) })
          : (titles.get(`${entry.kind} ${entry.id}`) ?? entry.id),
      concepts,
      minutes: (entry) => entryMinutes(entry, minutes),
    };
  }, [offer, t, names]);
}
