import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PlayBar } from '../play-bar';
import type { PlanControl } from '../use-plan';

interface StudyPartProps {
  readonly label: string;
  readonly control: PlanControl<unknown>;
  /** Of its points, 0 .. 1. */
  readonly share: number;
  readonly about: string;
  readonly children: ReactNode;
}

/** What a break-even study is, how far it has come, and what of it is there. */
export function StudyPart({ label, control, share, about, children }: StudyPartProps) {
  const t = useTranslations('simulatorBreakEven.bar');
  const { state, cancel, again } = control;
  const { phase, runs } = state;
  const said =
    phase === 'over'
      ? t('over', { runs })
      : phase === 'cancelled'
        ? t('cancelled')
        : t(state.shown !== null ? 'refining' : 'playing');
  return (
    <div className="grid one-column pad-below-3">
      <p className="measure soft">{about}</p>
      <PlayBar
        label={label}
        state={state}
        share={share}
        isRough={phase !== 'over'}
        said={said}
        cancel={cancel}
        again={again}
      />
      {children}
    </div>
  );
}
