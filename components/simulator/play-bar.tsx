'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { SimulatorState } from '@/lib/simulator-page/simulator';
import { SimulatedBadge } from './simulated-badge';
import type { Outcome, SimulationControl } from './use-simulation';

interface PlayBarProps {
  readonly simulation: SimulationControl;
  /** Further buttons. */
  readonly children?: ReactNode;
  onReset(): void;
}

/** What the worker does, and the ways to stop it and to start it again. */
export function PlayBar({ simulation, children, onReset }: PlayBarProps) {
  const t = useTranslations('simulator.bar');
  const { state, outcome, cancel, again } = simulation;
  const isPlaying = state.phase === 'playing';
  return (
    <section className="grid gap-3 above-4 below-4" aria-label={t('label')} data-phase={state.phase}>
      {state.phase === 'dead' || state.phase === 'failed' ? (
        <Notice>
          <p>{t(state.phase, { reason: state.reason || 'none' })}</p>
          <Button onClick={again}>{t('restart')}</Button>
        </Notice>
      ) : (
        <div className="row wrap gap-3">
          <Button onClick={isPlaying ? cancel : again}>{isPlaying ? t('cancel') : t('again')}</Button>
          {children}
          <Button look="plain" onClick={onReset}>
            {t('reset')}
          </Button>
          <p className="row wrap gap-2 soft small" role="status">
            <SimulatedBadge isRough={outcome?.isRough ?? false} />
            <Said state={state} outcome={outcome} />
          </p>
        </div>
      )}
      {isPlaying && <progress className="measure" max={1} value={state.share} aria-label={t('progress')} />}
    </section>
  );
}

/** Where it stands. How far it is, is the bar's to say: a status that changed with it would be read out without end. */
function Said({ state: { phase }, outcome }: { readonly state: SimulatorState; readonly outcome: Outcome | null }) {
  const t = useTranslations('simulator.bar');
  if (phase === 'cancelled') return t('cancelled');
  if (!outcome) return t('playing');
  const requests = outcome.scenario.requests;
  if (outcome.isRough) return t('rough', { requests });
  return phase === 'over' ? t('over', { requests, events: outcome.events }) : t('playing');
}
