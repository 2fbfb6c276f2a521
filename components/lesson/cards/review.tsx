import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { CardStore, CardsView } from '@/lib/learner/cards/card-store';
import type { DeckCard, DeckId } from '@/lib/lesson/cards/deck';
import { type DailyQueue, isEarly, type QueueInput } from '@/lib/lesson/cards/queue';
import { waitsOf } from '@/lib/lesson/cards/scheduler';
import type { CardGrade } from '@/lib/lesson/cards/stored';
import { CardFace } from './card-face';
import { Finished } from './finished';
import { GradeBar } from './grade-bar';
import styles from './review.module.css';
import { useReviewKeys } from './use-review-keys';

interface ReviewProps {
  /** `null` until the cards are read. */
  readonly queue: DailyQueue | null;
  readonly input: Omit<QueueInput, 'decks'>;
  readonly decks: ReadonlySet<DeckId>;
  readonly store: CardStore;
  readonly view: CardsView;
  /** What happened last, for those who do not see it. */
  readonly said: string;
  onSay(words: string): void;
  /** Moves the page's time on. @returns it, ms since the epoch */
  onTick(): number;
  /** Asks for the cards of today before their time. */
  onAhead(): void;
  onAllDecks(): void;
  onSuspend(card: DeckCard): void;
}

/** One card after the other: question, answer, grade. */
export function Review(props: ReviewProps) {
  const { queue, input, decks, store, view, said, onSay, onTick, onAhead, onAllDecks, onSuspend } = props;
  const t = useTranslations('cards.review');
  /** The card on the table stays there until it is answered, whatever else becomes due. */
  const [onTable, setOnTable] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const region = useRef<HTMLElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  /** What the reader did last moved the focus from where it was: it goes to what is to be read next. */
  const acted = useRef(false);

  const card = queue?.cards.find(({ id }) => id === onTable) ?? queue?.cards[0] ?? null;
  if (queue && (card?.id ?? null) !== onTable) {
    setOnTable(card?.id ?? null);
    setShown(false);
  }

  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    text.current?.focus({ preventScroll: true });
    // What to press next, and first of all what to read, must be on the screen.
    bar.current?.scrollIntoView({ block: 'nearest' });
    text.current?.scrollIntoView({ block: 'nearest' });
  });

  const act = (words: string, change: () => void) => {
    acted.current = true;
    onSay(words);
    change();
    onTick();
  };
  const show = () => card && act('', () => setShown(true));
  const next = () => {
    setOnTable(null);
    setShown(false);
  };
  const grade = (chosen: CardGrade) =>
    card &&
    act('', () => {
      store.answer(card, chosen, Date.now());
      next();
    });
  const suspend = () =>
    card &&
    act(t('setAside'), () => {
      onSuspend(card);
      next();
    });
  const undo = () => {
    if (view.undoable === 0) return;
    act(t('undone'), () => {
      const id = store.undo();
      const undone = input.deck.find((each) => each.id === id);
      if (undone && decks.size > 0 && !decks.has(undone.deck)) onAllDecks();
      // It was answered before its time, and the break may have begun since.
      const restored = id === null ? undefined : store.get().records.cards.get(id);
      if (restored && isEarly(restored, Date.now())) onAhead();
      setOnTable(id);
      setShown(false);
    });
  };
  useReviewKeys({ region, shown: shown && card !== null, show, grade, undo });

  const left = queue ? queue.cards.length + queue.laterToday : 0;
  const answered = queue?.answeredToday ?? 0;
  return (
    <section ref={region} className={`${styles.review} grid gap-3`} aria-label={t('label')} aria-busy={queue === null}>
      <div className="grid gap-2">
        <p className="one-line soft small text-center">{queue && t('progress', { answered, left })}</p>
        <progress
          className={styles.progress}
          value={answered}
          max={Math.max(1, answered + left)}
          aria-label={t('today')}
        />
      </div>
      {card || !queue ? (
        <>
          <CardFace card={card} shown={shown} textRef={text} />
          <div ref={bar}>
            <GradeBar
              waits={card && shown ? waitsOf(card, input.nowMs, input.settings) : null}
              disabled={!card}
              onShow={show}
              onGrade={grade}
            />
          </div>
        </>
      ) : (
        <Finished queue={queue} input={input} decks={decks} textRef={text} onAhead={() => act('', onAhead)} />
      )}
      <div className="flex between gap-3">
        <Button look="plain" className="pad-x-3" disabled={view.undoable === 0} onClick={undo}>
          {t('undo')}
        </Button>
        <Button look="plain" className="pad-x-3" disabled={!card} onClick={suspend}>
          {t('suspend')}
        </Button>
      </div>
      <p className="one-line small text-center" role="status">
        {view.overtaken ? t('overtaken') : said}
      </p>
      <p className={`${styles.keys} soft tiny text-center`}>{t.rich('keys', { kbd: (words) => <kbd>{words}</kbd> })}</p>
    </section>
  );
}
