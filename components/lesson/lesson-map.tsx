'use client';

import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import { CHAPTER_IDS, MEMORY_AID_IDS, SECTION_IDS } from '@/lib/lesson/outline';
import { type Mark, markKey } from '@/lib/lesson/progress';
import styles from './lesson-map.module.css';
import { LESSON_PAGES } from './lesson-pages';
import { useMarks } from './use-marks';

type PageId = (typeof LESSON_PAGES)[number]['id'];
type Milestone = Pick<Mark, 'kind' | 'piece'>;

const heard = (piece: string): Milestone => ({ kind: 'heard', piece });
const recalled = (piece: string): Milestone => ({ kind: 'recalled', piece });

/** What is to be done on each page; the others are there to be looked things up in. */
const MILESTONES: Readonly<Partial<Record<PageId, readonly Milestone[]>>> = {
  overview: [
    { kind: 'read', piece: 'overview' },
    { kind: 'seen', piece: 'explainer' },
  ],
  ...Object.fromEntries(SECTION_IDS.map((piece) => [piece, [{ kind: 'read', piece }]])),
  listen: CHAPTER_IDS.map(heard),
  remember: MEMORY_AID_IDS.map(recalled),
};

/** All parts of the lesson, and how far one has come in each. */
export function LessonMap() {
  const t = useTranslations('lesson');
  const marks = useMarks();
  const done = (milestones: readonly Milestone[]) =>
    milestones.filter((each) => isDone(marks?.get(markKey(each)))).length;
  const all = Object.values(MILESTONES).flat();
  return (
    <>
      <p className="above-1 soft">{t('map.total', { done: done(all), of: all.length })}</p>
      <ol className={`${styles.map} plain-list grid gap-3 above-4`}>
        {LESSON_PAGES.map(({ id, href }) => {
          const milestones = MILESTONES[id] ?? [];
          return (
            <li className="card flex column gap-1 pad-x-4 pad-above-2 pad-below-4" key={id}>
              <IntentLink className="inline-row target large bold" href={href}>
                {t(`pages.${id}`)}
              </IntentLink>
              <p>{t(`map.${id}`)}</p>
              {milestones.length > 0 && (
                <p className={styles.state} data-done={done(milestones) === milestones.length || undefined}>
                  <progress max={milestones.length} value={done(milestones)} aria-hidden="true" />
                  {t('map.state', { done: done(milestones), of: milestones.length })}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** A question that was answered wrongly is not recalled yet. */
const isDone = (mark: Mark | undefined) => mark !== undefined && mark.right !== false;
