'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Notice } from '@/components/kit/notice';
import { StudyPanel } from '@/components/lab/studies/study-panel';
import { afterRunPart } from '@/components/shell/code-part';
import { isEmulated } from '@/lib/emulate/conditions';
import type { LegEvidence } from '@/lib/exercises/evidence/evidence';
import type { Figures } from '@/lib/exercises/evidence/run-figures';
import { conditionsOf, type ExperimentSetup, lanesOf } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import type { StudyState } from '@/lib/lab/studies/study-state';
import type { StudyFinding } from '@/lib/lab/studies/study-words';
import { InvalidStudy } from './invalid-study';

interface StudyLegProps {
  readonly setup: ExperimentSetup;
  /** It has been measured: what was run stays in sight. */
  readonly done: boolean;
  onFigures(figures: Figures): void;
  onLeg(evidence: LegEvidence): void;
  /** Hears of a study that may not be graded on, or never came to its end. */
  onSpoiled(): void;
}

const studyEvidence = afterRunPart(() => import('@/lib/learner/exercises/study-evidence'));

/** A leg that is one of the Lab's other studies: cold start, capacity or a sweep. */
export function StudyLeg({ setup, done, onFigures, onLeg, onSpoiled }: StudyLegProps) {
  const t = useTranslations('exercises.play');
  const [reasons, setReasons] = useState<readonly StudyFinding[]>([]);
  const [failed, setFailed] = useState(false);
  const told = useRef(false);
  const spoiled = useRef<string | null>(null);
  const pending = useRef(0);
  const [state, setState] = useState<StudyState<unknown> | null>(null);
  const onState = useCallback((next: StudyState<unknown>) => setState(next), []);
  useEffect(() => {
    if (!state?.setup) return;
    const turn = ++pending.current;
    const spoil = (startedAt: string | null) => {
      if (spoiled.current !== startedAt) onSpoiled();
      spoiled.current = startedAt;
    };
    const judge = async () => {
      const { evidenceOfStudy } = await studyEvidence();
      if (turn !== pending.current || !state.setup) return;
      const { figures, validity } = evidenceOfStudy(state);
      onFigures(figures);
      setReasons(validity?.reasons ?? []);
      if ((state.phase !== 'done' && state.phase !== 'failed') || told.current) return;
      if (state.phase === 'failed' || validity?.verdict !== 'valid') return spoil(state.startedAt);
      told.current = true;
      const { setup: run } = state;
      onLeg({
        setup: formatSetup(run),
        measuredAt: new Date().toISOString(),
        runId: null,
        figures: { ...figures },
        emulated: lanesOf(run).filter((lane) => isEmulated(conditionsOf(run, lane))),
        trials: [],
      });
    };
    judge().catch(() => {
      if (turn !== pending.current) return;
      setFailed(true);
      if (state.phase === 'done' || state.phase === 'failed') spoil(state.startedAt);
    });
  }, [state, onFigures, onLeg, onSpoiled]);
  // After a refresh there is nothing to show but the figures, and those are in the chart.
  if (done && !state?.setup) return null;
  return (
    <>
      {failed && <Notice className="above-4 below-4">{t('notCounted')}</Notice>}
      {reasons.length > 0 && <InvalidStudy reasons={reasons} />}
      <StudyPanel setup={setup} onState={onState} done={done} />
    </>
  );
}
