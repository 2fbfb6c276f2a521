'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Notice } from '@/components/kit/notice';
import { lazyPart } from '@/components/shell/lazy-part';
import { type DeckCard, type DeckId, deckOf } from '@/lib/lesson/cards/deck';
import { dailyQueue, wakeMs } from '@/lib/lesson/cards/queue';
import type { FlashCard } from '@/lib/lesson/content';
import { CardFiles } from './card-files';
import { CardReset } from './card-reset';
import { CardSettings } from './card-settings';
import styles from './cards-page.module.css';
import { DeckFilter } from './deck-filter';
import { PrintedCards } from './printed-cards';
import { Review } from './review';
import { SetAside } from './set-aside';
import { Standing } from './standing';
import { useCards, usePageTime } from './use-cards';

/** Charts are heavy, and nobody looks at this one first. */
const ForecastCard = lazyPart(
  () => import('./forecast-card').then((module) => module.ForecastCard),
  () => <div className={styles.chartWait} />,
);

/** How much earlier cards within their steps come for those who do not want a break. */
const AHEAD_MS = 20 * 60_000;

/** The flash cards: what is to be done today, where one stands, and everything around it. */
export function CardsPage({ cards }: { cards: readonly FlashCard[] }) {
  const t = useTranslations('cards');
  const { store, view } = useCards();
  const [decks, setDecks] = useState<ReadonlySet<DeckId>>(new Set());
  const [ahead, setAhead] = useState(false);
  const [said, setSaid] = useState('');
  const [nextMs, setNext] = useState<number | null>(null);
  const [nowMs, tick] = usePageTime(nextMs);
  const { records, ready, unkept } = view;

  const deck = useMemo(() => deckOf(cards, records), [cards, records]);
  const aheadMs = ahead ? AHEAD_MS : 0;
  const input = { deck, reviews: records.reviews, settings: records.settings, nowMs, aheadMs };
  const queue = dailyQueue({ ...input, decks });
  const countDue = (decks: ReadonlySet<DeckId>) =>
    isReady ? dailyQueue({ ...input, decks }).cards.filter(({ schedule }) => schedule).length : 0;

  const wake = nowMs > 0 ? wakeMs(queue, nowMs) : null;
  if (wake !== nextMs) setNext(wake);

  const isReady = ready && nowMs > 0;
  if (ahead && isReady && queue.cards.length === 0) setAhead(false);
  const suspend = (card: DeckCard, suspended: boolean) => store.setSuspended(card, suspended, tick());
  return (
    <div>
      <div className={`${styles.screen} grid no-print`}>
        {unkept && (
          <Notice>
            <h2>{t('unkept.title')}</h2>
            <p>{unkept.detail}</p>
            <p>
              {t('unkept.meaning')} {t('unkept.action')}
            </p>
          </Notice>
        )}
        <DeckFilter chosen={decks} onChoose={setDecks} countDue={countDue} />
        <Review
          queue={isReady ? queue : null}
          input={input}
          decks={decks}
          store={store}
          view={view}
          said={said}
          onSay={setSaid}
          onTick={tick}
          onAhead={() => setAhead(true)}
          onAllDecks={() => setDecks(new Set())}
          onSuspend={(card) => suspend(card, true)}
        />
        <p className="soft small text-center">
          {t('how')} {t('private')}
        </p>
        <Standing deck={deck} records={records} nowMs={nowMs} />
        {isReady ? <ForecastCard deck={deck} nowMs={nowMs} /> : <div className={styles.chartWait} />}
        <SetAside
          deck={deck}
          onBack={(card) => {
            suspend(card, false);
            setSaid(t('aside.taken'));
          }}
        />
        <CardSettings settings={records.settings} onChange={store.saveSettings} />
        <div className={`${styles.pair} grid gap-y-8 gap-x-12`}>
          <CardFiles lesson={cards} deck={deck} store={store} onTick={tick} />
          <CardReset deck={deck} store={store} />
        </div>
      </div>
      <PrintedCards deck={deck} />
    </div>
  );
}
