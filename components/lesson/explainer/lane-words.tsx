import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { LaneMark } from '@/components/marks/lane-mark';
import type { LaneTrace } from '@/lib/lesson/explainer/trace';
import styles from './stage.module.css';
import { useWords } from './use-words';

/** A lane's name, what it does at a moment, and what to look for. Drawn anew when the moment is another. */
export const LaneWords = memo(function LaneWords({ lane, atMs }: { readonly lane: LaneTrace; readonly atMs: number }) {
  const t = useTranslations('explainer.look');
  const modes = useTranslations('modes');
  const { caption } = useWords();
  const { modeId } = lane;
  return (
    <div>
      <h3>
        <LaneMark lane={modeId} size={18} />
        {modes(`${modeId}.name`)}
      </h3>
      <p className={`${styles.caption} above-1 small figures leading-snug`}>{caption(lane, atMs)}</p>
      <p className="above-1 soft tiny leading-snug">{t(modeId)}</p>
    </div>
  );
});
