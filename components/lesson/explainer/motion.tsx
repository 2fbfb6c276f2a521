import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { addMark } from '@/lib/learner/marks';
import type { Trace } from '@/lib/lesson/explainer/trace';
import { Controls } from './controls';
import { CountsTable } from './counts-table';
import { FIRST_MS, FIRST_SPEED } from './speeds';
import { Stage } from './stage';
import { useMotion } from './use-motion';
import { useSaid } from './use-said';
import type { Story } from './use-source';
import { useWords } from './use-words';
import words from './words.module.css';

interface MotionProps {
  readonly trace: Trace;
  readonly story: Story;
  /** Stands below the controls. */
  readonly children: ReactNode;
}

/** All that changes with every frame, so that the rest of the explainer is drawn once. */
export function Motion({ trace, story, children }: MotionProps) {
  const t = useTranslations('explainer.counts');
  const place = useRef<HTMLDivElement>(null);
  // Where nothing can be kept, nothing is marked.
  const player = useMotion(trace, FIRST_MS[story], FIRST_SPEED[story], place, () => {
    addMark({ kind: 'seen', piece: 'explainer' }).catch(() => {});
  });
  const { captions, happenings } = useWords();
  const { atMs, playing } = player;
  const said = useSaid(player, () => (!playing && happenings(trace, atMs)) || captions(trace, atMs));
  const counts = useRef<HTMLDetailsElement>(null);
  const [areCountsOpen, setCountsOpen] = useState(false);
  // It may have been opened before the script came.
  useEffect(() => setCountsOpen(counts.current?.open === true), []);
  return (
    <>
      <Stage trace={trace} player={player} story={story} place={place} />
      <Controls player={player} spanMs={trace.spanMs} story={story} />
      {children}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <details
        ref={counts}
        className={`${words.more} above-3 small line-above`}
        onToggle={({ currentTarget }) => setCountsOpen(currentTarget.open)}
      >
        <summary>{t('summary')}</summary>
        {/* At rest it is there when closed too, for it is printed. */}
        {(areCountsOpen || !playing) && <CountsTable trace={trace} atMs={atMs} moving={playing} />}
      </details>
    </>
  );
}
