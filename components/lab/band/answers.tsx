'use client';

import { useTranslations } from 'next-intl';
import { EmulatedBadge } from '@/components/charts/emulated';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { ModeId } from '@/lib/modes';
import styles from './answers.module.css';

export const ANSWER_IDS = ['first', 'work', 'least'] as const;

/** The answer to one of the three questions: which lane, and by what figure. */
export interface Answer {
  readonly id: (typeof ANSWER_IDS)[number];
  /** The lane that is first in it; `null` where there is none, or not yet. */
  readonly lane: { readonly modeId: ModeId; readonly name: string; readonly emulated: boolean } | null;
  /** In place of a lane: that there is no clear first. */
  readonly none: string;
  /** The lane's figure in words, with its interval where it has one. */
  readonly figure: string;
}

/** Who answered first, did the most work, used the least: three questions, never one winner. */
export function Answers({ answers }: { answers: readonly Answer[] }) {
  const t = useTranslations('comparison.firsts');
  return (
    <dl className={`${styles.answers} grid from-top gap-y-0 gap-x-4`} aria-label={t('label')}>
      {ANSWER_IDS.map((id) => {
        const answer = answers.find((each) => each.id === id);
        const lane = answer?.lane;
        return (
          <div key={id} className={`${styles.answer} grid baseline`}>
            <dt className="soft small">{t(`${id}.title`)}</dt>
            <dd
              className={`${styles.lane} row gap-2 lead bolder`}
              style={lane ? { color: LANE_STYLE[lane.modeId].textColour } : undefined}
              data-known={answer !== undefined}
            >
              {lane && <LaneMark lane={lane.modeId} size={14} />}
              <span>{lane ? lane.name : (answer?.none ?? t('awaited'))}</span>
              {lane?.emulated && <EmulatedBadge />}
            </dd>
            <dd className={`${styles.figure} ink tiny figures`}>{answer?.figure}</dd>
          </div>
        );
      })}
    </dl>
  );
}
