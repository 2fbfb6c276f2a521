'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useId } from 'react';
import { Button } from '@/components/kit/button';
import { LatencyRuler } from '@/components/ruler/latency-ruler';
import type { RulerRow } from '@/components/ruler/ruler-row';
import { type Answer, Answers } from './answers';
import styles from './band.module.css';

/** The remedy for a run that is not valid, as the button that carries it out. */
export interface BandAction {
  readonly words: string;
  onAct(): void;
}

/** What the band says of the run as a whole. */
export type BandSaying =
  /** Before and during a run: what to do, or what the run is doing. */
  | { readonly kind: 'note'; readonly words: string; readonly action: BandAction | null }
  | {
      readonly kind: 'verdict';
      readonly verdict: 'valid' | 'invalid';
      /** "valid", "INVALID: 2 reasons". */
      readonly chip: string;
      /** Why the run is valid or not, and what to do about it. */
      readonly words: string;
      readonly action: BandAction | null;
    };

interface BandProps {
  readonly saying: BandSaying;
  /** Who was first, did most and used least; empty until the run is over. */
  readonly answers: readonly Answer[];
  readonly rows: readonly RulerRow[];
  /** What is read out: once when a run is over, and short words of what is being done before it. */
  readonly spoken: string;
  /** Called when the remedy's button is pressed. */
  onAct?(): void;
  /** Shows all reasons why the run is not valid. */
  onReasons?(): void;
  /** Its heading, where the focus goes when a run is over. */
  readonly ref?: Ref<HTMLHeadingElement>;
  /** What stands below the band's answers. */
  readonly children?: ReactNode;
}

/**
 * The answer of a run in one place: may it be quoted, who answered first, did most work, used least, and the medians on
 * one ruler. It is as high before a run as after it, so that what stands below never moves.
 */
export function Band({ saying, answers, rows, spoken, onAct, onReasons, ref, children }: BandProps) {
  const t = useTranslations('lab.band');
  const id = useId();
  const doubtful = saying.kind === 'verdict' && saying.verdict === 'invalid';
  const saysAny = answers.some(({ lane, figure }) => lane !== null || figure !== '');
  const { action } = saying;
  return (
    <section
      className={`${styles.band} card below-2 pad-x-5`}
      aria-labelledby={id}
      data-over={saying.kind === 'verdict'}
      data-answered={answers.length > 0}
    >
      <h2 ref={ref} id={id} tabIndex={-1} className={`${styles.heading} nowrap absolute`}>
        {t('title')}
      </h2>
      <div className={`${styles.said} row gap-y-2 gap-x-3 below-1 target small leading-snug`}>
        {saying.kind === 'verdict' && (
          <strong className={`${styles.chip} rigid pad-x-2 tiny bold`} data-verdict={saying.verdict}>
            {doubtful && onReasons ? (
              <Button look="bare" onClick={onReasons}>
                {saying.chip} <span className="visually-hidden">{t('reasons')}</span>
              </Button>
            ) : (
              saying.chip
            )}
          </strong>
        )}
        <p className={`${styles.words} grow soft`}>{saying.words}</p>
        {action && (
          <Button
            className="rigid"
            onClick={() => {
              onAct?.();
              action.onAct();
            }}
          >
            {action.words}
          </Button>
        )}
      </div>
      <div className={`${styles.body} grid top gap-y-3 gap-x-8`}>
        <div className={styles.answers}>
          <Answers answers={answers} />
          {doubtful && saysAny && <p className={`${styles.doubt} invalid tiny`}>{t('doubtful')}</p>}
        </div>
        <LatencyRuler rows={rows} label={t('ruler')} />
      </div>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      {children}
    </section>
  );
}
