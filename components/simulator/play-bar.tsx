'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { SimulatorState } from '@/lib/simulator-page/simulator';
import { SimulatedBadge } from './simulated-badge';

interface PlayBarProps {
  readonly label: string;
  readonly state: Pick<SimulatorState, 'phase' | 'reason'>;
  /** Of all that is played, 0 .. 1. */
  readonly share: number;
  readonly isRough: boolean;
  /** Where it stands. How far it is, is the bar's to say: a status that changed with it would be read out without end. */
  readonly said: string;
  /** Further buttons. */
  readonly children?: ReactNode;
  cancel(): void;
  again(): void;
}

/** What the worker does, and the ways to stop it and to start it again. */
export function PlayBar({ label, state, share, isRough, said, children, cancel, again }: PlayBarProps) {
  const t = useTranslations('simulator.bar');
  const isPlaying = state.phase === 'playing';
  return (
    <section className="grid gap-3 above-4 below-4" aria-label={label} data-phase={state.phase}>
      {state.phase === 'dead' || state.phase === 'failed' ? (
        <Notice>
          <p>{t(state.phase, { reason: state.reason || 'none' })}</p>
          <Button onClick={again}>{t('restart')}</Button>
        </Notice>
      ) : (
        <div className="row wrap gap-3">
          <Button onClick={isPlaying ? cancel : again}>{isPlaying ? t('cancel') : t('again')}</Button>
          {children}
          <p className="row wrap gap-2 soft small" role="status">
            <SimulatedBadge isRough={isRough} />
            {said}
          </p>
        </div>
      )}
      {isPlaying && <progress className="measure" max={1} value={share} aria-label={t('progress')} />}
    </section>
  );
}
