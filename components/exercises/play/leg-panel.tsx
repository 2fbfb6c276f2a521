'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { lazyPart } from '@/components/shell/lazy-part';
import { questionsOf } from '@/lib/exercises/asked';
import { type Attempt, type AttemptEvent, MOST_SPOILED, simulationSeed } from '@/lib/exercises/attempt';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Asked } from '@/lib/exercises/evidence/judge-run';
import type { Figures } from '@/lib/exercises/evidence/run-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { isSimulated, type Leg } from '@/lib/exercises/leg';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { LegSetUp } from './leg-set-up';
import { MeasuredLeg } from './measured-leg';
import { RunLeg } from './run-leg';
import { SearchLeg } from './search-leg';
import { StudyLeg } from './study-leg';
import { WayOut } from './way-out';

/** The simulator's own parts are for those exercises alone that need them. */
const SimLeg = lazyPart(() => import('./sim-leg').then((module) => module.SimLeg));

interface LegPanelProps {
  readonly exercise: AnyExercise;
  readonly index: number;
  readonly leg: Leg;
  /** `null` where an earlier leg lacks the figure it rests on. */
  readonly setup: ExperimentSetup | null;
  readonly attempt: Attempt;
  /** Runs of earlier may not serve. */
  readonly fresh: boolean;
  send(event: AttemptEvent): void;
  onFigures(leg: number, figures: Figures): void;
  onLeg(leg: number, evidence: LegEvidence): void;
  /** Begins anew; `null` = there is only one go. */
  readonly again: (() => void) | null;
}

/** One leg: what it runs, its run, and when it was measured. */
export function LegPanel({
  exercise,
  index,
  leg,
  setup,
  attempt,
  fresh,
  send,
  onFigures,
  onLeg,
  again,
}: LegPanelProps) {
  const t = useTranslations('exercises.play');
  const { ask } = exercise;
  const onSpoiled = useCallback((enough = false) => send({ type: 'spoil', index, enough }), [send, index]);
  const asked = useMemo(
    (): Asked => ({ asks: questionsOf(exercise, index), onPurpose: leg.onPurpose ?? [] }),
    [exercise, index, leg],
  );
  const evidence = attempt.legs[index] ?? null;
  const onOwnFigures = useCallback((figures: Figures) => onFigures(index, figures), [index, onFigures]);
  const onOwnLeg = useCallback((measured: LegEvidence) => onLeg(index, measured), [index, onLeg]);
  if (!isSimulated(leg) && !setup) {
    return (
      <Notice standing className="above-4 below-4">
        <p>{ask.needs ?? t('unable')}</p>
        {again && <Button onClick={again}>{t('end.again')}</Button>}
        <WayOut ask={ask} send={send} />
      </Notice>
    );
  }
  // What was run here before is no part of it.
  if (evidence?.sample !== undefined) {
    return (
      <div className="above-6">
        <MeasuredLeg title={leg.title} evidence={evidence} />
      </div>
    );
  }
  const shared = { done: evidence !== null, onFigures: onOwnFigures, onLeg: onOwnLeg, onSpoiled } as const;
  return (
    <div className="above-6">
      {evidence ? (
        <MeasuredLeg title={leg.title} evidence={evidence} />
      ) : (
        <LegSetUp ask={ask} index={index} evidence={attempt.legs} seed={attempt.seed} />
      )}
      {!evidence && (attempt.spoiled ?? 0) >= MOST_SPOILED && <WayOut ask={ask} send={send} />}
      {isSimulated(leg) ? (
        <SimLeg {...shared} leg={leg} seed={simulationSeed(attempt)} />
      ) : !setup ? null : setup.study !== 'same-workload' ? (
        <StudyLeg {...shared} setup={setup} />
      ) : leg.search ? (
        <SearchLeg
          done={shared.done}
          onLeg={shared.onLeg}
          onSpoiled={onSpoiled}
          asked={asked}
          setup={setup}
          index={index}
          search={leg.search}
          trials={evidence?.trials ?? attempt.trials}
          send={send}
        />
      ) : (
        <RunLeg {...shared} asked={asked} setup={setup} fresh={fresh} only={ask.legs.length === 1} />
      )}
    </div>
  );
}
