import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { lazyPart } from '@/components/shell/lazy-part';
import type { CardStore } from '@/lib/learner/cards/card-store';
import { DECK_IDS, type DeckCard, type DeckId } from '@/lib/lesson/cards/deck';
import { resetDecks } from '@/lib/lesson/cards/reset';
import styles from './part.module.css';

const ResetConfirm = lazyPart(() => import('./reset-confirm').then((module) => module.ResetConfirm));

/** Forgets everything, or what is known of one deck, after asking. */
export function CardReset({ deck, store }: { deck: readonly DeckCard[]; store: CardStore }) {
  const t = useTranslations('cards');
  const [doomed, setDoomed] = useState<DeckId | 'all' | null>(null);
  const [said, setSaid] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const meant = deck.filter((card) => card.deck === doomed);
  const words = () => {
    if (doomed === 'all') return t('reset.confirmAll');
    if (doomed === 'own') return t('reset.confirmOwn', { count: meant.length });
    return t('reset.confirm', { count: meant.filter(({ schedule }) => schedule).length });
  };
  const close = () => {
    setDoomed(null);
    // The dialog comes opened and goes with its opening: it cannot know where the focus was.
    opener.current?.focus();
  };
  const forget = async () => {
    const decks = new Set(DECK_IDS.filter((id) => id === doomed));
    close();
    await store.replace((records) => resetDecks(records, deck, decks));
    setSaid(t(store.get().unkept ? 'reset.doneHere' : 'reset.done'));
  };
  return (
    <section
      className={`${styles.part} grid from-top gap-3 pad-above-6 narrow line-above`}
      aria-labelledby="reset-title"
    >
      <h2 className="large" id="reset-title">
        {t('reset.title')}
      </h2>
      <p className="measure soft small">{t('reset.note')}</p>
      <fieldset className="flex wrap gap-2" aria-label={t('reset.title')}>
        {(['all', ...DECK_IDS] as const).map((id) => (
          <Button
            key={id}
            onClick={(event) => {
              opener.current = event.currentTarget;
              setDoomed(id);
            }}
          >
            {id === 'all' ? t('reset.all') : t(`decks.${id}`)}
          </Button>
        ))}
      </fieldset>
      <p className="one-line small" role="status">
        {said}
      </p>
      {doomed && (
        <ResetConfirm
          title={doomed === 'all' ? t('reset.confirmTitle') : `${t(`decks.${doomed}`)}: ${t('reset.confirmTitle')}`}
          body={words()}
          onYes={() => void forget()}
          onNo={close}
        />
      )}
    </section>
  );
}
