'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { useShortcut } from '@/components/shell/shortcuts';
import { PlayBar } from '@/components/simulator/play-bar';
import { playedScenes, shareOfScenes } from '@/components/simulator/played-scenes';
import { StoryEvidence } from '@/components/simulator/stories/story-evidence';
import { SAMPLED, useSimulator } from '@/components/simulator/use-simulation';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Figures } from '@/lib/exercises/evidence/run-figures';
import { figuresOfScenes } from '@/lib/exercises/evidence/scene-figures';
import type { SimulatedLeg } from '@/lib/exercises/leg';
import { scenesOfLeg } from '@/lib/exercises/scenes-of-leg';
import styles from './play.module.css';

interface SimLegProps {
  readonly leg: SimulatedLeg;
  readonly seed: number;
  /** It has been simulated. */
  readonly done: boolean;
  /** Hears the figures of the scenes so far. */
  onFigures(figures: Figures): void;
  /** Hears what the scenes showed, once all of them were played. */
  onLeg(evidence: LegEvidence): void;
  /** Hears of a simulation that could not come to its end. */
  onSpoiled(): void;
}

/** A leg that is simulated: its scenes are played in the worker of the simulator, one after the other. */
export function SimLeg({ leg, seed, done, onFigures, onLeg, onSpoiled }: SimLegProps) {
  const t = useTranslations('exercises.play');
  const numbers = useFigures();
  const [simulator, state] = useSimulator();
  const [isOpen, setOpen] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const scenes = useMemo(() => scenesOfLeg(leg, seed), [leg, seed]);
  const played = useMemo(() => playedScenes(scenes, state.played), [scenes, state.played]);
  const { phase } = state;
  const run = () => {
    // Of what pages are made, every answer is needed.
    const play = (one: (typeof scenes)[number]) => ({
      key: one.id,
      scenario: one.scenario,
      sample: leg.pagesOf ? one.scenario.requests : SAMPLED,
    });
    simulator.play(scenes.map(play));
    // The button is gone: focus goes on from where it was.
    bar.current?.focus({ preventScroll: true });
  };
  useShortcut('r', () => phase === 'playing' || done || run());
  useShortcut('escape', () => simulator.cancel());
  useEffect(() => {
    if (done || phase === 'idle') return;
    const known = scenes.flatMap(({ id }) => (state.played[id] ? [{ id, ...state.played[id] }] : []));
    const figures = figuresOfScenes(known, leg.pagesOf);
    onFigures(figures);
    const [first] = scenes;
    if (!played || !first) return;
    onLeg({
      setup: '',
      measuredAt: new Date().toISOString(),
      runId: null,
      figures: { ...figures },
      emulated: [],
      trials: [],
      simulated: { seed: first.scenario.seed },
    });
  }, [done, phase, scenes, state.played, played, leg.pagesOf, onFigures, onLeg]);
  useEffect(() => {
    if (!done && (phase === 'dead' || phase === 'failed')) onSpoiled();
  }, [done, phase, onSpoiled]);
  const requests = scenes.reduce((sum, { scenario }) => sum + scenario.requests, 0);
  const words = { count: scenes.length, requests: numbers.count(requests) };
  return (
    <div className="grid one-column gap-4 above-5" ref={bar} tabIndex={-1} data-phase={phase}>
      {phase === 'idle' ? (
        <div className="row wrap gap-3">
          <Button look={done ? 'quiet' : 'go'} className="wide-on-phones" onClick={run}>
            {t(done ? 'playAgain' : 'run')}
          </Button>
        </div>
      ) : (
        <PlayBar
          label={t('simulation')}
          state={state}
          share={shareOfScenes(scenes, state)}
          isRough={false}
          said={t(phase === 'playing' ? 'playing' : phase === 'cancelled' ? 'stopped' : 'played', words)}
          cancel={() => simulator.cancel()}
          again={run}
        />
      )}
      {played && (
        <details className={styles.charts} onToggle={() => setOpen(true)}>
          <summary>{t('scenes')}</summary>
          {isOpen && <StoryEvidence face={{ title: leg.title, scenes }} played={played} />}
        </details>
      )}
    </div>
  );
}
