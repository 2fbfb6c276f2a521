'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import { useDay } from '@/components/lesson/use-day';
import { useMarks } from '@/components/lesson/use-marks';
import { addMark } from '@/lib/learner/marks';
import type { MemoryHead } from '@/lib/lesson/content';
import type { MemoryAidId } from '@/lib/lesson/outline';
import { markKey } from '@/lib/lesson/progress';
import { RecallAnswer } from './recall-answer';
import styles from './recall-check.module.css';
import { RecallQuestion } from './recall-question';

interface RecallCheckProps {
  readonly id: MemoryAidId;
  readonly recall: MemoryHead['recall'];
  /** The aid, which goes out of sight while the question is asked. */
  readonly children: ReactNode;
}

/** What one does with an aid: read it, answer with it hidden, see why. */
type Step = { readonly at: 'read' } | { readonly at: 'asked' } | { readonly at: 'answered'; readonly choice: number };

/** Hides an aid, asks, explains every choice, and remembers on this device whether the answer was right. */
export function RecallCheck({ id, recall, children }: RecallCheckProps) {
  const t = useTranslations('memory');
  const inWords = useDay();
  const mark = useMarks()?.get(markKey({ kind: 'recalled', piece: id }));
  const [step, setStep] = useState<Step>({ at: 'read' });
  const [attempt, setAttempt] = useState(0);
  const [kept, setKept] = useState(true);
  const check = useRef<HTMLDivElement>(null);

  // The button that was pressed goes away with its step: the reader is led to what follows.
  const goTo = (next: Step) => {
    setStep(next);
    requestAnimationFrame(() => check.current?.querySelector<HTMLElement>('[data-lead]')?.focus());
  };
  const answer = (choice: number) => {
    goTo({ at: 'answered', choice });
    addMark({ kind: 'recalled', piece: id, right: recall.choices[choice]?.right === true }).then(
      () => setKept(true),
      () => setKept(false),
    );
  };
  const ask = () => {
    if (step.at === 'answered') setAttempt(attempt + 1);
    goTo({ at: 'asked' });
  };

  const day = mark && inWords(mark.at);
  return (
    <>
      <div hidden={step.at === 'asked'}>{children}</div>
      <div ref={check} className={`${styles.check} above-6 pad-above-4 line-above no-print`}>
        {step.at === 'asked' && (
          <RecallQuestion
            piece={id}
            recall={recall}
            attempt={attempt}
            onAnswer={answer}
            onGiveUp={() => goTo({ at: 'read' })}
          />
        )}
        {step.at === 'answered' && <RecallAnswer piece={id} recall={recall} attempt={attempt} choice={step.choice} />}
        {step.at !== 'asked' && (
          <div className={`${styles.foot} row wrap gap-y-2 gap-x-4 above-4`}>
            <Button onClick={ask} {...(step.at === 'read' && { 'data-lead': '' })}>
              {step.at === 'read' ? t('hide') : t('again')}
            </Button>
            <p className="one-line soft small">
              {!kept ? t('notKept') : day && mark ? t(mark.right === false ? 'tried' : 'recalled', { day }) : ''}
            </p>
          </div>
        )}
      </div>
    </>
  );
}
