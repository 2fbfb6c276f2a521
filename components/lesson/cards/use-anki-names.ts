import { useTranslations } from 'next-intl';
import type { AnkiNames } from '@/lib/lesson/cards/anki-collection';
import { DECK_IDS } from '@/lib/lesson/cards/deck';

/** What decks and fields are called in Anki. */
export function useAnkiNames(): AnkiNames {
  const t = useTranslations('cards');
  return {
    collection: t('files.collection'),
    decks: Object.fromEntries(DECK_IDS.map((id) => [id, t(`decks.${id}`)])) as AnkiNames['decks'],
    front: t('files.front'),
    back: t('files.back'),
  };
}
