'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Notice } from '@/components/kit/notice';
import { useKey } from '@/components/shell/use-key';
import type { ItemAsk, LookAlikes } from '@/lib/exercises/practice/item-ask';
import { masteryOf } from '@/lib/exercises/practice/mastery';
import { sittingOf } from '@/lib/exercises/practice/sitting';
import { fetchItemKey } from '@/lib/learner/exercises/keys';
import styles from './practice-page.module.css';
import { QuestionView } from './question-view';
import { ResultsView } from './results-view';
import { StartView } from './start-view';
import { useLead } from './use-lead';
import { usePractice } from './use-practice';

interface PracticePageProps {
  /** The bank, without its keys. */
  readonly items: readonly ItemAsk[];
  readonly lookAlikes: readonly LookAlikes[];
}

/** The practice test: what it is to be about, one question after the other, and what came of it. */
export function PracticePage({ items, lookAlikes }: PracticePageProps) {
  const t = useTranslations('practice');
  const practice = usePractice(items, lookAlikes);
  const { answers, test, unreadable, unkept } = practice;
  const sitting = useMemo(() => test && sittingOf(test, answers ?? [], items), [test, answers, items]);
  const mastery = useMemo(() => masteryOf(answers ?? []), [answers]);
  const locked = test?.finishedAt === null ? test.locked : null;
  const isLocked = locked !== null && locked.item === sitting?.current?.id;
  const key = useKey(isLocked ? locked.item : null, fetchItemKey, practice.grade);
  // Locked in when the test was finished, here or in another tab: it counts as soon as its key is there.
  useKey(practice.left, fetchItemKey, practice.grade);
  const isAsking = sitting?.current != null && test?.finishedAt === null;
  const stage = !sitting ? 'start' : isAsking ? `${sitting.current?.id} ${key.phase}` : 'results';
  const region = useLead(answers ? stage : null);

  if (!answers) return <p className={`${styles.wait} pad-y-8 soft`}>{t('loading')}</p>;
  return (
    <div ref={region} className="pad-above-6 pad-below-8">
      {unkept && (
        <Notice className="below-4">
          <p>{t('unkept')}</p>
          <p className="soft small">{unkept.detail}</p>
        </Notice>
      )}
      {unreadable > 0 && <p className="below-4 measure soft small">{t('unreadable', { count: unreadable })}</p>}
      {sitting && sitting.gone > 0 && (
        <p className="below-4 measure soft small">{t('gone', { count: sitting.gone })}</p>
      )}
      {!sitting && <StartView items={items} answers={answers} mastery={mastery} practice={practice} />}
      {sitting?.current && isAsking && (
        <QuestionView
          sitting={sitting}
          ask={sitting.current}
          locked={isLocked ? locked : null}
          itemKey={key}
          practice={practice}
        />
      )}
      {sitting && !isAsking && (
        <ResultsView items={items} sitting={sitting} answers={answers} mastery={mastery} practice={practice} />
      )}
    </div>
  );
}
